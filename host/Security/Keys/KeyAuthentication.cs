using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules;

namespace Workflows.Host.Security.Keys;

/// <summary>Knows programs by the key in <c>X-Api-Key</c> or <c>Authorization: Bearer</c> (or <c>ApiKey</c>).</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "key";

    private static readonly object Refused = new();

    // The second is the word that Elsa's programs use.
    private static readonly string[] Words = ["Bearer ", "ApiKey "];

    /// <summary>How a key is named in history and audit.</summary>
    public static string ActorOf(string key) => "key:" + key;

    /// <summary>The key that a request carries; null when it carries none.</summary>
    public static string? TextOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue("X-Api-Key", out var key))
        {
            return key.ToString();
        }

        var authorization = request.Headers.Authorization.ToString();
        return Array.Find(Words, word => authorization.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } found
            ? authorization[found.Length..].Trim() : null;
    }

    /// <summary>Why the key of this request does not count; null when it carries none.</summary>
    public static Problem? RefusalOf(HttpContext context) =>
        context.Items.TryGetValue(Refused, out var why) ? HostProblems.KeyRefused((LocalText)why!) : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticated());

    private AuthenticateResult Authenticated()
    {
        if (TextOf(Request) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        var (key, refusal) = keys.Find(text);
        if (key is null)
        {
            Context.Items[Refused] = refusal;
            return AuthenticateResult.Fail(refusal!.En);
        }

        var who = Actors.Make(Scheme.Name, ActorOf(key.Name), "key", key.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries));
        return AuthenticateResult.Success(new AuthenticationTicket(who, Scheme.Name));
    }
}
