using Workflows.Rules;

namespace Workflows.Host.Staff;

/// <summary>The team as it stands.</summary>
/// <param name="Departments">The departments with their posts.</param>
/// <param name="People">Everybody who has not left.</param>
/// <param name="Setups">The last set-ups of the team, newest first.</param>
/// <param name="Version">The version of the rules that say which posts there are; null where no such rules are published.</param>
internal sealed record StaffView(
    IReadOnlyList<DepartmentView> Departments, IReadOnlyList<PersonView> People, IReadOnlyList<SetupView> Setups, string? Version);

/// <summary>A department.</summary>
internal sealed record DepartmentView(string Name, IReadOnlyList<PostView> Posts);

/// <summary>A post with its duty sheet.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Headcount">How many people it is planned for; null for a post that no duty sheet knows.</param>
/// <param name="Open">How many places nobody fills.</param>
/// <param name="Duties">What its holder does.</param>
/// <param name="Requirements">What its holder must be able to do.</param>
/// <param name="Holders">The numbers of those who hold it.</param>
/// <param name="Candidates">The numbers of those who meet the requirements and hold another post, or none.</param>
/// <param name="Notes">What the rules say of it: places that are open, requirements that a holder lacks.</param>
internal sealed record PostView(
    string Name, decimal? Headcount, decimal Open, IReadOnlyList<string> Duties, IReadOnlyList<string> Requirements,
    IReadOnlyList<string> Holders, IReadOnlyList<string> Candidates, IReadOnlyList<LocalText> Notes);

/// <summary>A person.</summary>
/// <param name="Id">Their number.</param>
/// <param name="Name">Their name.</param>
/// <param name="Department">Where they work now.</param>
/// <param name="Post">The post they hold now.</param>
/// <param name="Status">On probation or regular.</param>
/// <param name="HiredOn">Since when.</param>
/// <param name="Skills">What they can do.</param>
/// <param name="AppointedAt">When a set-up appointed them to the post; null where their record says it.</param>
internal sealed record PersonView(
    string Id, string? Name, string? Department, string? Post, string? Status, string? HiredOn, IReadOnlyList<string> Skills,
    string? AppointedAt);

/// <summary>A set-up of the team; its number is that of its run.</summary>
internal sealed record SetupView(string Id, IReadOnlyList<string> Departments, string? Sponsor, string? State, decimal? Open);
