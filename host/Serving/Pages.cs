using Workflows.Host.Problems;

namespace Workflows.Host.Serving;

/// <summary>
/// The web pages: one document that finds its way by the address in the browser. The pages hold no data; they ask the API for it.
/// </summary>
internal static class Pages
{
    /// <summary>Answers what no route did: every address of the pages with their one document, all else with a refusal.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var isPage = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var pages = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        var document = pages.GetFileInfo("index.html");
        if (!isPage || !document.Exists || IsFile(path) || path.StartsWithSegments("/api"))
        {
            return HostProblems.NoRoute.ExecuteAsync(context);
        }

        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.SendFileAsync(document);
    }

    // A definition or a customer may have a dot in its name: deeper addresses are places whatever they look like.
    private static bool IsFile(PathString path) =>
        path.StartsWithSegments("/assets") || (path.Value!.LastIndexOf('/') == 0 && Path.HasExtension(path.Value));
}
