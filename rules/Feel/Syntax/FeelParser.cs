namespace Workflows.Rules.Feel.Syntax;

/// <summary>
/// Reads FEEL and types it in one pass, because names with spaces are only known against what is declared where they stand.
/// <code>
/// expression  = or
/// or          = and {"or" and}
/// and         = comparison {"and" comparison}
/// comparison  = sum {("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum | "between" sum "and" sum | "in" tests}
/// sum         = product {("+" | "-") product}
/// product     = power {("*" | "/") power}
/// power       = unary {"**" unary}
/// unary       = "-" unary | postfix ["instance" "of" type]
/// postfix     = primary {"." name | "[" expression "]" | "(" arguments ")"}
/// primary     = number | string | "@" string | name | "(" expression ")" | range | list | context
///             | "if" expression "then" expression "else" expression
///             | "for" iterators "return" expression | ("some" | "every") iterators "satisfies" expression
///             | "function" "(" parameters ")" ["external"] expression
/// range       = ("[" | "(" | "]") sum ".." sum ("]" | ")" | "[") | "(" operator sum ")"
/// tests       = "-" | ["not"] "(" test {"," test} ")" | test {"," test}
/// test        = operator sum | expression
/// </code>
/// A fault does not end the reading: what is missing becomes an error node and reading goes on, so that all faults are told at once.
/// </summary>
internal sealed partial class FeelParser
{
    /// <summary>The most brackets and branches inside one another.</summary>
    public const int MaxNesting = 150;

    /// <summary>The deepest tree, chains of operators included.</summary>
    public const int MaxTree = 400;

    private readonly FeelSource _source;
    private readonly FeelScope _scope;
    private readonly FeelProblems _problems;
    private readonly FeelTyping _typing;
    private readonly List<NameFrame> _frames = [];
    private string _text;
    private int _at;
    private int _end;
    private int _nesting;
    private bool _isRangeEnd;

    private FeelParser(FeelSource source, FeelScope scope, FeelProblems problems)
    {
        (_source, _text, _scope, _problems) = (source, source.Text, scope, problems);
        _typing = new FeelTyping(problems);
        var symbols = scope.Variables.Select(SymbolOf).Reverse().ToList();
        _frames.Add(new NameFrame(symbols));
        foreach (var opened in symbols.Where(s => scope.Variables[s.Slot].IsOpened))
        {
            _frames.Add(new NameFrame([], opened));
        }
    }

    public static FeelNode Parse(FeelSource source, FeelScope scope, FeelProblems problems) => Parse(source, scope, problems, null);

    public static TestsNode ParseTests(FeelSource source, FeelType input, FeelScope scope, FeelProblems problems) =>
        ParseTests(source, input, scope, problems, null);

    public static FeelNode Parse(FeelSource source, FeelScope scope, FeelProblems problems, FeelProbe? probe)
    {
        var parser = new FeelParser(source, scope, problems) { _probe = probe };
        var root = parser.Expression();
        parser.Finish();
        return root;
    }

    public static TestsNode ParseTests(FeelSource source, FeelType input, FeelScope scope, FeelProblems problems, FeelProbe? probe)
    {
        var parser = new FeelParser(source, scope, problems) { _probe = probe };
        var symbol = new FeelSymbol("?", input, SymbolKind.Input);
        parser._frames.Add(new NameFrame([symbol]));
        var root = parser.Tests(symbol);
        parser.Finish();
        return root;
    }

    private static FeelSymbol SymbolOf(FeelVariable variable, int slot) =>
        new(FeelNames.Normalize(variable.Name), variable.Type, SymbolKind.Slot, slot) { Label = variable.Label };

    private FeelNode Expression()
    {
        if (!Nest())
        {
            return Unread(_at);
        }

        var wasRangeEnd = _isRangeEnd;
        _isRangeEnd = false;
        var node = Binary(1);
        _isRangeEnd = wasRangeEnd;
        _nesting--;
        return node;
    }

    private bool Nest()
    {
        if (_nesting >= MaxNesting)
        {
            GiveUp();
            return false;
        }

        _nesting++;
        return true;
    }

    private void GiveUp()
    {
        Skip();
        if (_at < _text.Length)
        {
            Tell("F105", _at, 1, FeelTexts.TooDeep(MaxNesting));
        }

        _at = _text.Length;
    }

