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
        if (!isPage || !document.Exists || path.StartsWithSegments("/api") || Path.HasExtension(path.Value))
        {
            return HostProblems.NoRoute.ExecuteAsync(context);
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.SendFileAsync(document);
    }
}
