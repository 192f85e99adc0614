using Microsoft.AspNetCore.Http.Features;

namespace Workflows.Host.Serving;

/// <summary>
/// Gives routes the keys that callers meant: the server leaves an encoded slash as it is, so that it does not part an address, and nobody
/// turns it back afterwards.
/// </summary>
internal static class EncodedSlashes
{
    private const string Slash = "%2F";
    private const string Percent = "%252F";

    public static Task Read(HttpContext context, RequestDelegate next)
    {
        var sent = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        // An encoded per cent sign was turned back already: what looks like a slash then is none.
        if (sent.Contains(Slash, StringComparison.OrdinalIgnoreCase) && !sent.Contains(Percent, StringComparison.OrdinalIgnoreCase))
        {
            var values = context.Request.RouteValues;
            foreach (var name in values.Keys.ToList())
            {
                values[name] = values[name] is string text ? text.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase) : values[name];
            }
        }

        return next(context);
    }
}
