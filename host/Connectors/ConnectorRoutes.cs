using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;

namespace Workflows.Host.Connectors;

/// <summary>Where the product may call, how the ways there are doing, and trying one.</summary>
internal static class ConnectorRoutes
{
    private const int MostOrigins = 200;

    public static void MapConnectors(this RouteGroupBuilder api)
    {
        var connectors = api.MapGroup("/connectors").Needs(Permission.ManageSettings);
        connectors.MapGet("", Answer).Produces<ConnectorView>();
        connectors.MapPut("/allowed", AllowAsync).Produces<ConnectorView>();
        connectors.MapPost("/test", TestAsync).Produces<ConnectionReport>();
    }

    private static Ok<ConnectorView> Answer(
        HttpContext context, OutgoingPolicy policy, IEnumerable<Connector> connectors, MailSettings mail)
    {
        Precondition.Tell(context, Precondition.TagOf(policy.Own));
        return TypedResults.Ok(new ConnectorView(
            policy.IsStrict, policy.Fixed, policy.Own, [.. connectors.OfType<HttpConnector>().SelectMany(c => c.Circuits)],
            new(mail.Host, mail.Port, mail.From)));
    }

    private static async Task<IResult> AllowAsync(
        Body<AllowedOrigins> body, HttpContext context, OutgoingPolicy policy, AllowedOriginStore store, IEnumerable<Connector> connectors,
        MailSettings mail, AuditLog audit)
    {
        if (Precondition.Fails(context, Precondition.TagOf(policy.Own)))
        {
            return HostProblems.Changed("list of origins");
        }

        var wanted = body.Value.Origins;
        if (wanted.Count > MostOrigins || wanted.FirstOrDefault(text => OutgoingPolicy.OriginOf(text) != text) is not null)
        {
            var wrong = wanted.FirstOrDefault(text => OutgoingPolicy.OriginOf(text) != text) ?? $"{wanted.Count}";
            return HostProblems.Invalid(
                new($"{wrong} is no origin that could be allowed.", $"{wrong} 不是可允许的来源地址。"),
                new("Write scheme, host and port alone, such as https://erp.example:8443.", "只写协议、主机和端口，例如 https://erp.example:8443。"));
        }

        await store.SetAsync(wanted);
        await audit.WriteAsync(context, "allow origins", "outgoing", AuditOutcome.Done, string.Join(' ', wanted));
        return Answer(context, policy, connectors, mail);
    }

    private static async Task<IResult> TestAsync(
        Body<ConnectionWish> body, HttpContext context, GuardedHttp http, TimeProvider clock, AuditLog audit)
    {
        if (!Uri.TryCreate(body.Value.Url, UriKind.Absolute, out var address))
        {
            return HostProblems.Invalid(
                new("This is no address.", "这不是有效的地址。"),
                new("Write it whole, such as https://erp.example/ping.", "请写完整地址，例如 https://erp.example/ping。"));
        }

        var report = await ConnectionTest.TryAsync(http, address, clock, context.RequestAborted);
        var said = $"{report.Words.En}\n{report.Words.Zh}";
        await audit.WriteAsync(context, "test connection", address.GetLeftPart(UriPartial.Authority), AuditOutcome.Done, said);
        return TypedResults.Ok(report);
    }
}

/// <summary>The ways out: the lists of what may be called, the circuits to systems called since the start, and mail.</summary>
/// <param name="Strict">Whether only what is listed may be called.</param>
/// <param name="Fixed">Origins that the configuration allows.</param>
/// <param name="Own">Origins that administrators allow.</param>
/// <param name="Circuits">A line for each system that was called.</param>
/// <param name="Mail">Where mail goes.</param>
internal sealed record ConnectorView(
    bool Strict, IReadOnlyList<string> Fixed, IReadOnlyList<string> Own, IReadOnlyList<CircuitView> Circuits, MailView Mail);

/// <summary>How the way to a system is doing.</summary>
internal sealed record CircuitView(string Authority, string State);

/// <summary>Where mail goes; without a host it is put as files into the data.</summary>
internal sealed record MailView(string? Host, int Port, string From);

/// <summary>Body that says which origins administrators allow.</summary>
internal sealed record AllowedOrigins(IReadOnlyList<string> Origins);

/// <summary>Body of a test.</summary>
internal sealed record ConnectionWish(string Url);
