namespace Workflows.Host.Security.Access;

/// <summary>The roles as the API and definitions name them.</summary>
internal static class Role
{
    public const string Administrator = "administrator";
    public const string Designer = "designer";
    public const string RuleEditor = "rule-editor";
    public const string Supervisor = "supervisor";
    public const string Staff = "staff";
    public const string Auditor = "auditor";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> All { get; } = [Administrator, Designer, RuleEditor, Supervisor, Staff, Auditor];
}
