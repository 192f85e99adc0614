namespace Workflows.Rules.Network;

/// <summary>
/// What a query reads of the match it belongs to. While those values stay the same, an update of that match cannot change the query's
/// members, and they need no second look.
/// </summary>
internal sealed class OwnerInputs
{
    private readonly int[] _steps;

    public OwnerInputs(PipelineNode node)
    {
        // Conditions count their steps from the match, stages from the query's own token behind it.
        var conditions = node.LeftKey.Concat(node.Conditions).SelectMany(c => c.Steps).Where(s => s >= 0);
        var stages = node.Stages.SelectMany(s => s.Expressions.Select(e => e.Value).Concat(s.Filters)).SelectMany(e => e.Steps)
            .Where(s => s > 0).Select(s => s - 1);
        _steps = [.. conditions.Concat(stages).Distinct()];
    }

    public object?[] Read(Token match) => Array.ConvertAll(_steps, match.ValueAt);

    /// <summary>Whether two readings certainly mean the same: values that never change, and are equal.</summary>
    public static bool AreSame(object?[]? before, object?[] now)
    {
        if (before is null)
        {
            return false;
        }

        for (var i = 0; i < now.Length; i++)
        {
            if (!IsSame(before[i], now[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(object? before, object? now) => now switch
    {
        null => before is null,
        Feel.FeelRecord => ReferenceEquals(before, now),
        string or decimal or bool or int or long => now.Equals(before),
        _ => false,
    };
}
