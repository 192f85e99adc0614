namespace Workflows.Rules.Feel.Syntax;

/// <summary>Unary tests, and the right side of <c>in</c>.</summary>
internal sealed partial class FeelParser
{
    private TestsNode Tests(FeelSymbol input)
    {
        Skip();
        var start = _at;
        if (IsAt('-') && RestIsEmpty(1))
        {
            Take(1);
            return new TestsNode(SpotFrom(start), input, false, []);
        }

        if (NegatedTests(input) is { } negated)
        {
            return negated;
        }

        var tests = TestList(input);
        return Made(new TestsNode(SpotFrom(start), input, false, tests));
    }

    private bool RestIsEmpty(int from)
    {
        var at = _at;
        _at += from;
        var isEmpty = IsAtEnd();
        _at = at;
        return isEmpty;
    }

    /// <summary><c>not(…)</c> around all tests; null where <c>not(…)</c> is only a part of a test.</summary>
    private TestsNode? NegatedTests(FeelSymbol input)
    {
        var (start, told) = (_at, _problems.Count);
        if (!IsAtWord("not"))
        {
            return null;
        }

        Take(3);
        if (!TryTake('('))
        {
            (_at, _end) = (start, start);
            return null;
        }

        var tests = TestList(input);
        Expect(')');
        if (IsAtEnd())
        {
            return Made(new TestsNode(SpotFrom(start), input, true, tests));
        }

        _problems.BackTo(told);
        (_at, _end) = (start, start);
        return null;
    }

    private List<FeelNode> TestList(FeelSymbol input)
    {
        var tests = new List<FeelNode>();
        do
        {
            tests.Add(Test(input));
        }
        while (TryTake(','));
        return tests;
    }

    private FeelNode Test(FeelSymbol input)
    {
        Skip();
        var start = _at;
        if (PeekOperator() is { Operator: >= FeelOperator.Equal } found)
        {
            TellMistyped(found);
            Take(found.Length);
            var bound = Binary(4);
            var spot = SpotFrom(start);
            _typing.Tested(spot, input.Type, found.Operator.Value, bound.Type);
            return Made(new BoundNode(spot, FeelType.RangeOf(bound.Type), found.Operator.Value, bound));
        }

        var test = Expression();
        _typing.Tested(test, input);
        return test;
    }

    private InNode In(FeelNode value, int start)
    {
        var input = new FeelSymbol("?", value.Type, SymbolKind.Local);
        _frames.Add(new NameFrame([input]));
        Skip();
        List<FeelNode> tests = IsAt('(') ? InParentheses(input) : [InTest(input)];
        _frames.RemoveAt(_frames.Count - 1);
        return Made(new InNode(SpotFrom(start), value, input, tests));
    }

    /// <summary>One test without parentheses, as tight as an operand: <c>a in [1..2] and b</c>.</summary>
    private FeelNode InTest(FeelSymbol input)
    {
        var start = _at;
        if (PeekOperator() is { Operator: >= FeelOperator.Equal })
        {
            return Test(input);
        }

        if (!Nest())
        {
            return Unread(start);
        }

        var test = Binary(4);
        _nesting--;
        _typing.Tested(test, input);
        return test;
    }

    private List<FeelNode> InParentheses(FeelSymbol input)
    {
        var start = _at;
        Take(1);
        var tests = new List<FeelNode>();
        if (!Nest())
        {
            return tests;
        }

        do
        {
            tests.Add(Test(input));
            if (tests.Count == 1 && IsAtRangeDots())
            {
                _nesting--;
                return [RangeFrom(start, tests[0], isStartIncluded: false)];
            }
        }
        while (TryTake(','));
        _nesting--;
        Expect(')');
        return tests;
    }
}
