namespace Workflows.Rules.Feel.Syntax;

/// <summary>What a value begins with.</summary>
internal sealed partial class FeelParser
{
    private FeelNode Primary()
    {
        Skip();
        if (_at >= _text.Length)
        {
            return MissingValue();
        }

        var c = _text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
        {
            return Number();
        }

        switch (c)
        {
            case '"':
                return String();
            case '@' when _at + 1 < _text.Length && _text[_at + 1] == '"':
                return AtLiteral();
            case '(':
                return Parenthesis();
            case '[':
                return ListOrRange();
            case ']':
                return OpenRange();
            case '{':
                return Context();
            default:
                return Word();
        }
    }

    private ErrorNode MissingValue()
    {
        Probe(_at);
        Tell("F102", _at, 1, FeelTexts.Missing(TokenText()));
        return Unread(_at);
    }

    private FeelNode Word()
    {
        var start = _at;
        var isName = FeelNames.IsStart(_text, _at);
        Probe(isName ? GluedEnd(_at) : _at);
        var (declared, declaredEnd) = isName ? default : Resolve(start, _frames.Count - 1);
        if (declaredEnd > start && declared is not null)
        {
            Take(declaredEnd - start);
            return declared with { Spot = SpotFrom(start) };
        }

        if (!isName)
        {
            return NoValue();
        }

        var wordEnd = TokenEnd(_at);
        return IsKeyword(start, wordEnd) && !IsDeclaredBeyond(start, wordEnd) ? Keyword(_text[start..wordEnd], start) : Name();
    }

    private bool IsDeclaredBeyond(int start, int end) => _frames.Exists(f => ResolveIn(f, start).End > end);

    private FeelNode NoValue()
    {
        if (_text[_at] is ')' or ']' or '}' or ',' or '=' or '<' or '>' or '+' or '*' or '/' or ':' or ';' or '|' or '&' or '!')
        {
            return MissingValue();
        }

        var start = _at;
        if (TellUnexpected())
        {
            return Primary();
        }

        SkipToken();
        return Unread(start);
    }

    private FeelNode Keyword(string word, int start)
    {
        switch (word)
        {
            case "true":
                return Constant(4, FeelValues.True, FeelType.Boolean);
            case "false":
                return Constant(5, FeelValues.False, FeelType.Boolean);
            case "null":
                return Constant(4, null, FeelType.Null);
            case "if":
                return If(start);
            case "for":
                return For(start);
            case "some":
            case "every":
                return Quantified(start, word == "some");
            case "function":
                return Function(start);
            default:
                return MissingValue();
        }
    }

    private ConstantNode Constant(int length, object? value, FeelType type)
    {
        var start = _at;
        Take(length);
        return new ConstantNode(SpotFrom(start), value, type);
    }

    private IfNode If(int start)
    {
        Take(2);
        var condition = Expression();
        _typing.Condition(condition);
        ExpectWord("then");
        var then = Expression();
        ExpectWord("else");
        var otherwise = Expression();
        return Made(new IfNode(SpotFrom(start), then.Type.Join(otherwise.Type), condition, then, otherwise));
    }

    private ForNode For(int start)
    {
        Take(3);
        var frames = _frames.Count;
        var iterators = Iterators();
        var partial = new FeelSymbol("partial", FeelType.List, SymbolKind.Local) { IsGrowing = true };
        _frames.Add(new NameFrame([partial]));
        ExpectWord("return");
        var body = Expression();
        _frames.RemoveRange(frames, _frames.Count - frames);
        var element = body.Type.Kind == FeelKind.Null ? FeelType.Any : body.Type;
        return Made(new ForNode(SpotFrom(start), FeelType.ListOf(element), iterators, partial, body));
    }

    private QuantifiedNode Quantified(int start, bool isSome)
    {
        Take(isSome ? 4 : 5);
        var frames = _frames.Count;
        var iterators = Iterators();
        ExpectWord("satisfies");
        var body = Expression();
        _typing.Condition(body);
        _frames.RemoveRange(frames, _frames.Count - frames);
        return Made(new QuantifiedNode(SpotFrom(start), isSome, iterators, body));
    }

    private List<FeelIterator> Iterators()
    {
        var iterators = new List<FeelIterator>();
        do
        {
            // Each is a loop in the one before it.
            if (iterators.Count == MaxNesting)
            {
                GiveUp();
                break;
            }

            var name = NewName(out var declared);
            ExpectWord("in");
            var source = Expression();
            var end = (FeelNode?)null;
            if (IsAtRangeDots())
            {
                Take(2);
                end = Expression();
            }

            var symbol = new FeelSymbol(name ?? string.Empty, _typing.Element(source, end), SymbolKind.Local) { Declared = declared };
            iterators.Add(new FeelIterator(symbol, source, end));
            _frames.Add(new NameFrame([symbol]));
        }
        while (TryTake(','));
        return iterators;
    }

    private FunctionNode Function(int start)
    {
        Take("function".Length);
        Expect('(');
        var parameters = new List<FeelSymbol>();
        while (!IsAtEnd() && !IsAt(')'))
        {
            Parameter(parameters);
            if (!TryTake(',') && !IsAt(')') && !IsAtEnd())
            {
                Recover(",)");
                TryTake(',');
            }
        }

        Expect(')');
        if (TryTake(':'))
        {
            ReadType();
        }

        var isExternal = TryTakeWord("external");
        _frames.Add(new NameFrame(parameters));
        var body = Expression();
        _frames.RemoveAt(_frames.Count - 1);
        var type = FeelType.FunctionOf([.. parameters.Select(p => p.Type)], isExternal ? FeelType.Any : body.Type);
        return Made(new FunctionNode(SpotFrom(start), type, parameters, isExternal ? null : body) { External = isExternal ? body : null });
    }

    private void Parameter(List<FeelSymbol> parameters)
    {
        Skip();
        var start = _at;
        if (NewName(out var declared) is not { } name)
        {
            Recover(",)");
            return;
        }

        if (parameters.Exists(p => p.Name == name))
        {
            Tell("F114", start, _end - start, FeelTexts.Twice(name));
        }

        parameters.Add(new FeelSymbol(name, TryTake(':') ? ReadType() : FeelType.Any, SymbolKind.Local) { Declared = declared });
    }
}
