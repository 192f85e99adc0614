using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Host.Observing;

/// <summary>
/// A run is one trace, however long it takes and whatever processes it goes on in: its trace id is made of the run's id, and each burst is
/// a span in it, linked to the request that caused it and to the run that started it. Beside the bursts stands a span for each activity,
/// from the moment at which it began to that at which it ended, so that a trace shows what a run waited for and how long.
/// </summary>
internal sealed class RunTraces : IDisposable
{
    /// <summary>Name of the source.</summary>
    public const string Name = "Workflows.Runs";

    private readonly ActivitySource source = new(Name);
    private readonly SqliteRunStore store;
    private readonly ActivityTimes times;

    public RunTraces(SqliteRunStore store)
    {
        this.store = store;
        times = new ActivityTimes(store);
        store.Committed += Trace;
    }

    public void Dispose()
    {
        store.Committed -= Trace;
        source.Dispose();
    }

    /// <summary>The trace of a run, as what its bursts are children of.</summary>
    public static ActivityContext ContextOf(string runId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(runId));
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)),
            ActivityTraceFlags.Recorded);
    }

    private void Trace(Commit commit)
    {
        if (!source.HasListeners())
        {
            return;
        }

        var head = commit.Head;
        var links = new List<ActivityLink>();
        if (Activity.Current is { } cause)
        {
            links.Add(new ActivityLink(cause.Context, new ActivityTagsCollection { ["workflows.link"] = "trigger" }));
        }

        if (head.ParentRunId is { } parent)
        {
            links.Add(new ActivityLink(ContextOf(parent), new ActivityTagsCollection { ["workflows.link"] = "parent" }));
        }

        var began = commit.Entry.At;
        using var burst = source.StartActivity(
            $"burst {head.DefinitionId}", ActivityKind.Internal, ContextOf(head.RunId), startTime: began, links: links,
            tags:
            [
                new("workflows.run", head.RunId), new("workflows.definition", head.DefinitionId),
                new("workflows.definition_version", head.DefinitionVersionId), new("workflows.sequence", head.Version),
                new("workflows.actor", commit.Entry.Actor), new("workflows.status", head.Status.ToString().ToLowerInvariant()),
                new("workflows.correlation_id", head.CorrelationId),
            ]);
        if (head.OpenIncidents > 0)
        {
            burst?.SetStatus(ActivityStatusCode.Error, $"{head.OpenIncidents} open incidents");
        }

        foreach (var ended in times.Take(commit))
        {
            Trace(ended, commit);
        }
    }

    private void Trace(EndedActivity ended, Commit commit)
    {
        using var span = source.StartActivity(
            $"activity {ended.Node}", ActivityKind.Internal, ContextOf(commit.Head.RunId), startTime: ended.Began,
            tags:
            [
                new("workflows.run", commit.Head.RunId), new("workflows.definition", commit.Head.DefinitionId),
                new("workflows.activity", ended.Node), new("workflows.instance", ended.Instance), new("workflows.end", ended.End),
            ]);
        span?.SetEndTime(commit.Entry.At.UtcDateTime);
        if (ended.Problem is { } problem)
        {
            span?.SetStatus(ActivityStatusCode.Error, problem);
        }
    }
}
