using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules;

namespace Workflows.Host.Definitions;

/// <summary>Tries a definition out in memory: it asks the real rules and facts, and has no way to perform an effect.</summary>
internal static class RehearsalRoutes
{
    public static void MapRehearsals(this RouteGroupBuilder api) =>
        api.MapPost("/definitions/rehearse", RehearseAsync).Needs(Permission.EditDefinitions);

    private static async Task<IResult> RehearseAsync(
        Body<RehearsalBody> body, DefinitionStore store, DefinitionLibrary library, IRuleSource rules, TimeProvider clock)
    {
        var (definition, diagnostics) = store.Check("definition", body.Value.Definition.GetRawText());
        if (definition is null || diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return HostProblems.Invalid(new("The definition has errors.", "定义存在错误。"), null, diagnostics);
        }

        var others = library.Published.ById.Values.Where(other => other.DefinitionId != definition.DefinitionId);
        var rehearsal = new Rehearsal([definition, .. others], clock.GetUtcNow(), rules, library.Catalogue);
        var input = body.Value.Input is { } given ? RunValues.FromJson(given) : null;
        var trigger = DefinitionTriggers.Of(CompiledDefinition.Compile(definition, library.Catalogue)) is [var first, ..] ? first : null;
        var started = await rehearsal.StartAsync(
            definition.DefinitionId, input, triggerActivityId: trigger?.ActivityId,
            triggerPayload: trigger is null ? null : Payload(input));
        if (started.Problem is { } problem)
        {
            return HostProblems.Invalid(problem.Message, problem.NextStep, [problem]);
        }

        var report = await rehearsal.ReportAsync();
        return TypedResults.Ok(new
        {
            status = report.Status,
            variables = RunValues.ToJson(RunValues.Context(report.Variables)),
            waiting = report.Bookmarks,
            incidents = report.Incidents,
            effects = rehearsal.Effects.Select(effect => new { effect.Kind, payload = JsonElement.Parse(effect.Payload) }),
            history = new[] { new RunBurst(1, rehearsal.Now, "rehearsal", report.Journal) },
        });
    }

    // What a caller would have sent to the definition's address.
    private static object Payload(object? input) => RunValues.Context([new("ParsedContent", input), new("Method", "POST")]);
}

/// <summary>Body of a rehearsal.</summary>
internal sealed record RehearsalBody(JsonElement Definition, JsonElement? Input = null);
