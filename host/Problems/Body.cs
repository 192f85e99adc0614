using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Workflows.Host.Problems;

/// <summary>A request's JSON body, or the problem that it has; <see cref="RefuseBadBodies"/> answers the second.</summary>
internal abstract record Body
{
    /// <summary>What is wrong with the body; null when it could be read.</summary>
    public Problem? Problem { get; protected init; }

    /// <summary>An endpoint filter: a body that could not be read never reaches its handler.</summary>
    public static async ValueTask<object?> RefuseBadBodies(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is Body { Problem: { } problem })
            {
                return problem;
            }
        }

        return await next(context);
    }
}

/// <summary>
/// The form of a route's body, for the API document. The framework's own mark would make routing skip the route where the content type is
/// another, and the caller would be told that there is no such address.
/// </summary>
internal sealed record BodyForm(Type Type);

/// <summary>A body of a known form.</summary>
internal sealed record Body<T> : Body, IEndpointParameterMetadataProvider
    where T : class
{
    private T? value;

    /// <summary>What was sent.</summary>
    public T Value => value ?? throw new InvalidOperationException("The body has a problem, which the filter must have answered.");

    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return new() { Problem = HostProblems.WrongContentType("application/json") };
        }

        try
        {
            var read = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, HostJson.Options, context.RequestAborted);
            return read is null ? new() { Problem = Malformed(new JsonException("The body is null.")) } : new() { value = read };
        }
        catch (JsonException fault)
        {
            return new() { Problem = Malformed(fault) };
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyForm(typeof(T)));

    /// <summary>The problem of a text that is no JSON of the expected form.</summary>
    private static Problem Malformed(JsonException fault) => JsonFaults.ToProblem(fault);
}
