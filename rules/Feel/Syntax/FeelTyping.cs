using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>
/// What types expressions have, and what of them is certainly wrong. Any stands for "not known yet" and is never wrong; null fits
/// everywhere, because every value may be null.
/// </summary>
internal sealed class FeelTyping(FeelProblems problems)
{
    public FeelType Arithmetic(FeelSpot spot, FeelOperator op, FeelType left, FeelType right)
    {
        var result = ArithmeticTypes.Result(op, left, right);
        if (result is not null)
        {
            return result;
        }

        Tell("F204", spot, FeelMeanings.Operands(op.Sign(), left, right));
        return FeelType.Any;
    }

    public FeelType Negated(FeelNode operand)
    {
        if (operand.Type.Kind is FeelKind.Number or FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration
            or FeelKind.Any or FeelKind.Null)
        {
            return operand.Type.Kind == FeelKind.Null ? FeelType.Any : operand.Type;
        }

        Tell("F204", operand.Spot, FeelMeanings.Operand("-", operand.Type));
        return FeelType.Any;
    }

    /// <summary>Checks a comparison; gives the right operand back.</summary>
    public FeelNode Compared(FeelSpot spot, FeelOperator op, FeelNode left, FeelNode right)
    {
        Comparable(spot, op, left.Type, right.Type);
        return right;
    }

    public void Tested(FeelSpot spot, FeelType input, FeelOperator op, FeelType bound) => Comparable(spot, op, input, bound);

    /// <summary>Checks a test that is an expression: a value, a list or range of values, or a condition on <c>?</c>.</summary>
    public void Tested(FeelNode test, FeelSymbol input)
    {
        var type = test.Type;
        if (type.Kind is FeelKind.Any or FeelKind.Boolean or FeelKind.Null || test.Refers(input))
        {
            return;
        }

        var fits = MayBeEqual(input.Type, type)
            || (type is ListType list && (MayBeEqual(input.Type, list.Element) || list.Element is RangeType))
            || (type is RangeType range && MayBeEqual(input.Type, range.Element));
        if (!fits)
        {
            Tell("F213", test.Spot, FeelMeanings.NeverEqual(input.Type, type));
        }
    }

    public void Condition(FeelNode condition)
    {
        if (condition.Type.Kind is not (FeelKind.Boolean or FeelKind.Any or FeelKind.Null))
        {
            Tell("F209", condition.Spot, FeelMeanings.Condition(condition.Type));
        }
    }

    public FeelType Member(FeelType source, string name, FeelSpot spot)
    {
        if (source is ListType list)
        {
            var element = Member(list.Element, name, spot);
            return FeelType.ListOf(element);
        }

        if (source is ContextType context)
        {
            if (context.FieldType(name) is { } field)
            {
                return field;
            }

            if (!context.IsOpen)
            {
                Tell("F203", spot, FeelMeanings.NoField(source, name, NearestName.Of(name, context.Fields.Select(f => f.Name))));
            }

            return FeelType.Any;
        }

        if (source.Kind is FeelKind.Any or FeelKind.Null || FeelProperties.TypeOf(source, name) is { })
        {
            return FeelProperties.TypeOf(source, name) ?? FeelType.Any;
        }

        Tell("F203", spot, FeelMeanings.NoField(source, name, NearestName.Of(name, FeelProperties.NamesOf(source.Kind))));
        return FeelType.Any;
    }

    public FeelType Filtered(FeelType source, FeelType element, FeelNode filter)
    {
        switch (filter.Type.Kind)
        {
            case FeelKind.Number:
                return element;
            case FeelKind.Boolean:
                return source is ListType ? source : FeelType.ListOf(element);
            case FeelKind.Any or FeelKind.Null:
                return FeelType.Any;
            default:
                Tell("F209", filter.Spot, FeelMeanings.Filter(filter.Type));
                return FeelType.Any;
        }
    }

