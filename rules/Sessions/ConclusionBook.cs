using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>What was noted about conclusions before they are matched, so that it can be taken back when matching them fails.</summary>
internal sealed class ConclusionBook
{
    private readonly List<Entry> _entries = [];

    private enum Kind : byte
    {
        Added,
        Removed,
        Replaced,
        Justified,
        Concluded,
        Withdrawn,
    }

    public void Clear()
    {
        if (_entries.Count > 0)
        {
            _entries.Clear();
        }
    }

    /// <summary>A fact that has been put into the store.</summary>
    public void Added(WorkFact fact) => _entries.Add(new Entry(Kind.Added, fact, null, null, null, 0));

    /// <summary>A fact that is about to leave the store.</summary>
    public void Removed(WorkFact fact) => _entries.Add(new Entry(Kind.Removed, fact, null, null, null, 0));

    /// <summary>A fact that is about to get another value.</summary>
    public void Replaced(WorkFact fact) => _entries.Add(new Entry(Kind.Replaced, fact, null, null, fact.Value, 0));

    /// <summary>A fact that the caller inserted is concluded for the first time or no longer.</summary>
    public void Justified(WorkFact fact, Justifications? before) => _entries.Add(new Entry(Kind.Justified, fact, null, null, before, 0));

    /// <summary>A match is about to conclude a fact under a key.</summary>
    public void Concluded(Match match, object key, WorkFact fact) =>
        _entries.Add(new Entry(Kind.Concluded, fact, match, key, match.Linked!.GetValueOrDefault(key), 0));

    /// <summary>A match no longer concludes a fact; the reason stood at a place among the fact's reasons.</summary>
    public void Withdrawn(Match match, object key, WorkFact fact, int place) =>
        _entries.Add(new Entry(Kind.Withdrawn, fact, match, key, null, place));

    public void TakeBack(FactStore facts)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            TakeBack(_entries[i], facts);
        }

        _entries.Clear();
    }

    private static void TakeBack(Entry entry, FactStore facts)
    {
        var fact = entry.Fact;
        switch (entry.Kind)
        {
            case Kind.Added:
                facts.Remove(fact);
                fact.Justified = null;
                break;
            case Kind.Removed:
                facts.PutBack(fact);
                break;
            case Kind.Replaced:
                facts.Replace(fact, entry.Before!);
                break;
            case Kind.Justified:
                fact.Justified = (Justifications?)entry.Before;
                break;
            case Kind.Concluded:
                fact.Justified!.Remove(entry.Match!, entry.Key!);
                entry.Match!.Linked![entry.Key!] = (WorkFact)entry.Before!;
                break;
            default:
                fact.Justified!.Insert(entry.Place, entry.Match!, entry.Key!);
                entry.Match!.Linked![entry.Key!] = fact;
                break;
        }
    }

    private readonly record struct Entry(Kind Kind, WorkFact Fact, Match? Match, object? Key, object? Before, int Place);
}
