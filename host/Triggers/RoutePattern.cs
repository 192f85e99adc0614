using Microsoft.AspNetCore.Routing.Template;

namespace Workflows.Host.Triggers;

/// <summary>A method with a route and its parameters, read once: <c>POST returns/{id}</c>.</summary>
internal sealed class RoutePattern
{
    private readonly TemplateMatcher matcher;

    // Most routes begin with a word of their own, which tells at once that a path is not theirs.
    private readonly string first;

    private RoutePattern(string method, RouteTemplate template)
    {
        Method = method;
        Precedence = RoutePrecedence.ComputeInbound(template);
        matcher = new TemplateMatcher(template, []);
        first = template.Segments is [{ IsSimple: true, Parts: [{ IsLiteral: true, Text: { } word }] }, ..] ? word : string.Empty;
    }

    public string Method { get; }

    /// <summary>What comes first among routes that fit: the smaller, which has more words and fewer parameters.</summary>
    public decimal Precedence { get; }

    /// <summary>Reads a trigger's key; null where its route cannot be read, which publishing tells.</summary>
    public static RoutePattern? Of(string key)
    {
        var (method, route) = HttpRoutesTable.Split(key);
        try
        {
            return new(method, TemplateParser.Parse(route));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The parameters at a path; null when it does not fit.</summary>
    public RouteValueDictionary? Match(PathString path)
    {
        if (!path.Value.AsSpan().TrimStart('/').StartsWith(first, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var values = new RouteValueDictionary();
        return matcher.TryMatch(path, values) ? values : null;
    }
}
