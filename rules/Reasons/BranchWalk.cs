using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>What is asked: a rule over a session's facts, of which some names may be fixed.</summary>
internal sealed record WhyNotQuestion(
    IRuleDefinition Rule, IReadOnlyList<object> Facts, FactIdentity Identity, Aggregators.AggregatorRegistry Registry,
    IReadOnlyDictionary<string, object?> Bindings);

/// <summary>All partial matches of a branch, step by step, in a network of its own through which the facts run once more.</summary>
internal sealed class BranchWalk
{
    public BranchWalk(WhyNotQuestion question, IReadOnlyList<RuleElement> branch)
    {
        Branch = branch;
        Trace = new NetworkBuilder(question.Registry).Trace(question.Rule, branch);
        Session = new Session(new SessionFactory(Trace.Network, question.Identity, question.Registry), s =>
            s.Events.LhsExpressionFailedEvent += (_, args) => args.IsHandled = true);
        Session.InsertAll(question.Facts);
        Run();
    }

    public IReadOnlyList<RuleElement> Branch { get; }

    public TracedBranch Trace { get; }

    public Session Session { get; }

    /// <summary>The matches that go no further, with how many steps they satisfy.</summary>
    public List<(int Level, Token Token)> Stuck { get; } = [];

    /// <summary>The matches that satisfy all steps.</summary>
    public List<Token> Full { get; } = [];

    /// <summary>How many tokens stand in the chain of a match that satisfies so many steps.</summary>
    public int DepthAt(int level) => level == 0 ? 0 : Trace.Steps[level - 1].Depth;

    /// <summary>What the names stand for in a match that satisfies so many steps.</summary>
    public Dictionary<string, object?> ValuesAt(int level, Token token)
    {
        var depth = DepthAt(level);
        return Trace.Slots.Where(s => s.Depth <= depth).ToDictionary(s => s.Declaration.Name, s => token.ValueAt(depth - s.Depth));
    }

    public static IEnumerable<Token> Tokens(Bucket bucket)
    {
        for (var token = bucket.First; token is not null; token = bucket.Next(token))
        {
            yield return token;
        }
    }

    private void Run()
    {
        if (Trace.Steps[0].First is not { } first)
        {
            From(Session.Matcher.Empty, 0);
            return;
        }

        // The next step's partial matches hang on the index by which it reads the first pattern's facts.
        var read = Trace.Steps.Count > 1 ? Trace.Steps[1].FirstFacts! : first;
        var entries = Session.Matcher.Index(read).All.SelectMany(Tokens).ToList();
        entries.ForEach(e => From(e, 1));
        if (entries.Count == 0)
        {
            Stuck.Add((0, Session.Matcher.Empty));
        }
    }

    private void From(Token token, int level)
    {
        if (level == Trace.Steps.Count)
        {
            Full.Add(token);
            return;
        }

        var isExtended = false;
        foreach (var longer in Trace.Steps[level].Extend(token))
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
