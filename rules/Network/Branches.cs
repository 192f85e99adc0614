using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>Or-groups multiplied out: each way to satisfy a rule is a branch of its own.</summary>
internal static class Branches
{
    public static IEnumerable<IReadOnlyList<RuleElement>> Of(RuleElement element) => element switch
    {
        OrElement or => or.ChildElements.SelectMany(Of),
        AndElement and => and.ChildElements.Aggregate(
            (IEnumerable<IReadOnlyList<RuleElement>>)[[]],
            (heads, child) => [.. heads.SelectMany(_ => Of(child), (head, tail) => (IReadOnlyList<RuleElement>)[.. head, .. tail])]),
        _ => [[element]],
    };
}
