using System.Net;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Workflows.Host.Serving;

namespace Workflows.Host.ElsaStudio;

/// <summary>
/// Elsa Studio itself under <c>/studio/</c>, where its files lie in the folder <c>studio</c> of the data folder: the content of the npm
/// package <c>@elsa-workflows/elsa-studio-wasm</c>, version 3.8.2. Without them there is no such page.
/// </summary>
internal static class StudioPages
{
    private const string Root = "/studio";

    // Studio runs .NET in the browser, makes workers of its own and writes one script into its page, which is named here by its hash.
    private const string Policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' "
        + "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc='; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] Styles =
    [
        "_content/MudBlazor/MudBlazor.min.css", "_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css",
        "_content/Radzen.Blazor/css/material-base.css", "_content/Elsa.Studio.Shell/css/shell.css",
        "Elsa.Studio.Host.CustomElements.styles.css",
    ];

    private static readonly string[] Scripts =
    [
        "_content/BlazorMonaco/jsInterop.js", "_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js",
        "_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js", "_content/MudBlazor/MudBlazor.min.js",
        "_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js", "_content/Radzen.Blazor/Radzen.Blazor.js",
        "_framework/blazor.webassembly.js",
    ];

    /// <summary>Serves Studio where its files are.</summary>
    public static void UseElsaStudio(this WebApplication app)
    {
        var folder = Path.Combine(app.Services.GetRequiredService<HostSettings>().DataFolder, "studio");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".dat"] = types.Mappings[".pdb"] = types.Mappings[".blat"] = "application/octet-stream";
        app.Use((context, next) => AnswerAsync(context, next, files));
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = Root, FileProvider = files, ContentTypeProvider = types, ServeUnknownFileTypes = false,
            OnPrepareResponse = served => PageFiles.Describe(served.Context.Response, served.File.Name, types),
        });
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, PhysicalFileProvider files)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Root, out var rest))
        {
            return next(context);
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        if (!rest.HasValue)
        {
            context.Response.Redirect($"{Root}/{request.QueryString}");
            return Task.CompletedTask;
        }

        if (rest.Value is "/" or "/index.html")
        {
            return WriteAsync(context);
        }

        PageFiles.PreferTwin(request, rest, files);
        return next(context);
    }

    private static Task WriteAsync(HttpContext context)
    {
        var asked = context.Request.Query;
        var server = $"{context.Request.Scheme}://{context.Request.Host}{StudioRoutes.Base}";
        var element = (asked["definition"].ToString(), asked["run"].ToString()) switch
        {
            ({ Length: > 0 } definition, _) => Element("elsa-workflow-definition-editor", server, ("definition-id", definition)),
            (_, { Length: > 0 } run) => Element("elsa-workflow-instance-viewer", server, ("instance-id", run)),
            _ when asked.ContainsKey("runs") => Element("elsa-workflow-instance-list", server),
            _ => Element("elsa-workflow-definition-list", server),
        };
        var styles = string.Concat(Styles.Select(style => $"<link rel=\"stylesheet\" href=\"{style}\">\n"));
        var scripts = string.Concat(Scripts.Select(script => $"<script src=\"{script}\"></script>\n"));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Elsa Studio</title>
            <base href="{Root}/">
            {styles}</head>
            <body>
            {element}
            <div id="blazor-error-ui" hidden>An unhandled error has occurred.</div>
            {scripts}</body>
            </html>
            """);
    }

    private static string Element(string name, string server, params (string Name, string Value)[] attributes)
    {
        var all = attributes.Append((Name: "remote-endpoint", Value: server));
        return $"<{name}{string.Concat(all.Select(a => $" {a.Name}=\"{WebUtility.HtmlEncode(a.Value)}\""))}></{name}>";
    }
}
