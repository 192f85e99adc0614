namespace Workflows.Rules.Network;

/// <summary>All matches that stand, found by walking everything; for questions, not for work.</summary>
internal sealed partial class Matcher
{
    public IEnumerable<Match> LiveMatches()
    {
        var indexes = States().OfType<TokenIndex>().Where(i => i.Spec is not null).ToList();
        var entries = indexes.SelectMany(i => i.All).SelectMany(TokensOf).ToList();
        var extended = entries.Append(Empty).SelectMany(Extended);
        var pipelines = States().OfType<PipelineState>();
        var single = Facts.Concat(pipelines.SelectMany(p => p.Outputs(this))).SelectMany(SingleMatches);
        return extended.Concat(single);
    }

    /// <summary>The session's facts; set by the session.</summary>
    public IEnumerable<WorkFact> Facts { get; set; } = [];

    /// <summary>The members of the one instance of a query.</summary>
    public IEnumerable<Slot> SlotsOf(PipelineNode node) =>
        Facts.SelectMany(f => UsesOf<Slot>(f.FirstUse)).Where(s => ReferenceEquals(s.Reader, node));

    private static IEnumerable<Match> SingleMatches(WorkFact fact)
    {
        Recall(fact);
        return UsesOf<Match>(fact.FirstUse);
    }

    private static IEnumerable<TUse> UsesOf<TUse>(FactUse? use)
        where TUse : FactUse
    {
        for (; use is not null; use = use.NextUse)
        {
            if (use is TUse wanted)
            {
                yield return wanted;
            }
        }
    }

    private static IEnumerable<Token> TokensOf(Bucket bucket)
    {
        for (var token = bucket.First; token is not null; token = bucket.Next(token))
        {
            yield return token;
        }
    }

    private static IEnumerable<Match> Extended(Token token)
    {
        for (var child = token.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is Match match)
            {
                yield return match;
            }

            foreach (var longer in Extended(child))
            {
                yield return longer;
            }
        }
    }

    private IEnumerable<object> States() => _pages.SelectMany(p => p ?? []).OfType<object>();
}
