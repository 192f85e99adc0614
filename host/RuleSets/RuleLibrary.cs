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

/// <summary>
/// The published rule sets; replaced as a whole, while judging goes on with what it began with. A set is compiled when it is first asked
/// for: a start of the host waits for none.
/// </summary>
internal sealed class RuleLibrary(SqliteRunStore store, SettingStore settings, FactCatalogue types, ILogger<RuleLibrary> log)
{
    private const string ParametersOf = "rules.parameters:";

    private volatile IReadOnlyDictionary<string, Lazy<PublishedRuleSet?>> published = new Dictionary<string, Lazy<PublishedRuleSet?>>();
    private volatile IReadOnlyList<RuleFile> files = [];

    /// <summary>The texts of all published rule sets.</summary>
    public IReadOnlyList<RuleFile> Files => files;

    /// <summary>The published rule set of a name; null when there is none.</summary>
    public PublishedRuleSet? Find(string name) => published.GetValueOrDefault(name)?.Value;

    /// <summary>Takes over what is published in the store.</summary>
    public void Refresh()
    {
        var rows = store.Rows.Read(
            "SELECT Name, Number, Text FROM RuleSets WHERE State = $1 ORDER BY Name",
            row => (Name: row.GetString(0), Number: row.GetInt32(1), Text: row.GetString(2)), (int)VersionState.Published);
        var texts = rows.Select(row => FileOf(row.Name, row.Text)).ToList();
        types.Replace(texts);
        files = texts;
        published = rows.ToDictionary(
            row => row.Name, row => new Lazy<PublishedRuleSet?>(() => Compile(row.Name, row.Number, texts)), StringComparer.Ordinal);
    }

    /// <summary>The files for a check of one text: it, then the published others.</summary>
    public IReadOnlyList<RuleFile> With(string name, string text) =>
        [FileOf(name, text), .. files.Where(file => file.Name != FileOf(name, text).Name)];

    /// <summary>Puts figures in place of a rule set's own; the next judgement takes them.</summary>
    public async Task SetParametersAsync(string name, IReadOnlyDictionary<string, object?> values)
    {
        await settings.WriteAsync(ParametersOf + name, values.ToDictionary(v => v.Key, v => FeelJson.Text(v.Value)));
        Refresh();
    }

    /// <summary>How a rule set's file is called, so that others can use it.</summary>
    public static RuleFile FileOf(string name, string text) => new($"{name}.rules", text);

    private PublishedRuleSet? Compile(string name, int number, List<RuleFile> texts)
    {
        var own = texts.Find(file => file.Name == FileOf(name, string.Empty).Name)!;
        var check = RuleProgram.Compile([own, .. texts.Where(other => other != own)], $"{name}:{number}");
        if (check.Program is { } program)
        {
            return new(number, program, Parameters(name));
        }

        log.PublishedTextRefused(name, check.Diagnostics.First(d => d.Severity == Severity.Error).ToString());
        return null;
    }

    private Dictionary<string, object?> Parameters(string name)
    {
        var kept = settings.Read<Dictionary<string, string>>(ParametersOf + name) ?? [];
        return kept.ToDictionary(v => v.Key, v => FeelJson.Parse(v.Value));
    }
}
