using Workflows.Engine.Ports;
using Workflows.Rules.Facts;

namespace Workflows.Engine.Seasons;

/// <summary>Finds a person for a task: who is named, else the members of a role in turn.</summary>
internal sealed class SeasonPeople
{
    private readonly Dictionary<string, List<string>> _members;
    private readonly Dictionary<string, int> _turn = [];

    public SeasonPeople(SeasonPlan plan, IEnumerable<RuleFact> staff)
    {
        var people = staff.Where(person => person["status"] as string != "left").ToList();
        _members = plan.Roles.ToDictionary(
            role => role.Key,
            role => people
                .Where(p => role.Value.Contains(p["post"] as string ?? string.Empty))
                .Select(p => p.Key ?? string.Empty)
                .ToList());
    }

    public string? For(TaskRecord task)
    {
        if (task.CandidateUsers.Count > 0)
        {
            return task.CandidateUsers[0];
        }

        var role = task.CandidateRoles.FirstOrDefault(r => _members.GetValueOrDefault(r)?.Count > 0);
        if (role is null)
        {
            return null;
        }

        var turn = _turn[role] = _turn.GetValueOrDefault(role) + 1;
        return _members[role][turn % _members[role].Count];
    }
}
