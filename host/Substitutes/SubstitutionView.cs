using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Substitutes;

/// <summary>Body that names a substitute; without a person for oneself. Days are the shop's, both included.</summary>
internal sealed record SubstitutionDraft(string Substitute, DateOnly From, DateOnly To, string? Person = null, string? Reason = null);

/// <summary>Who stands in for whom.</summary>
internal sealed record SubstitutionView(
    long Number, string Person, string Substitute, DateOnly From, DateOnly To, string? Reason, string NamedBy, DateTimeOffset NamedAt,
    string? EndedBy, DateTimeOffset? EndedAt, bool IsNow)
{
    public static SubstitutionView Of(SubstitutionRow row, DateOnly today)
    {
        var (from, to) = (Substitutions.Day(row.FirstDay), Substitutions.Day(row.LastDay));
        return new(row.Number, row.Person, row.Substitute, from, to, row.Reason, row.NamedBy, new(row.NamedAt, TimeSpan.Zero),
            row.EndedBy, row.EndedAt is { } at ? new(at, TimeSpan.Zero) : null, row.EndedAt is null && from <= today && today <= to);
    }
}

/// <summary>Substitutions, the earliest first.</summary>
internal sealed record SubstitutionList(IReadOnlyList<SubstitutionView> Items, string? Next);

/// <summary>Leave that is granted and in which nobody stands in yet.</summary>
internal sealed record UncoveredLeave(string Person, string StaffId, DateOnly From, DateOnly To, string? Kind);

/// <summary>Leave without a substitute, the earliest first.</summary>
internal sealed record UncoveredLeaveList(IReadOnlyList<UncoveredLeave> Items, string? Next);

/// <summary>Somebody who works on tasks.</summary>
internal sealed record Colleague(string User, string? DisplayName, IReadOnlyList<string> Roles);

/// <summary>Everybody who works on tasks, by name.</summary>
internal sealed record ColleagueList(IReadOnlyList<Colleague> Items, string? Next);
