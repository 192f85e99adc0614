using Workflows.Host.Live;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Rules;

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
            return HostProblems.Forbidden(nameof(Permission.SuperviseTasks));
        }

        if (await RefusalAsync(draft, person, all, colleagues) is { } refusal)
        {
            return refusal;
        }

        var row = await all.AddAsync(draft, person, context.Actor());
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
            return HostProblems.Forbidden(nameof(Permission.SuperviseTasks));
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

        if (await all.OfPersonAsync(person, draft.From, draft.To) is { } known)
        {
            return Taken(known.Person, known.Substitute, known.FirstDay, known.LastDay,
                new("End that one first, or choose other days.", "请先结束已有的代理，或选择其他日期。"));
        }

        return await all.OfPersonAsync(draft.Substitute, draft.From, draft.To) is { } away
            ? Taken(away.Person, away.Substitute, away.FirstDay, away.LastDay, new("Choose a colleague who is there.", "请选择在岗的同事。"))
            : null;
    }

    private static Problem Taken(string person, string substitute, string first, string last, LocalText next) => HostProblems.Conflict(
        new($"{substitute} stands in for {person} from {first} to {last}.", $"{first} 至 {last} 已由 {substitute} 代理 {person}。"), next);

    // The substitute's pages connect anew, and from then on hear of the tasks that are theirs too.
    private static void Tell(long number, string person, string substitute, LiveConnections live, ChangeTeller teller)
    {
        live.End(substitute);
        teller.Tell([Audience.Person(person), Audience.Of(Permission.SuperviseTasks)], Change.Tasks, $"substitution:{number}");
    }

    private static bool Oversees(HttpContext context) => RoleTable.Allows(context.User, Permission.SuperviseTasks);
}
