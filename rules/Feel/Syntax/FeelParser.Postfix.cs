namespace Workflows.Rules.Feel.Syntax;

/// <summary>What stands behind a value: a path, a filter, a call.</summary>
internal sealed partial class FeelParser
{
    private FeelNode Postfix()
    {
        Skip();
        var start = _at;
        var node = Primary();
        while (_at < _text.Length)
        {
            Skip();
            if (IsAt('.') && !Has(".."))
            {
                node = Path(node, start);
            }
            else if (IsAt('[') && !IsRangeClose())
            {
                node = Filter(node, start);
            }
            else if (IsAt('('))
            {
                node = Call(node, start);
            }
            else
            {
                break;
            }
        }

        return node;
    }

    /// <summary>Whether a bracket closes the range that is being read, as in <c>]1..5[</c>, rather than opens a filter.</summary>
    private bool IsRangeClose()
    {
        if (!_isRangeEnd)
        {
            return false;
        }

        var bracket = _at++;
        Skip();
        var ends = _at >= _text.Length || ")],}.|=<>!*/+".Contains(_text[_at], StringComparison.Ordinal)
            || PeekWordOperator() is not null || (FeelNames.IsStart(_text, _at) && _text[_at..TokenEnd(_at)] is "then" or "else" or "return"
            or "satisfies" or "instance");
        _at = bracket;
        return ends;
    }

    private FeelNode Path(FeelNode source, int start)
    {
        Take(1);
        Skip();
        var nameStart = _at;
        if (MemberName(source.Type) is not { } name)
        {
            return source;
        }

        var nameSpot = SpotFrom(nameStart);
        return Made(new PathNode(SpotFrom(start), _typing.Member(source.Type, name, nameSpot), source, name, nameSpot));
    }

    private FilterNode Filter(FeelNode source, int start)
    {
        Take(1);
        var element = source.Type is ListType list ? list.Element : source.Type;
        var item = new FeelSymbol("item", element, SymbolKind.Local);
        _frames.Add(new NameFrame([item], item));
        var filter = Expression();
        _frames.RemoveAt(_frames.Count - 1);
        Expect(']');
        return Made(new FilterNode(SpotFrom(start), _typing.Filtered(source.Type, element, filter), source, item, filter));
    }

    private CallNode Call(FeelNode callee, int start)
    {
        Take(1);
        List<string>? names = null;
        var arguments = new List<FeelNode>();
        while (!IsAtEnd() && !IsAt(')'))
        {
            Argument(arguments, ref names);
            if (!TryTake(',') && !IsAt(')') && !IsAtEnd())
            {
                Recover(",)");
                TryTake(',');
            }
        }

        Expect(')');
        if (names is not null && names.Count != arguments.Count)
        {
            Tell("F115", start, _end - start, FeelTexts.MixedArguments);
            names = null;
        }

        var spot = SpotFrom(start);
        var type = callee is BuiltInNode builtIn
            ? _typing.BuiltIn(builtIn.Spot, builtIn.Function, arguments, names) : _typing.Called(callee, arguments, names is not null);
        return Made(new CallNode(spot, type, callee, arguments, names));
    }

    private void Argument(List<FeelNode> arguments, ref List<string>? names)
    {
        Skip();
        var colon = NamedArgumentEnd();
        if (colon > 0)
        {
            names ??= [];
            names.Add(FeelNames.Normalize(_text[_at..colon]));
            Take(colon + 1 - _at);
        }

        var before = _at;
        arguments.Add(Expression());
        if (_at == before && !IsAt(',') && !IsAt(')') && !IsAtEnd())
        {
            SkipToken();
        }
    }

    /// <summary>Where the colon of a named argument stands, or 0: nothing but the characters of a name comes before it.</summary>
    private int NamedArgumentEnd()
    {
        var at = _at;
        if (!FeelNames.IsStart(_text, at))
        {
            return 0;
        }

        while (at < _text.Length && at - _at < FeelNames.MaxLength && (FeelNames.IsPart(_text, at) || char.IsWhiteSpace(_text[at])
            || char.IsLowSurrogate(_text[at]) || FeelNames.Symbols.Contains(_text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return at < _text.Length && _text[at] == ':' ? at : 0;
    }
}
