using System.Security.Claims;
using Workflows.Engine.Ports;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Live;

/// <summary>Who is told of what. A connection hears what its person may see by their name, their roles and their permissions.</summary>
internal static class Audience
{
    /// <summary>Everybody who has a permission.</summary>
    public static string Of(Permission permission) => $"may:{permission}";

    /// <summary>The audiences that a person belongs to, who stands in for others.</summary>
    public static IEnumerable<string> Of(ClaimsPrincipal who, IEnumerable<string> standsInFor)
    {
        var roles = who.Roles();
        return [Person(who.Actor()), .. standsInFor.Select(Person), .. roles.Select(Role), .. RoleTable.Of(roles).Select(Of)];
    }

    /// <summary>Who may see a task: candidates, its holder and those who oversee all tasks.</summary>
    public static IEnumerable<string> Of(TaskRecord task)
    {
        IEnumerable<string> candidates = task.CandidateRoles.Count == 0 && task.CandidateUsers.Count == 0
            ? [Of(Permission.WorkOnTasks)]
            : [.. task.CandidateRoles.Select(Role), .. task.CandidateUsers.Select(Person)];
        IEnumerable<string> holder = task.Assignee is null ? [] : [Person(task.Assignee)];
        return [Of(Permission.SuperviseTasks), .. candidates, .. holder];
    }

    /// <summary>One person.</summary>
    public static string Person(string name) => $"user:{name}";

    private static string Role(string name) => $"role:{name}";
}
