using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Activities.Branching;

/// <summary>A case of a switch.</summary>
internal sealed record SwitchCase(string Label, CompiledExpression? Condition, ActivityNode? Activity);

/// <summary>The cases of a switch, made ready.</summary>
internal sealed class SwitchCases(IReadOnlyList<SwitchCase> all)
{
    /// <summary>The input that both kinds of switch have.</summary>
    public static InputDescriptor Mode { get; } = new("Mode", "String", new("Mode", "模式"))
    {
        UiHint = "dropdown",
        Options = ["MatchFirst", "MatchAny"],
        Default = "MatchFirst",
    };

    public IReadOnlyList<SwitchCase> All { get; } = all;

    public static SwitchCases Of(PlanContext context)
    {
        var cases = new List<SwitchCase>();
        foreach (var (index, part) in (context.Node.Element["cases"]?.List ?? []).Index())
        {
            cases.Add(new SwitchCase(
                part["label"]?.AsText() ?? part["name"]?.AsText() ?? string.Empty,
                context.Expression(part["condition"], "Boolean"),
                context.ChildAt("cases", index, "activity")));
        }

        return new SwitchCases(cases);
    }

    /// <summary>The cases that hold: the first one, or all where the mode says so.</summary>
    public IReadOnlyList<SwitchCase> Matching(ActivityContext context)
    {
        var isAny = context.Text("Mode") is "MatchAny" or "1";
        var matching = new List<SwitchCase>();
        foreach (var one in All)
        {
            if (one.Condition is not null && ActivityContext.IsTrue(one.Condition.Evaluate(context)))
            {
                matching.Add(one);
                if (!isAny)
                {
                    break;
                }
            }
        }

        return matching;
    }
}
