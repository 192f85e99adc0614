using Microsoft.AspNetCore.Routing.Template;
using Workflows.Engine.Ports;
using Workflows.Host.Definitions;

namespace Workflows.Host.Triggers;

/// <summary>A route that published definitions answer.</summary>
/// <param name="Trigger">What it starts.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Values">The parameters of the route.</param>
/// <param name="Settings">What the definition says about who may call.</param>
internal sealed record RouteMatch(DefinitionTrigger Trigger, string Method, RouteValueDictionary Values, TriggerSettings Settings);

/// <summary>Finds the trigger of a request among the routes of published definitions; literal routes before parameters.</summary>
internal sealed class HttpRoutesTable(DefinitionLibrary library)
{
    // One reference, so that no request sees the routes of one picture under the name of another.
    private volatile Made made = new(PublishedDefinitions.None, []);

    /// <summary>The trigger for a method and a path below <c>/workflows</c>; null when no definition answers there.</summary>
    public RouteMatch? Find(string method, PathString path)
    {
        foreach (var entry in Entries())
        {
            if (string.Equals(entry.Method, method, StringComparison.OrdinalIgnoreCase) && entry.Match(path) is { } values)
            {
                return new(entry.Trigger, entry.Method, values, entry.Settings);
            }
        }

        return null;
    }

    /// <summary>The methods that are answered at a path, to tell a wrong method from a wrong address.</summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. Entries().Where(entry => entry.Match(path) is not null).Select(entry => entry.Method).Distinct()];

    /// <summary>Method and route of a trigger's key: <c>POST returns/{id}</c>.</summary>
    public static (string Method, string Route) Split(string key)
    {
        var space = key.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? ("GET", key.TrimStart('/')) : (key[..space].ToUpperInvariant(), key[(space + 1)..].TrimStart('/'));
    }

    /// <summary>What two keys have in common that answer the same requests, whatever they call their parameters.</summary>
    public static string FormOf(string key)
    {
        var (method, route) = Split(key);
        var parts = route.Trim('/').Split('/').Select(part => part switch
        {
            ['{', ..] when part.IndexOf(':', StringComparison.Ordinal) is > 0 and var at => "{" + part[at..],
            ['{', ..] => "{}",
            _ => part.ToLowerInvariant(),
        });
        return $"{method} {string.Join('/', parts)}";
    }

    /// <summary>The parameters of a route at a path; null when they do not fit, or the route cannot be read.</summary>
    public static RouteValueDictionary? Match(string route, PathString path)
    {
        var values = new RouteValueDictionary();
        return MatcherOf(route) is { } matcher && matcher.TryMatch(path, values) ? values : null;
    }

    private static TemplateMatcher? MatcherOf(string route)
    {
        try
        {
            return new TemplateMatcher(TemplateParser.Parse(route), []);
        }
        catch (ArgumentException)
        {
            // A route that cannot be read is told when its definition is published; here it answers nothing.
            return null;
        }
    }

    private List<Entry> Entries()
    {
        var current = made;
        if (current.Of != library.Published)
        {
            var published = library.Published;
            var entries = published.AllTriggers.Where(trigger => trigger.Kind == "http").Select(Entry.Of).OfType<Entry>()
                .OrderBy(entry => entry.Precedence).ToList();
            made = current = new(published, entries);
        }

        return current.Entries;
    }

    private sealed record Made(PublishedDefinitions Of, List<Entry> Entries);

    private sealed record Entry(DefinitionTrigger Trigger, string Method, TemplateMatcher Matcher, decimal Precedence)
    {
        // Most routes begin with a word of their own, which tells at once that a path is not theirs.
        private readonly string first = Matcher.Template.Segments is [{ IsSimple: true, Parts: [{ IsLiteral: true, Text: { } word }] }, ..]
            ? word : string.Empty;

        public TriggerSettings Settings { get; } = TriggerSettings.Of(Trigger.Payload);

        public RouteValueDictionary? Match(PathString path)
        {
            var begins = path.Value.AsSpan().TrimStart('/').StartsWith(first, StringComparison.OrdinalIgnoreCase);
            if (!begins)
            {
                return null;
            }

            var values = new RouteValueDictionary();
            return Matcher.TryMatch(path, values) ? values : null;
        }

        public static Entry? Of(DefinitionTrigger trigger)
        {
            var (method, route) = Split(trigger.Key);
            return MatcherOf(route) is { } matcher ? new(trigger, method, matcher, RoutePrecedence.ComputeInbound(matcher.Template)) : null;
        }
    }
}
