using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Checks;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.Reviews;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Host.Triggers;
using Workflows.Rules;

namespace Workflows.Host.Definitions;

/// <summary>
/// Versions of definitions: one draft that changes, published versions that never do. What is replaced stays for the runs that began
/// with it.
/// </summary>
internal sealed class DefinitionStore(
    IDbContextFactory<WorkflowsDb> store, SqliteRunStore runs, DefinitionLibrary library, ReviewBook reviews, TimeProvider clock)
    : IDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>All versions of all definitions, newest first within one, without their texts.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> AllAsync()
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.Definitions.AsNoTracking().OrderBy(d => d.DefinitionId).ThenByDescending(d => d.Number).ToListAsync();
    }

    /// <summary>The definitions whose newest version has a tag, named in either language.</summary>
    public async Task<IReadOnlyList<string>> TaggedAsync(string tag) =>
    [
        .. (await AllAsync()).DistinctBy(row => row.DefinitionId)
            .Where(row => DefinitionHeadView.TagsOf(JsonElement.Parse(row.Json)).Any(t => t.En == tag || t.Zh == tag))
            .Select(row => row.DefinitionId),
    ];

    /// <summary>The versions of one definition, newest first.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> VersionsAsync(string definitionId)
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.Definitions.AsNoTracking().Where(d => d.DefinitionId == definitionId)
            .OrderByDescending(d => d.Number).ToListAsync();
    }

    /// <summary>
    /// Writes the draft: a new one on top of what is published, or over the draft that is there. <paramref name="etag"/> is the hash
    /// that the caller read; null where nothing was there yet.
    /// </summary>
    public Task<(DefinitionRow? Row, Problem? Problem)> SaveDraftAsync(string definitionId, string json, string? etag, string by) =>
        ChangeAsync(definitionId, async (db, rows) =>
        {
            var latest = rows.FirstOrDefault();
            if (latest is not null && etag != latest.ContentHash)
            {
                return (null, HostProblems.Changed("definition"));
            }

            var number = latest is null ? 1 : latest.State == VersionState.Draft ? latest.Number : latest.Number + 1;
            var text = DefinitionText.WithIdentity(json, definitionId, number, isPublished: false);
            var draft = latest is { State: VersionState.Draft } ? latest : Add(db, definitionId, number, by);
            draft.Json = text;
            draft.ContentHash = DefinitionText.HashOf(text);
            draft.EditedBy = by;
            await db.SaveChangesAsync();
            return (draft, null);
        });

    /// <summary>
    /// Makes the draft the version that starts runs, unless something is wrong with it or a review is wanted and missing.
    /// </summary>
    public Task<(DefinitionRow? Row, Problem? Problem)> PublishAsync(string definitionId, string by, string? seen = null) =>
        ChangeAsync(definitionId, async (db, rows) =>
        {
            if (rows.FirstOrDefault() is not { } latest)
            {
                return (null, HostProblems.NotFound("definition", definitionId));
            }

            if (seen is not null && seen != latest.ContentHash)
            {
                return (null, HostProblems.Changed("definition"));
            }

            if (latest.State == VersionState.Published)
            {
                return (latest, null);
            }

            if (Refusal(definitionId, latest.Json, library.Published.AllTriggers).Problem is { } refusal)
            {
                return (null, refusal);
            }

            var text = new ReviewedText(ReviewedKind.Definition, definitionId, latest.Number, latest.ContentHash);
            var wasPublished = rows.Any(row => row.State != VersionState.Draft && row.ContentHash == latest.ContentHash);
            if (await reviews.RefusalAsync(text, wasPublished) is { } unreviewed)
            {
                return (null, unreviewed);
            }

            db.Reviews.Add(reviews.Row(text, ReviewStep.Published, by));
            Replace(rows, latest);
            await TakeOverAsync(db);
            return (latest, null);
        });

    /// <summary>
    /// Publishes texts that are shipped with the product, in one commit: each that nothing is wrong with. Gives what is wrong with the
    /// others, by their ids.
    /// </summary>
    public Task<IReadOnlyDictionary<string, Problem>> PublishShippedAsync(IReadOnlyDictionary<string, string> texts, string by) =>
        AloneAsync<IReadOnlyDictionary<string, Problem>>(async db =>
        {
            var ids = texts.Keys.ToList();
            var known = (await db.Definitions.Where(d => ids.Contains(d.DefinitionId)).ToListAsync()).ToLookup(d => d.DefinitionId);
            var triggers = library.Published.AllTriggers.ToList();
            var refused = new Dictionary<string, Problem>(StringComparer.Ordinal);
            foreach (var (id, json) in texts)
            {
                var hash = DefinitionText.HashOf(json);
                if (known[id].Any(d => d.State == VersionState.Published && d.ContentHash == hash))
                {
                    continue;
                }

                var (own, problem) = Refusal(id, json, triggers);
                if (problem is not null)
                {
                    refused[id] = problem;
                    continue;
                }

                triggers.AddRange(own);
                var row = Add(db, id, known[id].Select(d => d.Number).DefaultIfEmpty().Max() + 1, by);
                row.Json = json;
                row.ContentHash = hash;
                Replace(known[id], row);
            }

            await TakeOverAsync(db);
            return refused;
        });

    /// <summary>Takes the published version back: it starts no more runs.</summary>
    public Task<(DefinitionRow? Row, Problem? Problem)> RetractAsync(string definitionId) =>
        ChangeAsync(definitionId, async (db, rows) =>
        {
            if (rows.FirstOrDefault(row => row.State == VersionState.Published) is not { } published)
            {
                return (null, HostProblems.NotFound("published definition", definitionId));
            }

            published.State = VersionState.Retracted;
            await db.SaveChangesAsync();
            library.Refresh();
            return (published, null);
        });

    /// <summary>Makes the text of a former version the draft.</summary>
    public async Task<(DefinitionRow? Row, Problem? Problem)> RevertAsync(string definitionId, int number, string by)
    {
        var rows = await VersionsAsync(definitionId);
        return rows.FirstOrDefault(row => row.Number == number) is { } former
            ? await SaveDraftAsync(definitionId, former.Json, rows[0].ContentHash, by)
            : (null, HostProblems.NotFound("version", $"{definitionId} {number}"));
    }

    /// <summary>Everything that is wrong with a text.</summary>
    public DefinitionReading Check(string name, string json) => CheckCompiled(name, json).Reading;

    public void Dispose() => changing.Dispose();

    private (DefinitionReading Reading, CompiledDefinition? Compiled) CheckCompiled(string name, string json)
    {
        var (definition, diagnostics) = DefinitionReader.Read(name, json);
        if (definition is null)
        {
            return (new(null, diagnostics), null);
        }

        var compiled = CompiledDefinition.Compile(definition, library.Catalogue);
        return (new(definition, [.. diagnostics, .. DefinitionCheck.Check(compiled)]), compiled);
    }

    // Why a text cannot be published beside what these triggers start, and what it would start itself.
    private (IReadOnlyList<DefinitionTrigger> Own, Problem? Problem) Refusal(
        string definitionId, string json, IReadOnlyList<DefinitionTrigger> triggers)
    {
        var (reading, compiled) = CheckCompiled(definitionId, json);
        if (compiled is null || reading.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return ([], HostProblems.Invalid(
                new("The definition has errors and was not published.", "定义存在错误，未发布。"),
                new("Mend what is named.", "请修正所列错误。"), reading.Diagnostics));
        }

        // Two definitions on one route: nobody could say which of them a request starts.
        var own = DefinitionTriggers.Of(compiled);
        var routes = own.Where(t => t.Kind == "http").Select(t => HttpRoutesTable.FormOf(t.Key)).ToHashSet(StringComparer.Ordinal);
        var taken = triggers.FirstOrDefault(other => other.Kind == "http" && other.DefinitionId != definitionId
            && routes.Contains(HttpRoutesTable.FormOf(other.Key)));
        return taken is null ? (own, null) : (own, HostProblems.Conflict(
            new($"{taken.DefinitionId} answers {taken.Key} already.", $"{taken.DefinitionId} 已在响应 {taken.Key}。"),
            new("Choose another route, or retract that definition.", "请更换路由，或撤下该定义。")));
    }

    private static void Replace(IEnumerable<DefinitionRow> rows, DefinitionRow newest)
    {
        foreach (var former in rows.Where(row => row.State == VersionState.Published))
        {
            former.State = VersionState.Retracted;
        }

        newest.Json = DefinitionText.WithIdentity(newest.Json, newest.DefinitionId, newest.Number, isPublished: true);
        newest.State = VersionState.Published;
    }

    private DefinitionRow Add(WorkflowsDb db, string definitionId, int number, string by)
    {
        var row = new DefinitionRow
        {
            VersionId = DefinitionText.VersionId(definitionId, number), DefinitionId = definitionId, Number = number,
            State = VersionState.Draft, Json = "{}", ContentHash = string.Empty, CreatedAt = clock.GetUtcNow().UtcTicks, CreatedBy = by,
        };
        db.Definitions.Add(row);
        return row;
    }

    // Events that nobody waited for may start what is published now.
    private async Task TakeOverAsync(WorkflowsDb db)
    {
        await db.SaveChangesAsync();
        library.Refresh();
        await runs.WakeDeliveriesAsync();
    }

    private Task<(DefinitionRow? Row, Problem? Problem)> ChangeAsync(
        string definitionId, Func<WorkflowsDb, List<DefinitionRow>, Task<(DefinitionRow?, Problem?)>> change) =>
        AloneAsync(async db =>
        {
            var rows = await db.Definitions.Where(d => d.DefinitionId == definitionId)
                .OrderByDescending(d => d.Number).ToListAsync();
            return await change(db, rows);
        });

    private async Task<T> AloneAsync<T>(Func<WorkflowsDb, Task<T>> change)
    {
        await changing.WaitAsync();
        try
        {
            await using var db = await store.CreateDbContextAsync();
            return await change(db);
        }
        finally
        {
            changing.Release();
        }
    }
}