    public FeelType Element(FeelNode source, FeelNode? end)
    {
        if (end is not null)
        {
            var known = source.Type.Kind == FeelKind.Any ? end.Type : source.Type;
            if (known.Kind is not (FeelKind.Number or FeelKind.Date or FeelKind.Any or FeelKind.Null) || !MayBeEqual(source.Type, end.Type))
            {
                Tell("F210", source.Spot, FeelMeanings.NotIterable(FeelType.RangeOf(source.Type.Join(end.Type))));
            }

            return known.Kind == FeelKind.Null ? FeelType.Any : known;
        }

        switch (source.Type)
        {
            case ListType list:
                return list.Element;
            case RangeType range when range.Element.Kind is FeelKind.Number or FeelKind.Date or FeelKind.Any:
                return range.Element;
            case RangeType:
                Tell("F210", source.Spot, FeelMeanings.NotIterable(source.Type));
                return FeelType.Any;
            default:
                return source.Type.Kind == FeelKind.Null ? FeelType.Any : source.Type;
        }
    }

    public FeelType Range(FeelSpot spot, FeelNode low, FeelNode high)
    {
        Comparable(spot, FeelOperator.Less, low.Type, high.Type);
        return FeelType.RangeOf(low.Type.Join(high.Type));
    }

    public FeelType Called(FeelNode callee, IReadOnlyList<FeelNode> arguments, bool isNamed)
    {
        if (callee.Type is FunctionType function)
        {
            if (function.Parameters is { } parameters)
            {
                Arguments(callee, parameters, arguments, isNamed);
            }

            return function.Result;
        }

        if (callee.Type.Kind is not (FeelKind.Any or FeelKind.Null))
        {
            Tell("F211", callee.Spot, FeelMeanings.NotCallable(callee.Type));
        }

        return FeelType.Any;
    }

    public FeelType BuiltIn(FeelSpot spot, BuiltInFunction function, IReadOnlyList<FeelNode> arguments, IReadOnlyList<string>? names)
    {
        var types = arguments.Select(a => a.Type).ToList();
        var calls = new BuiltInCalls(function);
        if (calls.Result(types, names) is { } result)
        {
            return result;
        }

        var told = calls.Fault(types, names);
        Tell(told.Code, spot, told.Told);
        return function.Variants[0].Result;
    }

    private void Arguments(FeelNode callee, IReadOnlyList<FeelType> parameters, IReadOnlyList<FeelNode> arguments, bool isNamed)
    {
        var name = callee is NameNode named ? named.Symbol.Name : "function";
        var signature = $"{name}({string.Join(", ", parameters.Select(p => p.Name))})";
        if (parameters.Count != arguments.Count)
        {
            Tell("F205", callee.Spot, FeelMeanings.ArgumentCount(name, arguments.Count, signature));
        }
        else if (!isNamed && arguments.Where((a, i) => !a.Type.MayConformTo(parameters[i])).Any())
        {
            Tell("F207", callee.Spot, FeelMeanings.ArgumentType(name, string.Join(", ", arguments.Select(a => a.Type.Name)), signature));
        }
    }

    private void Comparable(FeelSpot spot, FeelOperator op, FeelType left, FeelType right)
    {
        if (op is FeelOperator.Equal or FeelOperator.NotEqual)
        {
            if (!MayBeEqual(left, right))
            {
                Tell("F212", spot, FeelMeanings.NeverEqual(left, right));
            }

            return;
        }

        var known = left.Kind is FeelKind.Any or FeelKind.Null ? right : left;
        var ordered = known.Kind is not (FeelKind.Boolean or FeelKind.List or FeelKind.Context or FeelKind.Range or FeelKind.Function);
        if (!ordered || !MayBeEqual(left, right))
        {
            Tell("F204", spot, FeelMeanings.Operands(op.Sign(), left, right));
        }
    }

    private static bool MayBeEqual(FeelType a, FeelType b) =>
        a.Kind == b.Kind || a.Kind is FeelKind.Any or FeelKind.Null || b.Kind is FeelKind.Any or FeelKind.Null;

    private void Tell(string code, FeelSpot spot, FeelTold told) => problems.Meaning(code, spot, told.Message, told.Next);
}

/// <summary>Questions about a tree.</summary>
internal static class FeelTree
{
    /// <summary>Whether a symbol is named somewhere in a tree.</summary>
    public static bool Refers(this FeelNode node, FeelSymbol symbol) => node switch
    {
        NameNode name => ReferenceEquals(name.Symbol, symbol),
        _ => node.Children.Any(c => c.Refers(symbol)),
    };
}
