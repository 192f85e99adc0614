using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Security.Accounts;
using Workflows.Host.Security.Audit;
using Workflows.Host.Security.Keys;
using Workflows.Host.Serving;

namespace Workflows.Host.Security;

/// <summary>Who asks and what they may: accounts with a cookie, programs with a key, a permission on every route.</summary>
internal static class SecurityFeature
{
    private const string Either = "either";

    public static void AddSecurity(this WebApplicationBuilder builder, HostSettings settings)
    {
        var services = builder.Services;
        services.AddDbContextFactory<SecurityDb>(options => options.UseSqlite($"Data Source={settings.SecurityFile}"));
        services.AddDataProtection().SetApplicationName("workflows")
            .PersistKeysToFileSystem(Directory.CreateDirectory(settings.ProtectionFolder));
        services.AddIdentityCore<Account>(SetAccountRules)
            .AddEntityFrameworkStores<SecurityDb>().AddSignInManager().AddDefaultTokenProviders();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                KeyAuthentication.TextOf(context.Request) is null ? IdentityConstants.ApplicationScheme : KeyAuthentication.SchemeName)
            .AddCookie(IdentityConstants.ApplicationScheme, SetCookie)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services.AddRateLimiter(LimitSignIns);
        services.AddRequestTimeouts(Listening.LimitTime);
        services.AddSingleton<KeyRing>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<FirstAccount>();
    }

    public static void MapSecurity(this RouteGroupBuilder api)
    {
        api.MapSessions();
        api.MapAccounts();
        api.MapKeys();
        api.MapAudit();
    }

    private static void SetAccountRules(IdentityOptions options)
    {
        options.Password.RequiredLength = AccountProblems.PasswordLength;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 10;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "workflows";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(10);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = AccountClaims.RefreshAsync;
        // The gate answers; a program must not be led to a page.
        options.Events.OnRedirectToLogin = _ => Task.CompletedTask;
        options.Events.OnRedirectToAccessDenied = _ => Task.CompletedTask;
    }

    private static void LimitSignIns(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(SessionRoutes.RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            AuditLog.AddressOf(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Limits.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }
}
