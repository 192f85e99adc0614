using Microsoft.EntityFrameworkCore;
using Workflows.Host.Facts;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>A rule set that judges: its program and the figures that operations have put in place of its own.</summary>
internal sealed record PublishedRuleSet(int Number, RuleProgram Program, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>The published rule sets, compiled; replaced as a whole, while judging goes on with what it began with.</summary>
internal sealed class RuleLibrary(
    IDbContextFactory<WorkflowsDb> store, SettingStore settings, FactCatalogue types, ILogger<RuleLibrary> log)
{
    private const string ParametersOf = "rules.parameters:";

    private volatile IReadOnlyDictionary<string, PublishedRuleSet> published = new Dictionary<string, PublishedRuleSet>();
    private volatile IReadOnlyList<RuleFile> files = [];

    /// <summary>The texts of all published rule sets.</summary>
    public IReadOnlyList<RuleFile> Files => files;

    /// <summary>The published rule set of a name; null when there is none.</summary>
    public PublishedRuleSet? Find(string name) => published.GetValueOrDefault(name);

    /// <summary>All published rule sets by name.</summary>
    public IEnumerable<PublishedRuleSet> All => published.Values.OrderBy(set => set.Program.Name, StringComparer.Ordinal);

    /// <summary>Takes over what is published in the store.</summary>
    public async Task RefreshAsync()
    {
        await using var db = await store.CreateDbContextAsync();
        var rows = await db.RuleSets.AsNoTracking().Where(r => r.State == VersionState.Published).OrderBy(r => r.Name).ToListAsync();
        var texts = rows.Select(row => FileOf(row.Name, row.Text)).ToList();
        var sets = new Dictionary<string, PublishedRuleSet>(StringComparer.Ordinal);
        foreach (var (row, file) in rows.Zip(texts))
        {
            var check = RuleProgram.Compile([file, .. texts.Where(other => other != file)], $"{row.Name}:{row.Number}");
            if (check.Program is not { } program)
            {
                log.PublishedTextRefused(row.Name, check.Diagnostics.First(d => d.Severity == Severity.Error).ToString());
                continue;
            }

            sets[row.Name] = new(row.Number, program, await ParametersAsync(row.Name));
        }

        types.Replace(texts);
        files = texts;
        published = sets;
    }

    /// <summary>The files for a check of one text: it, then the published others.</summary>
    public IReadOnlyList<RuleFile> With(string name, string text) =>
        [FileOf(name, text), .. files.Where(file => file.Name != FileOf(name, text).Name)];

    /// <summary>Puts figures in place of a rule set's own; the next judgement takes them.</summary>
    public async Task SetParametersAsync(string name, IReadOnlyDictionary<string, object?> values)
    {
        await settings.WriteAsync(ParametersOf + name, values.ToDictionary(v => v.Key, v => FeelJson.Text(v.Value)));
        await RefreshAsync();
    }

    /// <summary>How a rule set's file is called, so that others can use it.</summary>
    public static RuleFile FileOf(string name, string text) => new($"{name}.rules", text);

    private async Task<IReadOnlyDictionary<string, object?>> ParametersAsync(string name)
    {
        var kept = await settings.ReadAsync<Dictionary<string, string>>(ParametersOf + name) ?? [];
        return kept.ToDictionary(v => v.Key, v => FeelJson.Parse(v.Value));
    }
}
