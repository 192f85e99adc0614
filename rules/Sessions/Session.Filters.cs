using Workflows.Rules.Diagnostics;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>Whether a match comes up: the rule's own filters and the session's.</summary>
internal sealed partial class Session
{
    private bool Passes(Match match)
    {
        foreach (var (type, call) in match.Compiled.Filters)
        {
            if (type == FilterType.Predicate && (!TryFilter(match, call, out var holds) || holds is not true))
            {
                return false;
            }
        }

        var hasChanged = HasChanged(match);
        match.Set(TokenFlags.Unchanged, !hasChanged && match.FiredKeys is not null);
        return hasChanged && _agenda.Accepts(match);
    }

    private bool HasChanged(Match match)
    {
        var keys = KeysOf(match, out var failed);
        if (keys.Length == 0)
        {
            return true;
        }

        return !failed && (match.FiredKeys is not { } before || !keys.AsSpan().SequenceEqual(before));
    }

    private object?[] KeysOf(Match match, out bool failed)
    {
        failed = false;
        if (!match.Compiled.HasFilters)
        {
            return [];
        }

        List<object?> keys = [];
        foreach (var (type, call) in match.Compiled.Filters)
        {
            if (type == FilterType.KeyChange)
            {
                failed |= !TryFilter(match, call, out var key);
                keys.Add(key);
            }
        }

        return [.. keys];
    }

    private bool TryFilter(Match match, RuleCall call, out object? result)
    {
        try
        {
            result = call.Invoke(match, null, null);
            if (_events.TracesFilters)
            {
                _events.Evaluated(this, new AgendaExpressionEventArgs(call.Rule, null, call.Arguments(match, null, null), result, match));
            }

            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var args = new AgendaExpressionErrorEventArgs(call.Rule, failure, call.Arguments(match, null, null), match);
            _events.Failed(this, args);
            if (_events.TracesFilters)
            {
                _events.Evaluated(this, new AgendaExpressionEventArgs(call.Rule, failure, args.Arguments, null, match));
            }

            if (!args.IsHandled)
            {
                throw new AgendaExpressionEvaluationException(
                    $"Filter '{call.Rule}' of rule {match.Rule.Name} failed: {failure.Message}", match.Rule.Name, call.Rule.ToString()!,
                        failure);
            }

            result = null;
            return false;
        }
    }
}
