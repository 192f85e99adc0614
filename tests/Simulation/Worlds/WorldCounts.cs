namespace Workflows.Simulation.Worlds;

/// <summary>How much happened: a simulation in which no run ends or no crash happens shows nothing.</summary>
internal sealed class WorldCounts
{
    public int Steps { get; set; }

    public int Commits { get; set; }

    public int Crashes { get; set; }

    public int Refusals { get; set; }

    public int Races { get; set; }

    public int Effects { get; set; }

    /// <summary>Runs whose course was compared with the reference.</summary>
    public int Compared { get; set; }

    public void Add(WorldCounts other)
    {
        Steps += other.Steps;
        Commits += other.Commits;
        Crashes += other.Crashes;
        Refusals += other.Refusals;
        Races += other.Races;
        Effects += other.Effects;
        Compared += other.Compared;
    }

    public override string ToString() =>
        $"{Steps} steps, {Commits} commits, {Crashes} crashes, {Refusals} failed writes, {Races} races, {Effects} effects, "
        + $"{Compared} runs compared";
}