    private FeelNode Binary(int least)
    {
        Skip();
        var start = _at;
        var left = Unary();
        while (PeekOperator() is { } found && found.Precedence >= least)
        {
            left = Operation(left, start, found);
        }

        return left;
    }

    private FeelNode Operation(FeelNode left, int start, FoundOperator found)
    {
        if (found.Precedence <= 2)
        {
            return Logic(left, start, found);
        }

        TellMistyped(found);
        Take(found.Length);
        if (found.Word == "between")
        {
            return Between(left, start);
        }

        if (found.Word == "in")
        {
            return In(left, start);
        }

        var op = found.Operator!.Value;
        var right = op is FeelOperator.Equal or FeelOperator.NotEqual && PeekOperator() is { Operator: > FeelOperator.NotEqual } bound
            ? BareBound(bound) : Binary(found.Precedence + 1);
        var spot = SpotFrom(start);
        return op >= FeelOperator.Equal
            ? Made(new CompareNode(spot, op, left, _typing.Compared(spot, op, left, right)))
            : Made(new ArithmeticNode(spot, _typing.Arithmetic(spot, op, left.Type, right.Type), op, left, right));
    }

    private LogicNode Logic(FeelNode left, int start, FoundOperator found)
    {
        var operands = new List<FeelNode> { left };
        while (PeekOperator() is { } next && next.Word == found.Word)
        {
            TellMistyped(next);
            Take(next.Length);
            operands.Add(Binary(found.Precedence + 1));
        }

        foreach (var operand in operands)
        {
            _typing.Condition(operand);
        }

        return Made(new LogicNode(SpotFrom(start), found.Word == "and", operands));
    }

    private BetweenNode Between(FeelNode value, int start)
    {
        var low = Binary(4);
        ExpectWord("and");
        var high = Binary(4);
        _typing.Compared(SpotFrom(start), FeelOperator.Less, value, low);
        _typing.Compared(SpotFrom(start), FeelOperator.Less, value, high);
        return Made(new BetweenNode(SpotFrom(start), value, low, high));
    }

    private FeelNode Unary()
    {
        Skip();
        var start = _at;
        return InstanceOf(Signed(), start);
    }

    private FeelNode Signed()
    {
        var start = _at;
        if (!IsAt('-'))
        {
            return Postfix();
        }

        if (!Nest())
        {
            return Unread(start);
        }

        Take(1);
        Skip();
        var operand = Signed();
        _nesting--;
        if (operand is ConstantNode { Value: decimal number })
        {
            return new ConstantNode(SpotFrom(start), -number, FeelType.Number);
        }

        return Made(new NegateNode(SpotFrom(start), _typing.Negated(operand), operand));
    }

    private FeelNode InstanceOf(FeelNode value, int start)
    {
        while (IsAtWord("instance"))
        {
            Take("instance".Length);
            ExpectWord("of");
            var type = ReadType();
            value = Made(new InstanceNode(SpotFrom(start), value, type));
        }

        return value;
    }

    private FeelType ReadType()
    {
        Skip();
        var reader = new TypeReader(_text, _at, _scope.TypeNamed);
        var type = reader.Read();
        if (type is not null)
        {
            Take(reader.Position - _at);
            return type;
        }

        if (reader.UnknownName is { } name)
        {
            string[] known = [.. FeelType.Simple.Select(t => t.Name), "list", "context", "range", "function", .. _scope.Types.Keys];
            var told = FeelMeanings.UnknownType(name, NearestName.Of(name, known));
            _problems.Syntax("F208", reader.UnknownStart, name.Length, told.Message, told.Next);
        }
        else
        {
            Tell("F111", _at, 1, FeelTexts.NameExpected(TokenText()));
        }

        Take(Math.Max(0, reader.Position - _at));
        return FeelType.Any;
    }

    private T Made<T>(T node)
        where T : FeelNode
    {
        foreach (var child in node.Children)
        {
            node.Depth = Math.Max(node.Depth, child.Depth + 1);
        }

        if (node.Depth > MaxTree && _at < _text.Length)
        {
            Tell("F105", _at, 1, FeelTexts.TooDeep(MaxTree));
            _at = _text.Length;
        }

        return node;
    }

    private void Finish()
    {
        for (var i = 0; i < 5 && !IsAtEnd(); i++)
        {
            if (!TellUnexpected())
            {
                SkipToken();
            }

            if (!IsAtEnd())
            {
                Expression();
            }
        }
    }
}
