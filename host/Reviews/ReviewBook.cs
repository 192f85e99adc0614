using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Reviews;

/// <summary>A text that is drafted, reviewed and published: which one, and what it says.</summary>
internal sealed record ReviewedText(ReviewedKind Kind, string Name, int Version, string ContentHash)
{
    /// <summary>Who wrote it as it is; null where that is not asked.</summary>
    public string? EditedBy { get; init; }
}

/// <summary>
/// Who asked for a review of a draft, who looked at it, and what came of it; append-only. An approval is of the text that was read: a
/// draft that has changed since has none.
/// </summary>
internal sealed class ReviewBook(IDbContextFactory<WorkflowsDb> store, SettingStore settings, TimeProvider clock)
{
    private const string Setting = "reviews";

    /// <summary>What must be reviewed before it is published.</summary>
    public ReviewSettings Settings => settings.Read<ReviewSettings>(Setting) ?? new(false, false);

    /// <summary>Says what must be reviewed from now on.</summary>
    public Task SetAsync(ReviewSettings wanted) => settings.WriteAsync(Setting, wanted);

    /// <summary>The newest version of a text; null when there is none.</summary>
    public async Task<ReviewedText?> LatestAsync(ReviewedKind kind, string name)
    {
        await using var db = await store.CreateDbContextAsync();
        return kind == ReviewedKind.Definition
            ? await db.Definitions.Where(d => d.DefinitionId == name).OrderByDescending(d => d.Number)
                .Select(d => new ReviewedText(kind, name, d.Number, d.ContentHash)
                {
                    EditedBy = d.EditedBy ?? d.CreatedBy,
                }).FirstOrDefaultAsync()
            : await db.RuleSets.Where(r => r.Name == name).OrderByDescending(r => r.Number)
                .Select(r => new ReviewedText(kind, name, r.Number, r.ContentHash)
                {
                    EditedBy = r.EditedBy ?? r.CreatedBy,
                }).FirstOrDefaultAsync();
    }

    /// <summary>All steps of a text's reviews, newest first.</summary>
    public async Task<List<ReviewRow>> StepsAsync(ReviewedKind kind, string name)
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.Reviews.AsNoTracking().Where(r => r.Kind == kind && r.Name == name)
            .OrderByDescending(r => r.Number).ToListAsync();
    }

    /// <summary>The texts of a kind whose newest step asks for a review of what they say now.</summary>
    public async Task<IReadOnlySet<string>> AskedAsync(ReviewedKind kind)
    {
        await using var db = await store.CreateDbContextAsync();
        var newest = await db.Reviews.Where(r => r.Kind == kind).GroupBy(r => r.Name).Select(g => g.Max(r => r.Number)).ToListAsync();
        var asked = db.Reviews.Where(r => newest.Contains(r.Number) && r.Step == ReviewStep.Asked);
        var still = kind == ReviewedKind.Definition
            ? asked.Where(r => db.Definitions.Any(d => d.DefinitionId == r.Name && d.Number == r.Version && d.ContentHash == r.ContentHash))
            : asked.Where(r => db.RuleSets.Any(s => s.Name == r.Name && s.Number == r.Version && s.ContentHash == r.ContentHash));
        return (await still.Select(r => r.Name).ToListAsync()).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Writes a step down.</summary>
    public async Task AddAsync(ReviewedText text, ReviewStep step, string actor, string? remark)
    {
        await using var db = await store.CreateDbContextAsync();
        db.Reviews.Add(Row(text, step, actor, remark));
        await db.SaveChangesAsync();
    }

    /// <summary>A step that is written with what else the caller saves.</summary>
    public ReviewRow Row(ReviewedText text, ReviewStep step, string actor, string? remark = null) => new()
    {
        Kind = text.Kind, Name = text.Name, Version = text.Version, ContentHash = text.ContentHash, Step = step,
        At = clock.GetUtcNow().UtcTicks, Actor = actor, Remark = string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(),
    };

    /// <summary>
    /// Why a text may not be published yet; null when it may. What was published before needs no new review: going back must be quick.
    /// </summary>
    public async Task<Problem?> RefusalAsync(ReviewedText text, bool wasPublished)
    {
        var isRequired = text.Kind == ReviewedKind.Definition ? Settings.Definitions : Settings.Rules;
        return !isRequired || wasPublished || StandingOf(text, await StepsAsync(text.Kind, text.Name)) == ReviewState.Approved
            ? null
            : HostProblems.Conflict(
                new("What is published here is reviewed before, and this draft is not approved.", "此处发布前须经审核，该草稿尚未通过审核。"),
                new("Ask for a review; somebody else with the right to publish approves it.", "请申请审核，由另一位有发布权限的人员批准。"));
    }

    /// <summary>Where the review of a text stands.</summary>
    public static ReviewState StandingOf(ReviewedText text, IEnumerable<ReviewRow> newestFirst) =>
        newestFirst.FirstOrDefault(row => row.Version == text.Version && row.Step != ReviewStep.Published) switch
        {
            null => ReviewState.None,
            { ContentHash: var hash } when hash != text.ContentHash => ReviewState.Outdated,
            { Step: ReviewStep.Asked } => ReviewState.Asked,
            { Step: ReviewStep.Approved } => ReviewState.Approved,
            _ => ReviewState.SentBack,
        };
}
