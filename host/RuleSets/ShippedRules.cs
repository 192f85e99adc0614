using Microsoft.EntityFrameworkCore;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>
/// Publishes the rule sets that are shipped with the program, all together since they use one another: at the first start, and when a
/// new release brings another text. What operations made of one meanwhile stays as a former version.
/// </summary>
internal sealed class ShippedRules(
    HostSettings settings, IDbContextFactory<WorkflowsDb> store, SettingStore remembered, RuleLibrary library, TimeProvider clock,
    ILogger<ShippedRules> log)
{
    private const string Remembered = "pack.rules";

    public async Task PublishAsync()
    {
        var known = remembered.Read<Dictionary<string, string>>(Remembered) ?? [];
        var shipped = await Facts.FactsFeature.ReadShippedAsync(settings);
        var changed = shipped.Where(file => known.GetValueOrDefault(file.Name) != RuleStore.HashOf(file.Text)).ToList();
        if (changed.Count > 0)
        {
            await PublishAsync(changed, shipped, known);
            await remembered.WriteAsync(Remembered, known);
        }

        library.Refresh();
    }

    private async Task PublishAsync(List<RuleFile> changed, IReadOnlyList<RuleFile> shipped, Dictionary<string, string> known)
    {
        await using var db = await store.CreateDbContextAsync();
        foreach (var file in changed)
        {
            var check = RuleProgram.Compile([file, .. shipped.Where(other => other != file)]);
            if (check.Program is not { } program)
            {
                log.ShippedTextRefused(file.Name, check.Diagnostics.First(d => d.Severity == Severity.Error).ToString());
                continue;
            }

            var hash = RuleStore.HashOf(file.Text);
            await AddAsync(db, program.Name, file.Text, hash);
            known[file.Name] = hash;
        }

        await db.SaveChangesAsync();
    }

    private async Task AddAsync(WorkflowsDb db, string name, string text, string hash)
    {
        var rows = await db.RuleSets.Where(r => r.Name == name).OrderByDescending(r => r.Number).ToListAsync();
        foreach (var former in rows.Where(row => row.State == VersionState.Published))
        {
            former.State = VersionState.Retracted;
        }

        db.RuleSets.Add(new RuleSetRow
        {
            Name = name, Number = rows.Count == 0 ? 1 : rows[0].Number + 1, State = VersionState.Published, Text = text, ContentHash = hash,
            CreatedAt = clock.GetUtcNow().UtcTicks, CreatedBy = "pack",
        });
    }
}
