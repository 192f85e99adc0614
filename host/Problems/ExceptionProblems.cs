using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Host.Problems;

/// <summary>Turns what was thrown below into an answer: a refusal where the caller is at fault, else a bug or a failed medium.</summary>
internal sealed class ExceptionProblems(ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = ProblemOf(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            log.RequestFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static Problem ProblemOf(Exception exception) => exception switch
    {
        StoreBusyException => HostProblems.Busy,
        BadHttpRequestException { StatusCode: 413 } => HostProblems.TooLarge(Limits.BodyBytes),
        BadHttpRequestException { StatusCode: 408 } => HostProblems.Timeout,
        BadHttpRequestException bad when bad.InnerException is JsonException json => JsonFaults.ToProblem(json),
        BadHttpRequestException bad => HostProblems.Invalid(bad.Message),
        _ => HostProblems.Failed,
    };
}
