namespace Workflows.Rules.Network;

/// <summary>Something that waits for the end of a change before it tells what came of it, once.</summary>
internal abstract class Deferred
{
    /// <summary>Those with a lower number come first: what they tell may touch the others.</summary>
    public abstract int Order { get; }

    /// <summary>Stands in the session's list of what waits.</summary>
    public bool IsDirty { get; set; }

    public abstract void Flush(Matcher matcher);

    /// <summary>The change that made it dirty has been undone.</summary>
    public abstract void Forget();
}

/// <summary>
/// What waits at one node for the end of a change, in the order in which it was touched: states, and left matches of a query that have
/// none. There may be as many of these as a batch has facts, so that they are no objects of their own.
/// </summary>
internal sealed class DueList
{
    private readonly Journal<(Deferred? State, Token? AtRest)> _due = new();
    private PipelineNode? _node;

    public void Add(Deferred state) => _due.Add((state, null));

    public void Add(PipelineNode node, Token atRest)
    {
        _node = node;
        _due.Add((null, atRest));
    }

    /// <summary>Lets each tell what came of the change, and is empty then.</summary>
    public void Flush(Matcher matcher)
    {
        for (var i = 0; i < _due.Count; i++)
        {
            var (state, atRest) = _due[i];
            if (state is not null)
            {
                state.Flush(matcher);
            }
            else
            {
                _node!.ShowEmpty(matcher, atRest!);
            }
        }

        _due.Clear();
        _node = null;
    }

    /// <summary>The change has been undone.</summary>
    public void Forget()
    {
        foreach (var (state, _) in _due.All)
        {
            state?.Forget();
        }
    }
}
