using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>The matches that conclude a fact. The fact goes with the last of them, unless the caller has inserted it too.</summary>
internal sealed class Justifications : ILinkedFactSource
{
    private readonly List<(Match Match, object Key)> _reasons = [];

    // Who is told that the fact has gone may still ask where it came from.
    private Match? _last;

    /// <summary>The caller has inserted an equal fact, which stays until the caller retracts it.</summary>
    public bool IsStated { get; set; }

    public int Count => _reasons.Count;

    public IReadOnlyList<(Match Match, object Key)> Reasons => _reasons;

    public FactSourceType SourceType => FactSourceType.Linked;

    public IRuleDefinition Rule => First.Rule;

    public IEnumerable<IFact> Facts => First.Facts;

    private Match First => _reasons.Count > 0 ? _reasons[0].Match : _last!;

    public void Add(Match match, object key) => _reasons.Add((match, key));

    public void Insert(int place, Match match, object key) => _reasons.Insert(place, (match, key));

    /// <summary>Takes a reason away and says where it stood.</summary>
    public int Remove(Match match, object key)
    {
        var place = _reasons.FindIndex(r => ReferenceEquals(r.Match, match) && Equals(r.Key, key));
        _reasons.RemoveAt(place);
        _last = match;
        return place;
    }
}
