using Workflows.Host.Problems;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Serving;

/// <summary>The web pages: one document that finds its way by the address in the browser.</summary>
internal static class Pages
{
    /// <summary>Answers every address of the pages with their one document; addresses of the API stay unknown there.</summary>
    public static void MapPages(this WebApplication app) =>
        app.MapFallback(Answer).Public("the pages hold no data; they ask the API for it");

    private static IResult Answer(HttpContext context, IWebHostEnvironment environment)
    {
        var path = context.Request.Path;
        var isPage = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var document = environment.WebRootFileProvider.GetFileInfo("index.html");
        return isPage && document.Exists && !path.StartsWithSegments("/api") && !Path.HasExtension(path.Value)
            ? TypedResults.PhysicalFile(document.PhysicalPath!, "text/html; charset=utf-8")
            : HostProblems.NoRoute;
    }
}
