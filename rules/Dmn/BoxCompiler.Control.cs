using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Evaluation;

namespace Workflows.Rules.Dmn;

/// <summary>The boxed forms of if, filter, for, some and every (DMN 1.4).</summary>
internal sealed partial class BoxCompiler
{
    private const string Item = "item";

    private CompiledBox Conditional(ConditionalBox box, FeelScope scope)
    {
        var condition = Compile(box.If, scope);
        var then = Compile(box.Then, scope);
        var otherwise = Compile(box.Else, scope);
        return new CompiledBox(
            (slots, run) => (condition.Run(slots, run) is true ? then : otherwise).Run(slots, run), then.Type.Join(otherwise.Type));
    }

    private CompiledBox Filter(FilterBox box, FeelScope scope)
    {
        var source = Compile(box.In, scope);
        var element = source.Type is ListType list ? list.Element : source.Type;
        var match = box.Match is LiteralBox { Text: var text } && element.Kind is FeelKind.Any or FeelKind.Context
            ? Entries(text, element, scope) : Fields(box.Match, element, scope);
        return new CompiledBox(Run, FeelType.ListOf(element));

        object? Run(object?[] slots, FeelRun run)
        {
            if (FeelValues.AsList(source.Run(slots, run)) is not { } items)
            {
                return null;
            }

            var kept = new List<object?>();
            foreach (var item in items)
            {
                switch (run.Step() ? match(slots, item, run) : null)
                {
                    case true: kept.Add(item); break;
                    case false or null: break;
                    default: return run.Null(DmnReasons.NotBoolean("match"));
                }
            }

            return kept.ToArray();
        }
    }

    /// <summary>Matches items whose entries are known by their type, or that have none.</summary>
    private Func<object?[], object?, FeelRun, object?> Fields(DmnBox? box, FeelType element, FeelScope scope)
    {
        var fields = element is ContextType context ? context.Fields : [];
        var size = scope.Variables.Count;
        var inner = scope.With([.. fields.Select(f => new FeelVariable(f.Name, f.Type)), new FeelVariable(Item, element)]);
        var match = Compile(box, inner);
        return (slots, item, run) =>
        {
            var frame = Longer(slots, size, fields.Count + 1);
            for (var i = 0; i < fields.Count && item is IFeelContext entries; i++)
            {
                entries.TryGet(fields[i].Name, out frame[size + i]);
            }

            frame[^1] = item;
            return match.Run(frame, run);
        };
    }

    /// <summary>
    /// Matches items whose entries are known only when they are there: FEEL's own filter over a list of the one item finds them by name. A
    /// second filter tells what is false from what is no truth value.
    /// </summary>
    private Func<object?[], object?, FeelRun, object?> Entries(DmnText text, FeelType element, FeelScope scope)
    {
        const string One = "__item", Before = $"[{One}][(";
        var size = scope.Variables.Count;
        var inner = scope.With(new FeelVariable(One, element));
        var place = text.Place with { Column = Math.Max(1, text.Place.Column - Before.Length) };
        var isTrue = Expression(new DmnText($"{Before}{text.Text}) = true]", place), inner);
        var isTruth = FeelExpression.Compile(
            $"{Before}{text.Text}) = null or ({text.Text}) instance of boolean]", inner, FeelOptions.Lenient).Expression;
        return (slots, item, run) =>
        {
            var frame = Longer(slots, size, 1);
            frame[^1] = item;
            return isTrue?.Evaluate(frame, run) is IReadOnlyList<object?> { Count: 1 } ? FeelValues.True
                : isTruth?.Evaluate(frame, run) is IReadOnlyList<object?> { Count: 1 } ? FeelValues.False : string.Empty;
        };
    }

    private CompiledBox Iterator(IteratorBox box, FeelScope scope)
    {
        var source = Compile(box.In, scope);
        var element = source.Type switch
        {
            ListType list => list.Element,
            RangeType range => range.Element,
            var type => type,
        };
        var isFor = box.Kind == "for";
        var size = scope.Variables.Count;
        var seesPartial = box.Body is not LiteralBox literal || literal.Text.Text.Contains("partial", StringComparison.Ordinal);
        var inner = scope.With(new FeelVariable(box.Variable, element));
        var body = Compile(box.Body, isFor ? inner.With(new FeelVariable("partial", FeelType.List)) : inner);
        return new CompiledBox(
            (slots, run) => Iteration.Over(source.Run(slots, run), run, null) is { } items ? Run(items, slots, run) : null,
            isFor ? FeelType.ListOf(body.Type) : FeelType.Boolean);

        object? Run(IEnumerable<object?> items, object?[] slots, FeelRun run) =>
            isFor ? Each(items, slots, run) : Quantified(items.Select(i => body.Run(Frame(slots, i, null), run)), box.Kind, run);

        object?[] Frame(object?[] slots, object? item, IReadOnlyList<object?>? partial)
        {
            var frame = Longer(slots, size, isFor ? 2 : 1);
            frame[size] = item;
            if (isFor)
            {
                frame[^1] = partial;
            }

            return frame;
        }

        object Each(IEnumerable<object?> items, object?[] slots, FeelRun run)
        {
            var results = new List<object?>();
            foreach (var item in items.TakeWhile(_ => run.Steps(1 + (seesPartial ? results.Count : 0))))
            {
                results.Add(body.Run(Frame(slots, item, seesPartial ? [.. results] : null), run));
            }

            return results.ToArray();
        }
    }

    private static object? Quantified(IEnumerable<object?> answers, string kind, FeelRun run)
    {
        object? found = FeelValues.Box(kind == "every");
        foreach (var answer in answers.TakeWhile(_ => run.Step()))
        {
            if (answer is bool known && known == (kind == "some"))
            {
                return FeelValues.Box(known);
            }

            found = answer is bool ? found : run.Null(DmnReasons.NotBoolean(kind));
        }

        return found;
    }
}
