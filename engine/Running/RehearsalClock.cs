namespace Workflows.Engine.Running;

/// <summary>Time that stands still until somebody moves it.</summary>
internal sealed class RehearsalClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
