using Workflows.Rules;

namespace Workflows.Host.Problems;

/// <summary>
/// The one form of an answer that says no (RFC 9457): a stable code, what is wrong, what to do next, and where a text is at fault all
/// its diagnostics with their places.
/// </summary>
internal sealed record Problem(int Status, string Code, LocalText Title, LocalText Detail, LocalText? NextStep = null) : IResult
{
    /// <summary>What is wrong with a text that a person wrote.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; init; } = [];

    /// <summary>After how many seconds trying again makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = LanguageOf(httpContext.Request);
        httpContext.Response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = $"{seconds}";
        }

        await httpContext.Response.WriteAsJsonAsync(Document(language), HostJson.Options, "application/problem+json");
    }

    private object Document(string language) => new
    {
        type = $"urn:workflows:problem:{Code}",
        status = Status,
        code = Code,
        title = Title.For(language),
        detail = Detail.For(language),
        nextStep = NextStep?.For(language),
        errors = Errors,
    };

    /// <summary>The language that whoever asks likes best.</summary>
    public static string LanguageOf(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value ?? "en";
}
