using System.Globalization;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>
/// Finds conditions that can never hold: values that a field never has, and comparisons with plain values that exclude each other or what
/// the field may be.
/// </summary>
internal sealed class ConditionChecks(RuleScope scope, Problems problems)
{
    private readonly Dictionary<string, Bounds> _bounds = [];

    private SourceText Source => problems.Source;

    /// <summary>Looks at one part of a condition, after those before it.</summary>
    public void Check(Span conjunct)
    {
        var tokens = Tokenizer.Read(Source, conjunct);
        var parts = ConditionSplit.Comparisons(tokens);
        foreach (var part in parts)
        {
            Check(part.Left, part.Operator, part.Right, conjunct);
            Check(part.Right, Mirrored(part.Operator), part.Left, conjunct);
        }

        if (parts.Count == 0)
        {
            CheckChoices(tokens);
        }
    }

    private void Check(Span side, ComparisonOperator op, Span other, Span conjunct)
    {
        var path = Source.Slice(side);
        if (FieldOf(path) is not { } field || Literal(other) is not { } value || !FeelValues.TryConvert(value, field.Type, out var fit))
        {
            return;
        }

        if (op == ComparisonOperator.Equal && field.Allowed?.Contains(fit) == false)
        {
            NotAllowed(field, fit!, other);
            return;
        }

        if (!_bounds.TryGetValue(path, out var bounds))
        {
            _bounds.Add(path, bounds = new Bounds(field.Allowed));
        }

        if (!bounds.Add(op, fit!))
        {
            problems.Add("R212", conjunct, RuleTexts.NeverHolds(Source.Slice(conjunct), path), Severity.Warning);
        }
    }

    /// <summary><c>status in ("paid", "cancelled")</c>: each must be a value the field may have.</summary>
    private void CheckChoices(List<Token> tokens)
    {
        var at = tokens.FindIndex(t => t.Is("in"));
        if (at <= 0 || at + 1 >= tokens.Count || !(tokens[at + 1].Is("(") || tokens[at + 1].Is("["))
            || FieldOf(Source.Slice(Span.Over(tokens[0].Span, tokens[at - 1].Span))) is not { Allowed: { } allowed } field)
        {
            return;
        }

        foreach (var token in tokens.Skip(at + 2).Where(t => t.Kind == TokenKind.Text && Source.Clean[t.Span.Start] == '"'))
        {
            if (!allowed.Contains(token.Value))
            {
                NotAllowed(field, token.Value, token.Span);
            }
        }
    }

    private void NotAllowed(FactField field, object value, Span span)
    {
        var nearest = value is string text ? NearestName.Of(text, field.Allowed!.Choices.OfType<string>()) : null;
        problems.Add("R217", span, RuleTexts.NotAllowed(field.Name, FactText.Of(value), nearest, field.Allowed!.Words));
    }

    private FactField? FieldOf(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? scope.Candidate?.Fact?.Find(path) : scope.Find(path[..dot]) is { Kind: NameKind.Fact } name
                ? name.Fact!.Find(path[(dot + 1)..]) : null;
    }

    private object? Literal(Span span)
    {
        var tokens = Tokenizer.Read(Source, span);
        var negative = tokens[0].Is("-");
        if (tokens.Count != (negative ? 3 : 2))
        {
            return null;
        }

        var token = tokens[negative ? 1 : 0];
        return token.Kind switch
        {
            TokenKind.Number when decimal.TryParse(token.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) =>
                negative ? -number : number,
            TokenKind.Text when !negative && Source.Clean[token.Span.Start] == '@' =>
                FeelIso.TryAny(token.Value, out var value) ? value : null,
            TokenKind.Text when !negative => token.Value,
            TokenKind.Word when !negative && token.Value is "true" or "false" => token.Value == "true",
            _ => null,
        };
    }

    private static ComparisonOperator Mirrored(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };

    /// <summary>The values that are left for one field.</summary>
    private sealed class Bounds(AllowedValues? allowed)
    {
        private object? _low;
        private object? _high;
        private bool _lowIncluded;
        private bool _highIncluded;

        /// <summary>Narrows them; false when none is left.</summary>
        public bool Add(ComparisonOperator op, object value)
        {
            if (op is ComparisonOperator.Equal or ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual)
            {
                Raise(value, op != ComparisonOperator.Greater);
            }

            if (op is ComparisonOperator.Equal or ComparisonOperator.Less or ComparisonOperator.LessOrEqual)
            {
                Lower(value, op != ComparisonOperator.Less);
            }

            return IsOpen(_low, _lowIncluded, _high, _highIncluded) && MeetsAllowed();
        }

        private void Raise(object value, bool included)
        {
            var order = _low is null ? 1 : FeelValues.Compare(value, _low) ?? (FeelValues.AreEqual(value, _low) == true ? 0 : 1);
            if (order > 0)
            {
                (_low, _lowIncluded) = (value, included);
            }
            else if (order == 0)
            {
                _lowIncluded &= included;
            }
        }

        private void Lower(object value, bool included)
        {
            var order = _high is null ? -1 : FeelValues.Compare(value, _high) ?? (FeelValues.AreEqual(value, _high) == true ? 0 : -1);
            if (order < 0)
            {
                (_high, _highIncluded) = (value, included);
            }
            else if (order == 0)
            {
                _highIncluded &= included;
            }
        }

        private bool MeetsAllowed() => allowed is not { Ranges.Count: > 0 } || allowed.Ranges.Any(r =>
            IsOpen(r.Low, r.LowIncluded, _high, _highIncluded) && IsOpen(_low, _lowIncluded, r.High, r.HighIncluded));

        private static bool IsOpen(object? low, bool lowIncluded, object? high, bool highIncluded)
        {
            if (low is null || high is null)
            {
                return true;
            }

            var order = FeelValues.Compare(low, high) ?? (FeelValues.AreEqual(low, high) == false ? 1 : 0);
            return order < 0 || (order == 0 && lowIncluded && highIncluded);
        }
    }
}
