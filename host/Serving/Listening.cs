using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Workflows.Host.ElsaStudio;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Serving;

/// <summary>The way of every request: limits, headers, static files, who it is, what that may do.</summary>
internal static class Listening
{
    public static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Limits.BodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = Limits.HeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = Limits.Headers;
        kestrel.ConfigureEndpointDefaults(WholeRequests.TakeFrom);
    }

    /// <summary>Puts the steps of a request in order.</summary>
    public static void UseProduct(this WebApplication app)
    {
        app.Use(SecurityHeaders.Add);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = HostProblems.Failed.ExecuteAsync,
        });
        app.Use(AnswerEmptyRefusals);
        app.UsePageFiles();
        app.UseElsaStudio();
        app.UseRouting();
        app.Use(EncodedSlashes.Read);
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseMiddleware<Gate>();
        app.UseEndpoints(_ => { });
        app.Run(Pages.AnswerAsync);
    }

    /// <summary>Requests that take longer than this are ended.</summary>
    public static void LimitTime(RequestTimeoutOptions options) =>
        options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = Limits.Request, TimeoutStatusCode = 503 };

    // Routing answers a wrong method or address with a bare status; people and programs get the same form as everywhere.
    private static async Task AnswerEmptyRefusals(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.ContentLength > 0 || context.Response.ContentType is not null)
        {
            return;
        }

        var problem = context.Response.StatusCode switch
        {
            404 => HostProblems.NoRoute,
            405 => HostProblems.MethodNotAllowed(context.Request.Method),
            429 => HostProblems.TooManyRequests,
            503 => HostProblems.Busy,
            _ => null,
        };
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
        }
    }
}
