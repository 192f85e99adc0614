namespace Workflows.Simulation.Worlds;

/// <summary>A clock that goes as the world wants: on, in leaps, and back.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public DateTimeOffset Now => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void MoveTo(DateTimeOffset moment) => Interlocked.Exchange(ref ticks, moment.UtcTicks);
}
