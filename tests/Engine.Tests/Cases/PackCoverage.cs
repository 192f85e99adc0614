using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Engine.Definitions;

namespace Workflows.Tests.Cases;

/// <summary>
/// Which kinds of cases each process of the pack has: the straight path, a way refused, a time passed, a cancelled request, an answer that
/// comes too late; and that its figures stand in parameters.
/// </summary>
public sealed partial class PackCoverage
{
    private static readonly string[] Waits = ["Workflows.HumanTask", "Workflows.Approval"];

    public static TheoryData<string> Processes => [.. PackFolder.Shipped.Definitions.Select(d => d.DefinitionId)];

    [Theory]
    [MemberData(nameof(Processes))]
    public void Process_has_every_kind_of_case_that_can_happen_to_it(string process)
    {
        var definition = PackFolder.Shipped.Definitions.First(d => d.DefinitionId == process);
        var tasks = All(JsonElement.Parse(DefinitionWriter.Write(definition)))
            .Where(a => Waits.Contains(TypeOf(a))).ToList();
        var needed = new List<string> { "straight" };
        if (tasks.Count > 0)
        {
            needed.AddRange(["cancelled", "time passed", "too late"]);
        }

        if (tasks.Any(t => t.TryGetProperty("outcomes", out var outcomes)
            && outcomes.GetProperty("expression").GetProperty("value").GetString()!.Contains(',', StringComparison.Ordinal)))
        {
            needed.Add("refused");
        }

        var found = Cases(process).SelectMany(KindsOf).ToHashSet();
        Assert.Empty(needed.Except(found));
    }

    [Fact]
    public void Outcome_that_a_person_may_choose_is_chosen_in_a_case()
    {
        var chosen = PackFolder.Shipped.Files.SelectMany(file => All(JsonElement.Parse(file.Text)))
            .Where(step => step.TryGetProperty("complete", out _) && step.TryGetProperty("outcome", out _))
            .Select(step => $"{step.GetProperty("complete").GetString()}: {step.GetProperty("outcome").GetString()}").ToHashSet();
        Assert.Empty(PackFolder.Shipped.Definitions.SelectMany(d => All(JsonElement.Parse(DefinitionWriter.Write(d))))
            .Where(a => TypeOf(a) == "Workflows.HumanTask")
            .SelectMany(a => JsonElement.Parse(a.GetProperty("outcomes").GetProperty("expression").GetProperty("value").GetString()!)
                .EnumerateArray().Select(outcome => $"{a.GetProperty("id").GetString()}: {outcome.GetString()}"))
            .Except(chosen));
    }

    [Fact]
    public void Expression_of_a_flow_has_no_figure() => Assert.Empty(PackFolder.Shipped.Definitions.SelectMany(d =>
        All(JsonElement.Parse(DefinitionWriter.Write(d)))
            .Where(e => TypeOf(e) == "FEEL")
            .Where(e => e.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String)
            .Select(e => e.GetProperty("value").GetString()!)
            .Where(text => Figure().IsMatch(Plain(text)))
            .Select(text => $"{d.DefinitionId}: {text}")));

    [Fact]
    public void Rule_has_no_figure_beside_its_parameters()
    {
        var found = Directory.EnumerateFiles(Path.Combine(PackFolder.Root, "workflows"), "*.rules", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Bodies(File.ReadAllLines(file)).Where(line => Figure().IsMatch(Plain(line)))
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.DoesNotContain(found, line => !Formulas.Any(formula => line.Contains(formula, StringComparison.Ordinal)));
    }

    // The coefficient's own definition, and two digits of an hour.
    private static readonly string[] Formulas =
        ["round half up(2 * weighed / (n * all) - (n + 1) / n, 4)", "time(substring(\"0\" + string("];

    private static IEnumerable<string> KindsOf(JsonElement one)
    {
        var steps = one.TryGetProperty("steps", out var list) ? list.EnumerateArray().ToList() : [];
        var expect = one.GetProperty("expect");
        var isCancelled = steps.Any(s => s.TryGetProperty("cancel", out _));
        if (isCancelled)
        {
            yield return "cancelled";
        }

        if (steps.Any(s => s.TryGetProperty("refused", out _)))
        {
            yield return "too late";
        }

        if (steps.Any(s => s.TryGetProperty("advance", out _) || s.TryGetProperty("until", out _)))
        {
            yield return "time passed";
        }

        if (!isCancelled && (!expect.TryGetProperty("status", out var status) || status.GetString() == "finished"))
        {
            yield return "straight";
        }

        if (Refused().IsMatch(expect.GetRawText())
            || steps.Any(s => s.TryGetProperty("outcome", out var outcome) && Refusal().IsMatch(outcome.GetString()!)))
        {
            yield return "refused";
        }
    }

    private static IEnumerable<JsonElement> Cases(string process) => PackFolder.Shipped.Files
        .Select(file => JsonElement.Parse(file.Text))
        .SelectMany(json => json.GetProperty("cases").EnumerateArray().Where(one => (one.TryGetProperty("definition", out var own)
            ? own : json.TryGetProperty("definition", out var shared) ? shared : default) is { ValueKind: JsonValueKind.String } id
            && id.GetString() == process));

    private static string? TypeOf(JsonElement json) =>
        json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static IEnumerable<JsonElement> All(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => All(p.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(All),
        _ => [],
    };

    // Parameters, tests and tables hold figures; reasons are texts.
    private static IEnumerable<string> Bodies(IEnumerable<string> lines)
    {
        var isBody = false;
        foreach (var line in lines)
        {
            isBody = line.Length == 0 || char.IsWhiteSpace(line[0]) ? isBody : line.StartsWith("rule ", StringComparison.Ordinal);
            if (isBody && !line.TrimStart().StartsWith("because", StringComparison.Ordinal)
                && !line.TrimStart().StartsWith("zh ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    // Units, texts, cutting of dates, rounding to cents and the order of rules are no figures of the shop.
    private static string Plain(string text) =>
        Harmless().Replace(Quoted().Replace(Unit().Replace(text, "unit"), "text"), string.Empty);

    [GeneratedRegex("@\"(P1D|P1M|PT1M|PT1S|00:00:00|2000-01-01)\"")]
    private static partial Regex Unit();

    [GeneratedRegex("(?<!@)\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"substring\([^()]*(\([^()]*\))?[^()]*\)|, 2\)|priority -?\d+|if n < 10 ")]
    private static partial Regex Harmless();

    [GeneratedRegex("""(?<![\w.])(?![01](?!\d|\.\d))\d+(\.\d+)?(?!\w)|@"P""")]
    private static partial Regex Figure();

    [GeneratedRegex("(?i)reject|refus|StatusCode\":\\s*4")]
    private static partial Regex Refused();

    [GeneratedRegex("(?i)reject|some open|refus|declin|differ|^not |^no |close|stop|leave|^end|uphold|give up|without|withdraw")]
    private static partial Regex Refusal();
}
