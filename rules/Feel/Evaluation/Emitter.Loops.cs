using System.Linq.Expressions;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Filters, iterations, quantifiers.</summary>
internal sealed partial class Emitter
{
    private Expression Filter(FilterNode node)
    {
        if (node.Filter.Type.Kind == FeelKind.Number)
        {
            var item = Local(node.Item);
            return Expression.Block(
                [item], Static(typeof(Filters), nameof(Filters.At), Source(node.Source), Object(node.Filter), _run, At(node)));
        }

        if (node.Filter.Type.Kind != FeelKind.Boolean)
        {
            var element = Local(node.Item);
            var source = Source(node.Source);
            var (outerTemps, filterTemps) = (_temps, new List<ParameterExpression>());
            _temps = filterTemps;
            var filter = Object(node.Filter);
            _temps = outerTemps;
            var select = Expression.Lambda<Func<object?, object?>>(Expression.Block(filterTemps, filter), element);
            return Static(typeof(Filters), nameof(Filters.Select), source, select, _run, At(node));
        }

        var kept = Expression.Variable(typeof(List<object?>), "kept");
        var elements = Expression.Variable(typeof(object?[]), "elements");
        var found = Expression.Variable(typeof(object), "found");
        var loop = ElementLoop(node, elements, current => Expression.Call(kept, nameof(List<object?>.Add), null, current));
        return Expression.Block(
            [kept, elements, found],
            Expression.Assign(elements, Static(typeof(Access), nameof(Access.Elements), Source(node.Source))),
            Expression.IfThen(
                Expression.NotEqual(elements, Expression.Constant(null, typeof(object?[]))),
                Expression.Block(
                    Expression.Assign(kept, Expression.New(typeof(List<object?>))),
                    loop,
                    Expression.Assign(found, Expression.Call(kept, nameof(List<object?>.ToArray), null).AsObject()))),
            found);
    }

    /// <summary>How many elements pass a filter, without making their list.</summary>
    private EmittedNumber CountFiltered(FilterNode node)
    {
        var count = Temp(typeof(int), "count");
        var elements = Temp(typeof(object?[]), "elements");
        var loop = ElementLoop(node, elements, _ => Expression.PreIncrementAssign(count));
        var guard = Expression.Block(
            Expression.Assign(count, Expression.Constant(0)),
            Expression.Assign(elements, Static(typeof(Access), nameof(Access.Elements), Source(node.Source))),
            Expression.Condition(
                Expression.Equal(elements, Expression.Constant(null, typeof(object?[]))),
                Expression.Constant(false),
                Expression.Block(loop, Expression.Constant(true))));
        return new EmittedNumber(guard, Expression.Convert(count, typeof(decimal)));
    }

    /// <summary>A loop that does something for every element that passes the filter.</summary>
    private Expression ElementLoop(FilterNode node, ParameterExpression elements, Func<Expression, Expression> keep)
    {
        var index = Expression.Variable(typeof(int), "index");
        var item = Local(node.Item);
        var done = Expression.Label("done");
        var body = Expression.Block(
            [item],
            Expression.IfThen(
                Expression.GreaterThanOrEqual(index, Expression.ArrayLength(elements)), Expression.Break(done)),
            Expression.Assign(item, Expression.ArrayIndex(elements, index)),
            Expression.IfThen(IsTrue(node.Filter), keep(item)),
            Expression.PreIncrementAssign(index));
        return Expression.Block(
            [index],
            Expression.Assign(index, Expression.Constant(0)),
            Expression.IfThen(
                Expression.Call(_run, nameof(FeelRun.Steps), null, Expression.ArrayLength(elements)),
                Expression.Loop(body, done)));
    }

    private Expression For(ForNode node)
    {
        var results = Expression.Variable(typeof(List<object?>), "results");
        var answer = Expression.Variable(typeof(object), "answer");
        var partial = Local(node.Partial);
        var ended = Expression.Label("ended");
        var add = () => Expression.Call(results, nameof(List<object?>.Add), null, Object(node.Body));
        return Expression.Block(
            [results, answer, partial],
            Expression.Assign(results, Expression.New(typeof(List<object?>))),
            Expression.Assign(partial, results),
            Iterate(node.Iterators, 0, ended, add),
            Expression.Assign(answer, Expression.Call(results, nameof(List<object?>.ToArray), null).AsObject()),
            Expression.Label(ended),
            answer);
    }

    private Expression Quantified(QuantifiedNode node)
    {
        var (start, decided) = node.IsSome ? (Ternary.False, Ternary.True) : (Ternary.True, Ternary.False);
        var answer = Expression.Variable(typeof(int), "answer");
        var sofar = Expression.Variable(typeof(int), "sofar");
        var ended = Expression.Label("ended");
        var combine = node.IsSome ? nameof(Math.Max) : nameof(Math.Min);
        var take = () => (Expression)Expression.Block(
            Expression.Assign(sofar, Expression.Call(typeof(Math), combine, null, sofar, Three(node.Body))),
            Expression.IfThen(
                Expression.Equal(sofar, Expression.Constant(decided)),
                Expression.Block(Expression.Assign(answer, sofar), Expression.Goto(ended))));
        return Expression.Block(
            [answer, sofar],
            Expression.Assign(answer, Expression.Constant(Ternary.Null)),
            Expression.Assign(sofar, Expression.Constant(start)),
            Iterate(node.Iterators, 0, ended, take),
            Expression.Assign(answer, sofar),
            Expression.Label(ended),
            answer);
    }

    /// <summary>
    /// Loops in one another; at the innermost something is done. Where a source cannot be gone through or the budget is used up, it goes
    /// to the end at once.
    /// </summary>
    private Expression Iterate(IReadOnlyList<FeelIterator> iterators, int at, LabelTarget ended, Func<Expression> innermost)
    {
        if (at == iterators.Count)
        {
            return innermost();
        }

        var iterator = iterators[at];
        var list = Expression.Variable(typeof(IReadOnlyList<object?>), "list");
        var index = Expression.Variable(typeof(int), "index");
        var source = iterator.End is null
            ? Static(typeof(Iteration), nameof(Iteration.Over), Object(iterator.Source), _run, At(iterator.Source))
            : Static(typeof(Iteration), nameof(Iteration.Between), Object(iterator.Source), Object(iterator.End), _run,
                At(iterator.Source));
        var done = Expression.Label("done");
        var count = Expression.Property(list, typeof(IReadOnlyCollection<object?>), nameof(IReadOnlyCollection<object?>.Count));
        var local = Local(iterator.Symbol);
        var body = Expression.Block(
            [local],
            Expression.IfThen(Expression.GreaterThanOrEqual(index, count), Expression.Break(done)),
            Expression.IfThen(Expression.Not(Expression.Call(_run, nameof(FeelRun.Step), null)), Expression.Goto(ended)),
            Expression.Assign(local, Expression.Property(list, "Item", index)),
            Iterate(iterators, at + 1, ended, innermost),
            Expression.PreIncrementAssign(index));
        return Expression.Block(
            [list, index],
            Expression.Assign(list, source),
            Expression.IfThen(Expression.Equal(list, Expression.Constant(null, list.Type)), Expression.Goto(ended)),
            Expression.Assign(index, Expression.Constant(0)),
            Expression.Loop(body, done));
    }
}
