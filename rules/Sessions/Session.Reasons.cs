using Workflows.Rules.Network;
using Workflows.Rules.Reasons;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>Why, and why not.</summary>
internal sealed partial class Session
{
    private static readonly IReadOnlyDictionary<string, object?> NoBindings = new Dictionary<string, object?>();

    public FactReason? Why(object fact) => _facts.Find(fact) is { } known ? new WhyReader().Of(known) : null;

    public WhyNotReason WhyNot(string ruleName, IReadOnlyDictionary<string, object?>? bindings = null) =>
        WhyNot(
            Network.Rules.FirstOrDefault(r => r.Definition.Name == ruleName)?.Definition
                ?? throw new ArgumentException($"The session has no rule named '{ruleName}'", nameof(ruleName)),
            bindings);

    public WhyNotReason WhyNot(IRuleDefinition rule, IReadOnlyDictionary<string, object?>? bindings = null)
    {
        var facts = _facts.All.Select(f => f.Value!).ToList();
        return new WhyNotSearch(new WhyNotQuestion(rule, facts, _identity, _factory.Registry, bindings ?? NoBindings)).Run(HeldBack(rule));
    }

    private List<LocalText> HeldBack(IRuleDefinition rule)
    {
        var matches = _matcher.LiveMatches().Where(m => ReferenceEquals(m.Rule, rule)).ToList();
        List<LocalText> told = [];
        Tell(m => m.Has(TokenFlags.Filtered), "a filter of the rule or the session keeps it back", "被规则或会话的过滤条件挡住");
        Tell(m => !m.Has(TokenFlags.Filtered) && IsOutside(m), "the rule is outside its effective dates", "规则不在生效期内");
        Tell(m => m.Has(TokenFlags.Queued), "it waits to be fired", "等待触发");
        Tell(m => m.Has(TokenFlags.Fired) && !m.Has(TokenFlags.Queued), "it has fired", "已经触发过");
        return told;

        void Tell(Func<Match, bool> isSo, string en, string zh)
        {
            if (matches.Count(isSo) is > 0 and var count)
            {
                told.Add(new LocalText($"{count} × {en}", $"{count} 个：{zh}"));
            }
        }
    }
}
