using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Workflows.Host.Serving;

/// <summary>
/// The files of the pages. Each text file has a gzip twin beside it, made when the pages were built: nothing is compressed while people
/// wait. What lies below assets has the hash of its content in its name and may be kept for ever; all else is asked for again.
/// </summary>
internal static class PageFiles
{
    private const string Twin = ".gz";

    /// <summary>Serves the files, smaller where the browser takes it.</summary>
    public static void UsePageFiles(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        app.Use((context, next) =>
        {
            PreferTwin(context.Request, context.Request.Path, app.Environment.WebRootFileProvider);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = types,
            ServeUnknownFileTypes = false,
            OnPrepareResponse = served => Describe(served.Context.Response, served.File.Name, types),
        });
    }

    /// <summary>Asks for the gzip twin of a file where there is one and the browser takes it.</summary>
    public static void PreferTwin(HttpRequest request, PathString file, IFileProvider files)
    {
        var readable = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (readable && Path.HasExtension(file.Value) && TakesGzip(request) && files.GetFileInfo(file + Twin).Exists)
        {
            request.Path += Twin;
        }
    }

    /// <summary>Says of a file how it is packed, what it is and how long it may be kept.</summary>
    public static void Describe(HttpResponse response, string name, FileExtensionContentTypeProvider types)
    {
        var headers = response.Headers;
        var packed = name.EndsWith(Twin, StringComparison.Ordinal);
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = response.HttpContext.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable" : "no-cache";
        if (packed && types.TryGetContentType(name[..^Twin.Length], out var type))
        {
            headers.ContentEncoding = "gzip";
            response.ContentType = type;
        }
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality != 0);
}
