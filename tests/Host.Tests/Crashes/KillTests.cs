using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Crashes;

/// <summary>
/// The real process is killed again and again while it works; what it had acknowledged is there, once, and goes on by itself. Two loops
/// run beside each other, each on a folder of its own. There are fifty kills where CI is set, eight at the desk, and as many as
/// WORKFLOWS_KILLS says.
/// </summary>
public sealed class KillTests
{
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("WORKFLOWS_KILLS")
            ?? (Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? "50" : "8"),
        CultureInfo.InvariantCulture);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed_under_load() =>
        await Task.WhenAll(LoopAsync(Kills / 2), LoopAsync(Kills - (Kills / 2)));

    private static async Task LoopAsync(int kills)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-kill-").FullName;
        try
        {
            var load = new KillLoad();
            for (var round = 0; round < kills; round++)
            {
                using var host = await HostProcess.ServeAsync(folder);
                await load.SetUpAsync(host);
                await load.CheckAsync(host.Address, load.LastRound);
                // Some are killed at the first answers, some in the midst of the work that these brought about.
                await load.UntilKilledAsync(host, round, answers: 4 + (round * 7 % 40));
            }

            await EndAsync(folder, load);
            var (code, output) = await HostProcess.RunAsync("verify", "--data", folder, "--json");
            Assert.True(code == 0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What was acknowledged comes to its end without anybody's help, and brought about what it should exactly once.
    private static async Task EndAsync(string folder, KillLoad load)
    {
        await using (var product = await RunningProduct.StartAsync(folder))
        {
            await load.CheckAsync(product.Address, load.Acknowledged);
            foreach (var run in load.Acknowledged.Where(a => a.Key.StartsWith("goes", StringComparison.Ordinal)).Select(a => a.Value))
            {
                await product.UntilAsync(run, head => head.Status == RunStatus.Finished);
            }

            var rows = product.Parts.GetRequiredService<SqliteRunStore>().Rows;
            var parents = rows.Read(
                "SELECT RunId FROM Runs WHERE DefinitionId = 'goes' AND Status = $1", row => row.GetString(0), (int)RunStatus.Finished);
            var children = rows.Read("SELECT ParentRunId FROM Runs WHERE DefinitionId = 'child'", row => row.GetString(0));
            Assert.Equal(children.Count, children.Distinct().Count());
            Assert.Empty(parents.Except(children));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
