using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Reviews;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>Versions of rule sets: one draft that changes, published versions that never do.</summary>
internal sealed class RuleStore(
    IDbContextFactory<WorkflowsDb> store, RuleLibrary library, ReviewBook reviews, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>All versions of all rule sets, newest first within one.</summary>
    public async Task<List<RuleSetRow>> AllAsync()
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.RuleSets.AsNoTracking().OrderBy(r => r.Name).ThenByDescending(r => r.Number).ToListAsync();
    }

    /// <summary>The versions of one rule set, newest first.</summary>
    public async Task<List<RuleSetRow>> VersionsAsync(string name)
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.RuleSets.AsNoTracking().Where(r => r.Name == name).OrderByDescending(r => r.Number).ToListAsync();
    }

    /// <summary>Writes the draft; <paramref name="etag"/> is the hash that the caller read, null where nothing was there yet.</summary>
    public Task<(RuleSetRow? Row, Problem? Problem)> SaveDraftAsync(string name, string text, string? etag, string by) =>
        ChangeAsync(name, async (db, rows) =>
        {
            var latest = rows.FirstOrDefault();
            if (latest is not null && etag != latest.ContentHash)
            {
                return (null, HostProblems.Changed("rule set"));
            }

            var draft = latest is { State: VersionState.Draft } ? latest : Add(db, name, (latest?.Number ?? 0) + 1, by);
            draft.Text = text;
            draft.ContentHash = HashOf(text);
            draft.EditedBy = by;
            await db.SaveChangesAsync();
            return (draft, null);
        });

    /// <summary>
    /// Makes the draft the version that judges: when it and all that use it are right, its tests pass, and it is reviewed where that is
    /// wanted. <paramref name="seen"/> is the hash of the draft that the caller has looked at, null where they do not say.
    /// </summary>
    public Task<(RuleSetRow? Row, Problem? Problem)> PublishAsync(string name, string by, string? seen = null) =>
        ChangeAsync(name, async (db, rows) =>
        {
            if (rows.FirstOrDefault() is not { } latest)
            {
                return (null, HostProblems.NotFound("rule set", name));
            }

            if (seen is not null && seen != latest.ContentHash)
            {
                return (null, HostProblems.Changed("rule set"));
            }

            if (latest.State == VersionState.Published)
            {
                return (latest, null);
            }

            var faults = Faults(name, latest.Text);
            if (faults.Count > 0)
            {
                return (null, HostProblems.Invalid(
                    new("The rule set is not right and was not published.", "规则集存在错误，未发布。"),
                    new("Mend what is named.", "请修正所列错误。"), faults));
            }

            var text = new ReviewedText(ReviewedKind.Rules, name, latest.Number, latest.ContentHash);
            var wasPublished = rows.Any(row => row.State != VersionState.Draft && row.ContentHash == latest.ContentHash);
            if (await reviews.RefusalAsync(text, wasPublished) is { } unreviewed)
            {
                return (null, unreviewed);
            }

            foreach (var former in rows.Where(row => row.State == VersionState.Published))
            {
                former.State = VersionState.Retracted;
            }

            db.Reviews.Add(reviews.Row(text, ReviewStep.Published, by));
            latest.State = VersionState.Published;
            await db.SaveChangesAsync();
            library.Refresh();
            return (latest, null);
        });

    /// <summary>Makes the text of a former version the draft.</summary>
    public async Task<(RuleSetRow? Row, Problem? Problem)> RevertAsync(string name, int number, string by)
    {
        var rows = await VersionsAsync(name);
        return rows.FirstOrDefault(row => row.Number == number) is { } former
            ? await SaveDraftAsync(name, former.Text, rows[0].ContentHash, by)
            : (null, HostProblems.NotFound("version", $"{name} {number}"));
    }

    public void Dispose() => changing.Dispose();

    /// <summary>SHA-256 of a text in hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private List<Diagnostic> Faults(string name, string text)
    {
        var candidate = library.With(name, text);
        var own = RuleProgram.Compile(candidate);
        var faults = own.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        if (own.Program is not { } program)
        {
            return faults;
        }

        if (program.Name != name)
        {
            faults.Add(RuleProblems.OtherName(name, program.Name));
        }

        // Those that use it must still be right with the new text.
        foreach (var other in library.Files.Where(file => file.Name != candidate[0].Name))
        {
            var check = RuleProgram.Compile([other, .. candidate.Where(file => file.Name != other.Name)]);
            faults.AddRange(check.Diagnostics.Where(d => d.Severity == Severity.Error && !faults.Contains(d)));
        }

        if (faults.Count == 0)
        {
            faults.AddRange(program.RunTests().Results.SelectMany(result => result.Failures));
        }

        return faults;
    }

    private RuleSetRow Add(WorkflowsDb db, string name, int number, string by)
    {
        var row = new RuleSetRow
        {
            Name = name, Number = number, State = VersionState.Draft, Text = string.Empty, ContentHash = string.Empty,
            CreatedAt = clock.GetUtcNow().UtcTicks, CreatedBy = by,
        };
        db.RuleSets.Add(row);
        return row;
    }

    private async Task<(RuleSetRow? Row, Problem? Problem)> ChangeAsync(
        string name, Func<WorkflowsDb, List<RuleSetRow>, Task<(RuleSetRow?, Problem?)>> change)
    {
        await changing.WaitAsync();
        try
        {
            await using var db = await store.CreateDbContextAsync();
            var rows = await db.RuleSets.Where(r => r.Name == name).OrderByDescending(r => r.Number).ToListAsync();
            return await change(db, rows);
        }
        finally
        {
            changing.Release();
        }
    }
}
