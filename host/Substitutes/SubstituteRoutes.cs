using Workflows.Host.Live;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Substitutes;

/// <summary>Substitutes over HTTP: people name theirs, supervisors anybody's.</summary>
internal static class SubstituteRoutes
{
    private const int MostDays = 366;
    private const int LongestReason = 500;

    public static void AddSubstitutes(this IServiceCollection services)
    {
        services.AddSingleton<Substitutions>();
        services.AddSingleton<Colleagues>();
        services.AddHostedService<SubstituteWorker>();
    }

    public static void MapSubstitutes(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/substitutions").Needs(Permission.WorkOnTasks);
        group.MapGet("", ListAsync).Produces<SubstitutionList>();
        group.MapPost("", NameAsync).Produces<SubstitutionView>(201);
        group.MapDelete("/{number:long}", EndAsync).Produces(204);
        group.MapGet("/uncovered-leave", UncoveredAsync).Produces<UncoveredLeaveList>();
        api.MapGet("/colleagues", ColleaguesAsync).Needs(Permission.WorkOnTasks).Produces<ColleagueList>();
    }

    private static async Task<SubstitutionList> ListAsync(HttpContext context, Substitutions all, bool past = false)
    {
        var rows = await all.ListAsync(Oversees(context) ? null : context.Actor(), past);
        return new([.. rows.Select(row => SubstitutionView.Of(row, all.Today))], null);
    }

    private static async Task<IResult> NameAsync(
        Body<SubstitutionDraft> body, HttpContext context, Substitutions all, Colleagues colleagues, AuditLog audit, LiveConnections live,
        ChangeTeller teller)
    {
        var draft = body.Value;
        var person = draft.Person ?? context.Actor();
        if (person != context.Actor() && !Oversees(context))
        {
            return PermissionWords.Refusal(Permission.SuperviseTasks);
        }

        if (await RefusalAsync(draft, person, all, colleagues) is { } refusal)
        {
            return refusal;
        }

        var (row, isAdded) = await all.AddAsync(draft, person, context.Actor());
        if (!isAdded)
        {
            return Taken(row, person);
        }

        var what = $"{draft.Substitute}, {row.FirstDay} – {row.LastDay}";
        await audit.WriteAsync(context, "name substitute", person, AuditOutcome.Done, what);
        Tell(row.Number, person, draft.Substitute, live, teller);
        return TypedResults.Created($"/api/substitutions/{row.Number}", SubstitutionView.Of(row, all.Today));
    }

    private static async Task<IResult> EndAsync(
        long number, HttpContext context, Substitutions all, AuditLog audit, LiveConnections live, ChangeTeller teller)
    {
        var row = await all.FindAsync(number);
        if (row is null || !(Oversees(context) || row.Person == context.Actor() || row.Substitute == context.Actor()))
        {
            return HostProblems.NotFound("substitution", $"{number}");
        }

        if (row.Person != context.Actor() && !Oversees(context))
        {
            return PermissionWords.Refusal(Permission.SuperviseTasks);
        }

        if (await all.EndAsync(number, context.Actor()))
        {
            await audit.WriteAsync(context, "end substitute", row.Person, AuditOutcome.Done, row.Substitute);
            Tell(number, row.Person, row.Substitute, live, teller);
        }

        return TypedResults.NoContent();
    }

    private static async Task<UncoveredLeaveList> UncoveredAsync(HttpContext context, Colleagues colleagues) =>
        new(await colleagues.UncoveredLeaveAsync(Oversees(context) ? null : context.Actor()), null);

    private static async Task<ColleagueList> ColleaguesAsync(Colleagues colleagues) =>
        new([.. (await colleagues.AllAsync()).Select(a => new Colleague(a.UserName!, a.DisplayName, a.RoleList))], null);

    private static async Task<Problem?> RefusalAsync(SubstitutionDraft draft, string person, Substitutions all, Colleagues colleagues)
    {
        var people = (await colleagues.AllAsync()).Select(a => a.UserName).ToList();
        if (!people.Contains(person) || !people.Contains(draft.Substitute))
        {
            return HostProblems.NotFound("colleague who works on tasks", people.Contains(person) ? draft.Substitute : person);
        }

        if (person == draft.Substitute)
        {
            return HostProblems.Invalid(new("Nobody stands in for themselves.", "不能代理自己。"), new("Choose a colleague.", "请选择一位同事。"));
        }

        if (draft.To < draft.From || draft.To < all.Today || draft.To.DayNumber - draft.From.DayNumber >= MostDays)
        {
            return HostProblems.Invalid(
                new($"The days must lie in order, not in the past, and be at most {MostDays}.", $"日期须先后有序、不在过去，且最多 {MostDays} 天。"),
                new("Correct first and last day.", "请更正首日与末日。"));
        }

        if (draft.Reason?.Length > LongestReason)
        {
            return HostProblems.Invalid(new($"A reason has at most {LongestReason} characters.", $"原因最多 {LongestReason} 个字符。"));
        }

        return null;
    }

    private static Problem Taken(SubstitutionRow row, string person) => HostProblems.Conflict(
        new($"{row.Substitute} stands in for {row.Person} from {row.FirstDay} to {row.LastDay}.",
            $"{row.FirstDay} 至 {row.LastDay} 已由 {row.Substitute} 代理 {row.Person}。"),
        row.Person == person
            ? new("End that one first, or choose other days.", "请先结束已有的代理，或选择其他日期。")
            : new("Choose a colleague who is there.", "请选择在岗的同事。"));

    /// <summary>
    /// Tells open pages that somebody begins or ceases to stand in. The substitute's pages connect anew, and from then on hear of just the
    /// tasks that are theirs.
    /// </summary>
    public static void Tell(long number, string person, string substitute, LiveConnections live, ChangeTeller teller)
    {
        live.End(substitute);
        teller.Tell([Audience.Person(person), Audience.Of(Permission.SuperviseTasks)], Change.Tasks, $"substitution:{number}");
    }

    private static bool Oversees(HttpContext context) => RoleTable.Allows(context.User, Permission.SuperviseTasks);
}
