using System.Collections.Concurrent;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Storage;

namespace Workflows.Host.Triggers;

/// <summary>Whom a request below <c>/workflows</c> is for.</summary>
/// <param name="Start">The route that starts a run; null when only waiting runs answer.</param>
/// <param name="Waiting">The waiting places that it may resume; with more than one it names none.</param>
/// <param name="Values">The parameters of the route.</param>
/// <param name="Settings">What the definition says about who may call.</param>
internal sealed record TriggerTarget(
    RouteMatch? Start, IReadOnlyList<BookmarkRecord> Waiting, RouteValueDictionary Values, TriggerSettings Settings);

/// <summary>
/// Finds whom a request is for: the run that waits at its address, else the definition that starts there. Settings of an endpoint hold for
/// both.
/// </summary>
internal sealed class TriggerTargets(
    HttpRoutesTable routes, WaitingRoutes waitingRoutes, SqliteRunStore store, DefinitionLibrary library)
{
    // A version never changes, and so neither do its settings.
    private readonly ConcurrentDictionary<(string VersionId, string ActivityId), TriggerSettings> known = new();

    /// <summary>Where published routes begin.</summary>
    public const string Prefix = "/workflows";

    /// <summary>The request's target, looked up once for all who ask; null when nothing answers.</summary>
    public async ValueTask<TriggerTarget?> FindAsync(HttpContext context)
    {
        if (context.Features.Get<Found>() is { } found)
        {
            return found.Target;
        }

        var target = await LookUpAsync(context);
        context.Features.Set(new Found(target));
        return target;
    }

    /// <summary>The path below <see cref="Prefix"/>.</summary>
    public static PathString PathOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Prefix, out var rest) ? rest : PathString.Empty;

    /// <summary>The correlation id that a caller names.</summary>
    public static string? CorrelationOf(HttpContext context) =>
        context.Request.Headers["X-Correlation-Id"].ToString() is { Length: > 0 and <= 255 } id ? id
        : context.Request.Query["correlationId"].ToString() is { Length: > 0 and <= 255 } asked ? asked : null;

    private async Task<TriggerTarget?> LookUpAsync(HttpContext context)
    {
        var path = PathOf(context);
        var start = routes.Find(context.Request.Method, path);
        var (waiting, values) = Waiting(context, path, start);
        return waiting.Count > 0 ? new(start, waiting, values, await SettingsAsync(waiting[0]))
            : start is not null ? new(start, [], start.Values, start.Settings)
            : null;
    }

    // A definition that starts at the same address takes the requests that no waiting run was named for.
    private (IReadOnlyList<BookmarkRecord> Places, RouteValueDictionary Values) Waiting(
        HttpContext context, PathString path, RouteMatch? start)
    {
        var method = context.Request.Method;
        var correlation = CorrelationOf(context);
        // An address without parameters is nearer than a route that starts runs and has some.
        if ((start is not { Values.Count: 0 } || correlation is not null)
            && waitingRoutes.AtAddress(method, path, correlation) is { Count: > 0 } here)
        {
            return (here, []);
        }

        foreach (var (key, values) in waitingRoutes.Fitting(method, path))
        {
            // A route with one parameter names the run by it where the caller names none.
            var named = correlation ?? (values.Count == 1 ? values.First().Value?.ToString() : null);
            if ((start is null || named is not null) && waitingRoutes.AtRoute(key, named) is { Count: > 0 } found)
            {
                return (found, values);
            }
        }

        return ([], []);
    }

    // Where an endpoint cannot be found any more, the ordinary permission is asked for.
    private async Task<TriggerSettings> SettingsAsync(BookmarkRecord bookmark)
    {
        var waiting = await store.FindRunAsync(bookmark.RunId) is { } head
            ? RunPicture.Of(head).Waiting.FirstOrDefault(w => w.BookmarkId == bookmark.Id) : null;
        if (waiting is null)
        {
            return TriggerSettings.None;
        }

        if (known.TryGetValue((waiting.VersionId, waiting.ActivityId), out var settings))
        {
            return settings;
        }

        if (await library.FindVersionAsync(waiting.VersionId) is not { } definition)
        {
            return TriggerSettings.None;
        }

        var compiled = CompiledDefinition.Compile(definition, library.Catalogue);
        return known[(waiting.VersionId, waiting.ActivityId)] =
            TriggerSettings.Of(DefinitionTriggers.EndpointSettings(compiled, waiting.ActivityId));
    }

    private sealed record Found(TriggerTarget? Target);
}
