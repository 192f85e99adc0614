using System.Text.Json;
using Workflows.Host.Problems;
using Workflows.Host.Reviews;
using Workflows.Host.Security.Audit;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Host.RuleSets;

/// <summary>The figures that operations put in place of those of a rule file: reading them, and putting others in force.</summary>
internal static class FigureRoutes
{
    public static IResult List(string name, HttpContext context, RuleLibrary library)
    {
        if (library.Find(name) is not { } set)
        {
            return HostProblems.NotFound("published rule set", name);
        }

        Precondition.Tell(context, TagOf(set));
        var items = set.Program.Parameters.Select(p => RuleParameterView.Of(p, set.Parameters));
        return TypedResults.Ok(new RuleParameterList([.. items], null));
    }

    public static async Task<IResult> SetAsync(
        string name, Body<RuleParameterValues> body, HttpContext context, RuleLibrary library, ReviewBook reviews, AuditLog audit)
    {
        if (library.Find(name) is not { } set)
        {
            return HostProblems.NotFound("published rule set", name);
        }

        if (Precondition.Fails(context, TagOf(set)))
        {
            return HostProblems.Changed("figures");
        }

        if (reviews.Settings.Rules && body.Value.Values.Values.Any(value => value.ValueKind != JsonValueKind.Null))
        {
            return NeedsReview;
        }

        var values = With(set, body.Value.Values);
        if (set.Program.CheckParameters(values) is { Count: > 0 } faults)
        {
            return NotFitting(faults);
        }

        await library.SetParametersAsync(name, values);
        // A figure that is given up, and follows its file again, has a dash.
        var given = body.Value.Values.Select(v => $"{v.Key} = {(v.Value.ValueKind == JsonValueKind.Null ? "–" : v.Value)}");
        await audit.WriteAsync(context, "set parameters", name, AuditOutcome.Done, string.Join(", ", given));
        return List(name, context, library);
    }

    /// <summary>The figures of a rule set with others in their place; null takes one away.</summary>
    public static Dictionary<string, object?> With(PublishedRuleSet set, IReadOnlyDictionary<string, JsonElement> others)
    {
        var left = set.Parameters.Where(value => !others.ContainsKey(value.Key));
        return left.Concat(Read(others)).ToDictionary();
    }

    /// <summary>Figures as they came, without those that are given up.</summary>
    public static Dictionary<string, object?> Read(IReadOnlyDictionary<string, JsonElement> figures) =>
        figures.ToDictionary(f => f.Key, f => FeelJson.Read(f.Value)).Where(f => f.Value is not null).ToDictionary();

    public static Problem NotFitting(IReadOnlyList<Diagnostic> faults) =>
        HostProblems.Invalid(new("A value does not fit its parameter.", "参数值不正确。"), null, faults);

    // What a second person must look at in a rule file, they must look at in its figures too.
    private static Problem NeedsReview => HostProblems.Conflict(
        new("Rules are published here only after a review, and a figure is a part of its rule.", "此处的规则须经审核才能发布，参数也属于规则。"),
        new("Change the figure in the text of the file and ask for a review of the draft.", "请在规则文件的文本中修改该参数，并为草稿申请审核。"));

    private static string TagOf(PublishedRuleSet set)
    {
        var values = set.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={FeelJson.Text(p.Value)}");
        return Precondition.TagOf(new { set.Number, Values = values });
    }
}
