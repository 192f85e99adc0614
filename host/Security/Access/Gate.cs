using Microsoft.AspNetCore.Identity;
using Workflows.Host.Problems;
using Workflows.Host.Security.Audit;
using Workflows.Host.Security.Keys;
using Workflows.Host.Serving;

namespace Workflows.Host.Security.Access;

/// <summary>
/// The one door: after routing knows what is asked and authentication knows who asks, before anything of the body is read. Denies what no
/// route has declared.
/// </summary>
internal sealed class Gate(RequestDelegate next, AuditLog audit, ILogger<Gate> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var refusal = await RefusalAsync(context);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<Problem?> RefusalAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var access = endpoint?.Metadata.GetMetadata<RouteAccess>();
        var signedIn = context.User.Identity?.IsAuthenticated == true;
        if (IsCrossSite(context, signedIn))
        {
            return await DenyAsync(context, "same-site", HostProblems.CrossSite);
        }

        // What no route answers is a page or a refusal; strangers do not learn which addresses of the API exist.
        var isNowhere = endpoint is not RouteEndpoint;
        var isOpen = access is { Needs: null } || (access?.OpensFor is { } opens && await opens(context));
        if (isOpen || (isNowhere && !context.Request.Path.StartsWithSegments("/api")))
        {
            return null;
        }

        if (!signedIn)
        {
            return KeyAuthentication.RefusalOf(context) ?? HostProblems.NotSignedIn;
        }

        if (context.User.HasClaim(Actors.MustChangePassword, "true") && access is not { IsForNewcomers: true })
        {
            return HostProblems.PasswordFirst;
        }

        var allowed = isNowhere || (access is not null && RoleTable.Allows(context.User, access.Needs!.Value));
        return allowed ? null : access?.Needs is { } needed
            ? await DenyAsync(context, needed.ToString(), PermissionWords.Refusal(needed))
            : await DenyAsync(context, "undeclared", HostProblems.NoRoute);
    }

    private async Task<Problem> DenyAsync(HttpContext context, string permission, Problem problem)
    {
        log.Denied(context.Actor(), permission, context.Request.Method, context.Request.Path);
        await audit.WriteAsync(context, "deny", $"{context.Request.Method} {context.Request.Path}", AuditOutcome.Denied, permission);
        return problem;
    }

    // Browsers say on every changing request where it comes from; a cookie must not work for a page of another site. What opens a
    // connection that stays (Upgrade) counts: its answer is not kept from another site's page as that of an ordinary request is.
    private static bool IsCrossSite(HttpContext context, bool signedIn)
    {
        var request = context.Request;
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        changes |= request.Headers.Upgrade.Count > 0;
        var byCookie = signedIn && context.User.Identity!.AuthenticationType == IdentityConstants.ApplicationScheme;
        if (!changes || !(byCookie || request.Path.Equals("/api/sign-in", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
