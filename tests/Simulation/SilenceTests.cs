using Workflows.Engine.Runs;
using Workflows.Simulation.Flows;
using Workflows.Simulation.Worlds;

namespace Workflows.Simulation;

/// <summary>A run that should move and does not is told, once, until it moves.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task Run_whose_timer_nobody_fires_is_an_incident_until_it_moves()
    {
        using var world = new World(1);
        await world.BeginAsync();
        await world.Host.Runs.StartAsync(new StartRequest("late", FlowDefinitions.Child));
        Assert.Equal(0, await world.Host.Silence.LookAsync(CancellationToken.None));
        world.Clock.Move(TimeSpan.FromHours(1));

        Assert.Equal(1, await world.Host.Silence.LookAsync(CancellationToken.None));
        Assert.Equal(0, await world.Host.Silence.LookAsync(CancellationToken.None));
        Assert.Equal("E115", Assert.Single(RunPicture.Of((await world.Host.Store.FindRunAsync("late"))!).Incidents).Code);

        Assert.True(await world.Host.Timers.FireAsync(1, CancellationToken.None));
        Assert.Equal(0, (await world.Host.Store.FindRunAsync("late"))!.OpenIncidents);
    }
}
