using System.Text.Json;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Runs;

/// <summary>Events from outside.</summary>
internal static class EventRoutes
{
    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapPost("/events", PublishAsync).Needs(Permission.SendEvents).Produces<EventAnswer>();

    private static async Task<IResult> PublishAsync(Body<EventBody> body, HttpContext context, RunService runs, TimeProvider clock)
    {
        var sent = body.Value;
        if (string.IsNullOrWhiteSpace(sent.Name))
        {
            return HostProblems.Invalid(new("An event has a name.", "事件必须有名称。"));
        }

        var value = sent.Payload is { } payload ? RunValues.FromJson(payload) : null;
        if (RunService.TooLarge("payload", value) is { } fault)
        {
            return RunProblem.TooLarge(fault);
        }

        var id = sent.Id ?? RunIds.New();
        var result = await runs.PublishAsync(
            new EventRequest($"{context.Actor()}/{id}", sent.Name)
            {
                CorrelationId = sent.CorrelationId,
                Payload = value,
                KeepUntil = sent.KeepSeconds is { } seconds ? clock.GetUtcNow().AddSeconds(seconds) : null,
                Actor = context.Actor(),
            }, CancellationToken.None);
        return RunProblem.Of(result) is { } problem && result.Outcome != RunOutcome.AlreadyTaken
            ? problem
            : TypedResults.Ok(new EventAnswer(id, result.Outcome == RunOutcome.AlreadyTaken));
    }
}

/// <summary>Body of an event. The same id again does nothing; <see cref="KeepSeconds"/> keeps it for those who wait later.</summary>
internal sealed record EventBody(
    string Name, string? CorrelationId = null, JsonElement? Payload = null, string? Id = null, int? KeepSeconds = null);

/// <summary>The event is on disk; <see cref="Repeated"/> tells that it was before.</summary>
internal sealed record EventAnswer(string Id, bool Repeated);
