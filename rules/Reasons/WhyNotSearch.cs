using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>
/// Finds out how far a rule's partial matches get. It puts each branch into a network of its own and runs the session's facts through it,
/// so asking costs about as much as inserting them once more, and not asking costs nothing.
/// </summary>
internal sealed class WhyNotSearch(WhyNotQuestion question)
{
    private const int Told = 20;
    private readonly List<PartialMatch> _attempts = [];
    private int _full;
    private int _stuck;

    public WhyNotReason Run(IReadOnlyList<LocalText> heldBack)
    {
        foreach (var branch in Branches.Of(question.Rule.LeftHandSide))
        {
            Follow([.. branch.Select(Bind)]);
        }

        var told = _attempts.OrderByDescending(a => a.Steps == 0 ? 0 : (double)a.Reached / a.Steps).Take(Told).ToList();
        return new WhyNotReason(question.Rule, RuleVersion.Of(question.Rule), _full, heldBack, told, _stuck - told.Count);
    }

    /// <summary>A pattern whose name the caller has fixed takes that value alone.</summary>
    private RuleElement Bind(RuleElement element)
    {
        if (element is not PatternElement pattern || !TryBound(pattern, out var value))
        {
            return element;
        }

        var declaration = new Declaration(pattern.Declaration.Type, pattern.Declaration.Name);
        var fixedTo = RuleExpression.Create([declaration], typeof(bool), a => IsSame(a[0], value), text: $"is {value}");
        IEnumerable<RuleExpression> conditions = [.. pattern.Expressions.Select(e => e.Rule), fixedTo];
        return pattern.Source is null
            ? Element.Pattern(declaration, pattern.Key, conditions) : Element.Pattern(declaration, conditions, pattern.Source);
    }

    private bool TryBound(PatternElement pattern, out object? value) =>
        question.Bindings.TryGetValue(pattern.Declaration.Name, out value)
            || question.Bindings.TryGetValue(pattern.Declaration.Name.TrimStart('$'), out value);

    private static bool IsSame(object? a, object? b) => ReferenceEquals(a, b) || Equals(a, b);

    private void Follow(IReadOnlyList<RuleElement> branch)
    {
        var walk = new BranchWalk(question, branch);
        _full += walk.Full.Count;
        _stuck += walk.Stuck.Count;
        var look = new StepLook(walk, question);
        _attempts.AddRange(walk.Stuck.OrderByDescending(s => s.Level).Take(Told).Select(s => look.At(s.Level, s.Token)));
    }
}
