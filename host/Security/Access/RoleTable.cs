using System.Security.Claims;

namespace Workflows.Host.Security.Access;

/// <summary>Who may what: a line for each permission. What is not here is denied.</summary>
internal static class RoleTable
{
    private static readonly Dictionary<Permission, string[]> Rows = new()
    {
        [Permission.UseProduct] = [.. Role.All],
        [Permission.ManageAccounts] = [Role.Administrator],
        [Permission.ManageKeys] = [Role.Administrator],
        [Permission.ManageSecrets] = [Role.Administrator],
        [Permission.ManageSettings] = [Role.Administrator],
        [Permission.ReadAudit] = [Role.Administrator, Role.Auditor],
        [Permission.ReadFacts] = [Role.Administrator, Role.Designer, Role.RuleEditor, Role.Supervisor, Role.Auditor],
        [Permission.WriteFacts] = [Role.Administrator, Role.Supervisor],
        [Permission.ReadDefinitions] = [.. Role.All],
        [Permission.EditDefinitions] = [Role.Administrator, Role.Designer],
        [Permission.PublishDefinitions] = [Role.Administrator, Role.Designer],
        [Permission.CallTriggers] = [Role.Administrator, Role.Designer, Role.Supervisor, Role.Staff],
        [Permission.ReadRuns] = [Role.Administrator, Role.Designer, Role.Supervisor, Role.Auditor],
        [Permission.StartRuns] = [Role.Administrator, Role.Designer, Role.Supervisor],
        [Permission.CancelRuns] = [Role.Administrator, Role.Supervisor],
        [Permission.RepairRuns] = [Role.Administrator, Role.Supervisor],
        [Permission.SendEvents] = [Role.Administrator, Role.Designer, Role.Supervisor],
        [Permission.WorkOnTasks] = [Role.Administrator, Role.Supervisor, Role.Staff],
        [Permission.SuperviseTasks] = [Role.Administrator, Role.Supervisor],
        [Permission.ReadRules] = [.. Role.All],
        [Permission.EditRules] = [Role.Administrator, Role.RuleEditor],
        [Permission.PublishRules] = [Role.Administrator, Role.RuleEditor],
        [Permission.ReadPay] = [Role.Administrator, Role.Supervisor, Role.Auditor],
        [Permission.ReadOwnPay] = [Role.Administrator, Role.Supervisor, Role.Staff, Role.Auditor],
        [Permission.ReadCustomers] = [Role.Administrator, Role.Supervisor, Role.Staff, Role.Auditor],
        [Permission.ReadOutbox] = [Role.Administrator, Role.Supervisor, Role.Auditor],
        [Permission.ResendEffects] = [Role.Administrator, Role.Supervisor],
        [Permission.ReadMetrics] = [Role.Administrator, Role.Auditor],
    };

    /// <summary>Whether a role has a permission.</summary>
    public static bool Allows(string role, Permission permission) => Rows.TryGetValue(permission, out var roles) && roles.Contains(role);

    /// <summary>Whether one of the person's roles has a permission.</summary>
    public static bool Allows(ClaimsPrincipal who, Permission permission) =>
        Rows.TryGetValue(permission, out var roles) && roles.Any(who.IsInRole);

    /// <summary>Whether a person may do all that a role may, and so may give it to a key.</summary>
    public static bool Covers(ClaimsPrincipal who, string role) =>
        Role.All.Contains(role) && Rows.All(row => !row.Value.Contains(role) || row.Value.Any(who.IsInRole));

    /// <summary>Every permission that some of the roles give, for the pages to show what can be done.</summary>
    public static IReadOnlyList<Permission> Of(IEnumerable<string> roles) =>
        [.. Rows.Where(row => row.Value.Intersect(roles).Any()).Select(row => row.Key)];
}
