namespace Workflows.Rules.Tables.Analysis;

/// <summary>Places in a row of examples as stretches, in order and apart from each other.</summary>
internal readonly struct PlaceRanges
{
    private PlaceRanges(List<(int From, int To)> ranges) => Ranges = ranges;

    public static PlaceRanges None { get; } = new([]);

    public IReadOnlyList<(int From, int To)> Ranges { get; }

    public bool IsEmpty => Ranges.Count == 0;

    /// <summary>The first place.</summary>
    public int From => Ranges[0].From;

    /// <summary>The last place.</summary>
    public int To => Ranges[^1].To;

    public static PlaceRanges All(int count) => new([(0, count - 1)]);

    /// <summary>From stretches in any order; those that end before they begin are empty.</summary>
    public static PlaceRanges Of(IEnumerable<(int From, int To)> ranges)
    {
        var joined = new List<(int From, int To)>();
        foreach (var range in ranges.Where(r => r.From <= r.To).Order())
        {
            if (joined.Count > 0 && range.From <= joined[^1].To + 1)
            {
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, range.To));
            }
            else
            {
                joined.Add(range);
            }
        }

        return new PlaceRanges(joined);
    }

    /// <summary>The places below a number that are not these.</summary>
    public PlaceRanges Without(int count)
    {
        var others = new List<(int From, int To)>();
        var next = 0;
        foreach (var (from, to) in Ranges)
        {
            others.Add((next, from - 1));
            next = to + 1;
        }

        return Of(others.Append((next, count - 1)));
    }

    public PlaceRanges With(int place) => Of(Ranges.Append((place, place)));

    /// <summary>The first place in both; −1 where there is none.</summary>
    public int FirstCommon(PlaceRanges other)
    {
        for (int i = 0, j = 0; i < Ranges.Count && j < other.Ranges.Count;)
        {
            var (from, to) = (Math.Max(Ranges[i].From, other.Ranges[j].From), Math.Min(Ranges[i].To, other.Ranges[j].To));
            if (from <= to)
            {
                return from;
            }

            if (Ranges[i].To < other.Ranges[j].To)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return -1;
    }

    /// <summary>Whether all of the other's places are among these.</summary>
    public bool Covers(PlaceRanges other)
    {
        var at = 0;
        foreach (var (from, to) in other.Ranges)
        {
            while (at < Ranges.Count && Ranges[at].To < from)
            {
                at++;
            }

            if (at == Ranges.Count || Ranges[at].From > from || Ranges[at].To < to)
            {
                return false;
            }
        }

        return true;
    }
}
