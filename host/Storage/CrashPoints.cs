namespace Workflows.Host.Storage;

/// <summary>
/// Named places at which a test may kill the process, so that what a crash leaves behind is proven and not hoped for. A host in service is
/// given <see cref="None"/>.
/// </summary>
internal sealed class CrashPoints(Action<string> reached)
{
    /// <summary>Rows are written, nothing is durable.</summary>
    public const string BeforeCommit = "store.before-commit";

    /// <summary>All is durable, no caller has been answered.</summary>
    public const string AfterCommit = "store.after-commit";

    /// <summary>No place does anything.</summary>
    public static CrashPoints None { get; } = new(_ => { });

    /// <summary>Tells that the process has come to a named place.</summary>
    public void Reach(string name) => reached(name);
}
