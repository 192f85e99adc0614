using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>
/// Finds out how far a rule's partial matches get. It puts each branch into a network of its own and runs the session's facts through it,
/// so asking costs about as much as inserting them once more, and not asking costs nothing.
/// </summary>
internal sealed class WhyNotSearch(
    IRuleDefinition rule, IReadOnlyList<object> facts, FactIdentity identity, Aggregators.AggregatorRegistry registry,
    IReadOnlyDictionary<string, object?> bindings)
{
    private const int Told = 20;
    private readonly List<PartialMatch> _attempts = [];
    private int _full;
    private int _stuck;

    public WhyNotReason Run(IReadOnlyList<LocalText> heldBack)
    {
        foreach (var branch in Branches.Of(rule.LeftHandSide))
        {
            Follow([.. branch.Select(Bind)]);
        }

        var told = _attempts.OrderByDescending(a => a.Steps == 0 ? 0 : (double)a.Reached / a.Steps).Take(Told).ToList();
        return new WhyNotReason(rule, RuleVersion.Of(rule), _full, heldBack, told, _stuck - told.Count);
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
        bindings.TryGetValue(pattern.Declaration.Name, out value)
            || bindings.TryGetValue(pattern.Declaration.Name.TrimStart('$'), out value);

    private static bool IsSame(object? a, object? b) => ReferenceEquals(a, b) || Equals(a, b);

    private void Follow(IReadOnlyList<RuleElement> branch)
    {
        var trace = new NetworkBuilder(registry).Trace(rule, branch);
        var session = new Session(new SessionFactory(trace.Network, identity, registry), s =>
            s.Events.LhsExpressionFailedEvent += (_, args) => args.IsHandled = true);
        session.InsertAll(facts);
        var walk = new Walk(trace, session);
        walk.Run();
        _full += walk.Full;
        _stuck += walk.Stuck.Count;
        var look = new StepLook(trace, session, bindings);
        _attempts.AddRange(walk.Stuck.OrderByDescending(s => s.Level).Take(Told).Select(s => look.At(s.Level, s.Token)));
    }

    /// <summary>All partial matches of a branch, step by step.</summary>
    private sealed class Walk(TracedBranch trace, Session session)
    {
        public List<(int Level, Token Token)> Stuck { get; } = [];

        public int Full { get; private set; }

        public void Run()
        {
            var (matcher, steps) = (session.Matcher, trace.Steps);
            if (steps[0].First is not { } first)
            {
                From(matcher.Empty, 0);
                return;
            }

            // The next step's partial matches hang on the index by which it reads the first pattern's facts.
            var read = steps.Count > 1 ? steps[1].FirstFacts! : first;
            var entries = matcher.Index(read).All.SelectMany(Tokens).ToList();
            entries.ForEach(e => From(e, 1));
            if (entries.Count == 0)
            {
                Stuck.Add((0, matcher.Empty));
            }
        }

        private void From(Token token, int level)
        {
            if (level == trace.Steps.Count)
            {
                Full++;
                return;
            }

            var isExtended = false;
            foreach (var longer in trace.Steps[level].Extend(token))
            {
                isExtended = true;
                From(longer, level + 1);
            }

            if (!isExtended)
            {
                Stuck.Add((level, token));
            }
        }
    }

    internal static IEnumerable<Token> Tokens(Bucket bucket)
    {
        for (var token = bucket.First; token is not null; token = token.BucketNext)
        {
            yield return token;
        }
    }
}
