using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Host.RuleSets;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Staff;

/// <summary>
/// The team as the stored facts and the rule set <c>team</c> have it: the rules that set a team up say which posts there are, what they
/// ask for, and where somebody is missing.
/// </summary>
internal sealed class TeamPicture(RuleLibrary library, FactCatalogue types, FactStore facts, TimeProvider clock)
{
    private const string RuleSet = "team";
    private const string Setup = "now";
    private const int LastSetups = 10;
    private const int MostFacts = 100_000;

    /// <summary>Reads it.</summary>
    public async Task<StaffView> ReadAsync(CancellationToken stop)
    {
        var skills = (await StoredAsync("StaffSkill")).ToLookup(s => Text(s, "staffId"), s => Text(s, "skill"));
        var appointed = (await StoredAsync("Assignment")).GroupBy(a => Text(a, "staffId") ?? string.Empty)
            .ToDictionary(g => g.Key, g => g.MaxBy(a => Text(a, "at"), StringComparer.Ordinal));
        var people = (await StoredAsync("Staff")).Where(s => Text(s, "status") != "left")
            .Select(s => PersonOf(s, skills[Text(s, "id")], appointed.GetValueOrDefault(Text(s, "id") ?? string.Empty)))
            .OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var setups = (await StoredAsync("TeamSetup"))
            .Select(s => new SetupView(
                Text(s, "id") ?? string.Empty, Texts(s, "departments"), Text(s, "sponsor"), Text(s, "state"), Number(s, "open")))
            .OrderByDescending(s => s.Id, StringComparer.Ordinal).Take(LastSetups).ToList();
        if (library.Find(RuleSet) is not { } set)
        {
            return new(PostsBeside([], people), people, setups, null);
        }

        var outcome = RuleJudgement.Judge(set, JudgedFacts(set.Program, people, await StoredAsync("OpenPost")),
            new Dictionary<string, JsonElement>(), clock.GetUtcNow(), stop);
        var departments = outcome.Conclusions.Where(c => c.Fact.FactTypeName == "PostPlan")
            .GroupBy(c => c.Fact["department"] as string ?? string.Empty)
            .Select(g => new DepartmentView(g.Key, [.. g.Select(plan => PostOf(plan.Fact, people, outcome))])).ToList();
        return new(PostsBeside(departments, people), people, setups, outcome.Version);
    }

    // What a set-up would be judged by: the people as they stand, and the head-counts that the last set-up was given.
    private static List<RuleFact> JudgedFacts(RuleProgram program, List<PersonView> people, List<JsonElement> openPosts)
    {
        var judged = new List<RuleFact>();
        Add("TeamSetup", new { id = Setup, departments = Array.Empty<string>() });
        foreach (var wish in openPosts)
        {
            Add("PostWish", new
            {
                setupId = Setup, department = Text(wish, "department"), post = Text(wish, "post"), headcount = Number(wish, "headcount"),
            });
        }

        foreach (var person in people)
        {
            Add("Staff", new
            {
                id = person.Id, name = person.Name, department = person.Department, post = person.Post, status = person.Status,
            });
            foreach (var skill in person.Skills)
            {
                Add("StaffSkill", new { staffId = person.Id, skill });
            }

            Add("Assignment", new
            {
                id = person.Id, setupId = Setup, department = person.Department, post = person.Post, staffId = person.Id,
            });
        }

        return judged;

        void Add(string type, object values)
        {
            if (program.FactTypes.GetValueOrDefault(type) is { } known
                && FactJson.Read(known, JsonSerializer.SerializeToElement(values)).Fact is { } fact)
            {
                judged.Add(fact);
            }
        }
    }

    private static PostView PostOf(RuleFact plan, List<PersonView> people, RuleOutcome outcome)
    {
        var (department, post) = (plan["department"] as string, plan["post"] as string ?? string.Empty);
        var holders = people.Where(p => p.Department == department && p.Post == post).Select(p => p.Id).ToList();
        var about = outcome.Conclusions.Where(c => c.Fact["post"] as string == post).ToList();
        var open = about.Where(c => c.Fact.FactTypeName == "Vacancy" && c.Fact["department"] as string == department).ToList();
        var lacks = about.Where(c => c.Fact.FactTypeName == "TeamLack"
            && (holders.Contains(c.Fact["staffId"] as string ?? string.Empty) || c.Fact["staffId"] as string == "-"));
        var fit = about.Where(c => c.Fact.FactTypeName == "Fit" && c.Fact["department"] as string == department)
            .Select(c => c.Fact["staffId"] as string ?? string.Empty);
        return new(
            post, plan["headcount"] as decimal?, open.Sum(c => c.Fact["open"] as decimal? ?? 0), List(plan["duties"]),
            List(plan["skills"]), holders, [.. fit.Except(holders)],
            [.. open.Concat(lacks).Where(c => c.Reasons.Count > 0).Select(c => c.Reasons[0].Text)]);
    }

    // Posts that people hold and no duty sheet knows are shown too: nobody is left out.
    private static List<DepartmentView> PostsBeside(List<DepartmentView> planned, List<PersonView> people)
    {
        var known = planned.SelectMany(d => d.Posts.Select(p => (d.Name, p.Name))).ToHashSet();
        var others = people.Where(p => !known.Contains((p.Department ?? string.Empty, p.Post ?? string.Empty)))
            .GroupBy(p => p.Department ?? string.Empty).ToDictionary(g => g.Key, g => g
                .GroupBy(p => p.Post ?? string.Empty)
                .Select(held => new PostView(held.Key, null, 0, [], [], [.. held.Select(p => p.Id)], [], [])).ToList());
        var all = planned.Select(d => d with { Posts = [.. d.Posts, .. others.GetValueOrDefault(d.Name) ?? []] }).ToList();
        all.AddRange(others.Where(o => planned.All(d => d.Name != o.Key)).Select(o => new DepartmentView(o.Key, o.Value)));
        return all;
    }

    private static PersonView PersonOf(JsonElement staff, IEnumerable<string?> skills, JsonElement appointment)
    {
        // An appointment goes before the record: who sets a team up need not write every record anew.
        var isAppointed = appointment.ValueKind == JsonValueKind.Object;
        var place = isAppointed ? appointment : staff;
        return new(
            Text(staff, "id") ?? string.Empty, Text(staff, "name"), Text(place, "department"), Text(place, "post"), Text(staff, "status"),
            Text(staff, "hiredOn"), [.. skills.OfType<string>()], isAppointed ? Text(appointment, "at") : null);
    }

    private async Task<List<JsonElement>> StoredAsync(string type) => types.Find(type) is not { } known ? []
        : [.. (await facts.QueryIndexedAsync(known, new Dictionary<string, JsonElement>(), MostFacts))
            .Select(fact => JsonElement.Parse(fact.Json))];

    private static IReadOnlyList<string> List(object? value) =>
        value is IReadOnlyList<object?> many ? [.. many.OfType<string>()] : [];

    private static IReadOnlyList<string> Texts(JsonElement fact, string field) =>
        fact.TryGetProperty(field, out var many) && many.ValueKind == JsonValueKind.Array
            ? [.. many.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)] : [];

    private static string? Text(JsonElement fact, string field) =>
        fact.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement fact, string field) =>
        fact.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;
}
