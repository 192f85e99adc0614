using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Reviews;

/// <summary>Where the review of a draft stands.</summary>
internal enum ReviewState
{
    /// <summary>Nobody has asked for one.</summary>
    None,
    Asked,
    Approved,
    SentBack,

    /// <summary>The draft has changed since its last step.</summary>
    Outdated,
}

/// <summary>What must be reviewed by a second person before it is published.</summary>
internal sealed record ReviewSettings(bool Definitions, bool Rules);

/// <summary>The review of a text: where it stands, whether it must be, whether the caller may decide, and every step there was.</summary>
internal sealed record ReviewView(ReviewState State, bool Required, bool MayDecide, string Etag, IReadOnlyList<ReviewStepView> Steps);

/// <summary>What somebody did.</summary>
internal sealed record ReviewStepView(int Version, ReviewStep Step, DateTimeOffset At, string Actor, string? Remark)
{
    public static ReviewStepView Of(ReviewRow row) => new(row.Version, row.Step, new(row.At, TimeSpan.Zero), row.Actor, row.Remark);
}

/// <summary>Body of a step.</summary>
internal sealed record ReviewRemark(string? Remark = null);
