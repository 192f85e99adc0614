using Microsoft.AspNetCore.SignalR;
using Workflows.Engine.Ports;
using Workflows.Host.Security.Access;
using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Host.Live;

/// <summary>
/// Tells open pages what commits have changed. Changes are gathered for a moment, so that a thousand commits are one message; a commit
/// never waits for a page.
/// </summary>
internal sealed class ChangeTeller : WorkerLoop
{
    // Beyond so many a page asks anew whatever it shows.
    private const int MostIds = 200;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);

    private readonly IHubContext<ChangesHub> hub;
    private readonly LiveConnections connections;
    private readonly Signal something = new();
    private readonly Lock door = new();
    private Dictionary<(string Audience, string Kind), HashSet<string>> gathered = [];

    public ChangeTeller(
        SqliteRunStore store, IHubContext<ChangesHub> hub, LiveConnections connections, TimeProvider clock, ILogger<ChangeTeller> log)
        : base(clock, log)
    {
        this.hub = hub;
        this.connections = connections;
        store.Committed += Note;
    }

    /// <summary>Tells these audiences of a change that no commit of a run made.</summary>
    public void Tell(IEnumerable<string> audiences, string kind, string id)
    {
        if (!connections.Any)
        {
            return;
        }

        lock (door)
        {
            foreach (var audience in audiences)
            {
                Gather(audience, kind, id);
            }
        }

        something.Set();
    }

    protected override async Task RoundAsync(CancellationToken stop)
    {
        await something.WaitAsync(LookAnyway, Clock, stop);
        foreach (var ((audience, kind), ids) in Take())
        {
            var change = new Change(kind, ids.Count > MostIds ? null : ids);
            await hub.Clients.Group(audience).SendAsync(ChangesHub.Changed, change, stop);
        }

        await Task.Delay(Gathering, Clock, stop);
    }

    private void Note(Commit commit)
    {
        if (!connections.Any)
        {
            return;
        }

        lock (door)
        {
            Gather(Audience.Of(Permission.ReadRuns), Change.Runs, commit.Head.RunId);
            foreach (var task in commit.Tasks)
            {
                foreach (var audience in Audience.Of(task))
                {
                    Gather(audience, Change.Tasks, task.Id);
                }
            }

            foreach (var fact in commit.Facts)
            {
                Gather(Audience.Of(Permission.ReadFacts), Change.Facts, fact.Type);
            }
        }

        something.Set();
    }

    private void Gather(string audience, string kind, string id)
    {
        var ids = gathered.TryGetValue((audience, kind), out var known) ? known : gathered[(audience, kind)] = [];
        if (ids.Count <= MostIds)
        {
            ids.Add(id);
        }
    }

    private Dictionary<(string Audience, string Kind), HashSet<string>> Take()
    {
        lock (door)
        {
            var taken = gathered;
            gathered = [];
            return taken;
        }
    }
}
