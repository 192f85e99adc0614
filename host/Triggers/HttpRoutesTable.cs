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
            if (string.Equals(entry.Pattern.Method, method, StringComparison.OrdinalIgnoreCase) && entry.Pattern.Match(path) is { } values)
            {
                return new(entry.Trigger, entry.Pattern.Method, values, entry.Settings);
            }
        }

        return null;
    }

    /// <summary>The methods that are answered at a path, to tell a wrong method from a wrong address.</summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. Entries().Where(entry => entry.Pattern.Match(path) is not null).Select(entry => entry.Pattern.Method).Distinct()];

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

    private List<Entry> Entries()
    {
        var current = made;
        if (current.Of != library.Published)
        {
            var published = library.Published;
            var entries = published.AllTriggers.Where(trigger => trigger.Kind == "http").Select(Entry.Of).OfType<Entry>()
                .OrderBy(entry => entry.Pattern.Precedence).ToList();
            made = current = new(published, entries);
        }

        return current.Entries;
    }

    private sealed record Made(PublishedDefinitions Of, List<Entry> Entries);

    private sealed record Entry(DefinitionTrigger Trigger, RoutePattern Pattern)
    {
        public TriggerSettings Settings { get; } = TriggerSettings.Of(Trigger.Payload);

        public static Entry? Of(DefinitionTrigger trigger) => RoutePattern.Of(trigger.Key) is { } pattern ? new(trigger, pattern) : null;
    }
}
