using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>A session as it stood. Immutable; made by <see cref="ISession.Snapshot"/>, may be restored any number of times.</summary>
public sealed class SessionSnapshot
{
    internal SessionSnapshot(IReadOnlyList<FactImage> facts, IReadOnlyList<MatchImage> matches, IReadOnlyList<MatchImage> waiting)
    {
        Facts = facts;
        Matches = matches;
        Waiting = waiting;
    }

    /// <summary>How many facts there are, concluded ones included.</summary>
    public int FactCount => Facts.Count;

    /// <summary>How many matches wait to fire.</summary>
    public int WaitingCount => Waiting.Count;

    internal IReadOnlyList<FactImage> Facts { get; }

    internal IReadOnlyList<MatchImage> Matches { get; }

    internal IReadOnlyList<MatchImage> Waiting { get; }

    internal IReadOnlyList<object> Effects { get; init; } = [];

    internal DateTimeOffset? Now { get; init; }
}

/// <summary>A fact of a snapshot.</summary>
internal sealed record FactImage(object Value, bool IsConcluded, bool IsStated, DateTimeOffset? Expires)
{
    /// <summary>The matches that conclude it, with the key of each.</summary>
    public List<(MatchImage Match, object Key)> Reasons { get; } = [];
}

/// <summary>A match of a snapshot, known again by its rule, branch and facts.</summary>
internal sealed record MatchImage(IRuleDefinition Rule, int Branch, string Facts, TokenFlags Flags, MatchTrigger Trigger)
{
    public object?[]? FiredKeys { get; init; }

    public bool IsOutOfTime { get; init; }

    /// <summary>For a match that is gone and waits for its undo, the values of its names; else null.</summary>
    public object?[]? Gone { get; init; }
}

/// <summary>Says by which facts a match is known again in another session.</summary>
internal sealed class MatchNaming(IReadOnlyDictionary<WorkFact, int> numbers)
{
    public string Of(Match match) => string.Join(
        ';', match.Terminal.Slots.Select(s => Of(match.At(match.Terminal.MatchDepth - s.Depth).Fact!)));

    private string Of(WorkFact fact)
    {
        if (numbers.TryGetValue(fact, out var number))
        {
            return $"{number}";
        }

        // What a rule computes for one match is the same when the facts are; of an aggregate the members say which result it is.
        return fact is SyntheticFact made
            ? $"[{string.Join(',', made.Facts.OfType<WorkFact>().Select(Of).Order(StringComparer.Ordinal))}]{PlainText(made.Value)}"
            : string.Empty;
    }

    private static string PlainText(object? value) =>
        value is string or IConvertible ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)! : string.Empty;
}
