namespace Workflows.Rules.Feel.Syntax;

/// <summary>Lists, ranges, contexts.</summary>
internal sealed partial class FeelParser
{
    private FeelNode Parenthesis()
    {
        var start = _at;
        Take(1);
        if (PeekOperator() is { Operator: >= FeelOperator.Equal } found)
        {
            return BoundInParentheses(start, found);
        }

        var inner = Expression();
        if (IsAtRangeDots())
        {
            return RangeFrom(start, inner, isStartIncluded: false);
        }

        Expect(')');
        return inner is NameNode or ConstantNode ? inner : inner with { Spot = SpotFrom(start) };
    }

    private BoundNode BoundInParentheses(int start, FoundOperator found)
    {
        TellMistyped(found);
        Take(found.Length);
        var bound = Binary(4);
        Expect(')');
        return Made(new BoundNode(SpotFrom(start), FeelType.RangeOf(bound.Type), found.Operator!.Value, bound));
    }

    /// <summary>A range without parentheses, as it may stand behind an equals sign: <c>r = &gt;= 2</c>.</summary>
    private BoundNode BareBound(FoundOperator found)
    {
        var start = _at;
        TellMistyped(found);
        Take(found.Length);
        var bound = Binary(4);
        return Made(new BoundNode(SpotFrom(start), FeelType.RangeOf(bound.Type), found.Operator!.Value, bound));
    }

    private RangeNode RangeFrom(int start, FeelNode low, bool isStartIncluded)
    {
        Take(2);
        var wasRangeEnd = _isRangeEnd;
        _isRangeEnd = true;
        var high = Binary(4);
        _isRangeEnd = wasRangeEnd;
        var isEndIncluded = IsAt(']');
        if (!isEndIncluded && !IsAt(')') && !IsAt('['))
        {
            Tell("F104", _at, 1, FeelTexts.Expected("]", TokenText()));
        }
        else
        {
            Take(1);
        }

        var spot = SpotFrom(start);
        return Made(new RangeNode(spot, _typing.Range(spot, low, high), low, isStartIncluded, high, isEndIncluded));
    }

    private FeelNode OpenRange()
    {
        // Only a range makes a closing bracket a beginning.
        var (start, told) = (_at, _problems.Count);
        Take(1);
        if (Nest())
        {
            var low = Binary(4);
            _nesting--;
            if (IsAtRangeDots())
            {
                return RangeFrom(start, low, isStartIncluded: false);
            }

            _problems.BackTo(told);
        }

        (_at, _end) = (start, start);
        return MissingValue();
    }

    private FeelNode ListOrRange()
    {
        var start = _at;
        Take(1);
        var items = new List<FeelNode>();
        while (!IsAtEnd() && !IsAt(']'))
        {
            var before = _at;
            items.Add(Expression());
            if (items.Count == 1 && IsAtRangeDots())
            {
                return RangeFrom(start, items[0], isStartIncluded: true);
            }

            if (TryTake(','))
            {
                WarnMissingItem();
            }
            else if (!IsAt(']') && !IsAtEnd())
            {
                RecoverItem(before);
            }
        }

        Expect(']');
        var element = items.Aggregate(FeelType.Null, (type, item) => type.Join(item.Type));
        return Made(new ListNode(SpotFrom(start), FeelType.ListOf(element.Kind == FeelKind.Null ? FeelType.Any : element), items));
    }

    private void WarnMissingItem()
    {
        if (IsAt(']') || IsAtEnd())
        {
            MissingValue();
        }
    }

    private void RecoverItem(int before)
    {
        Recover(",]");
        TryTake(',');
        if (_at == before)
        {
            SkipToken();
        }
    }

    private ContextNode Context()
    {
        var start = _at;
        Take(1);
        var entries = new List<ContextEntry>();
        var visible = new List<FeelSymbol>();
        _frames.Add(new NameFrame(visible));
        while (!IsAtEnd() && !IsAt('}'))
        {
            var before = _at;
            Entry(entries, visible);
            if (!TryTake(',') && !IsAt('}') && !IsAtEnd())
            {
                Recover(",}");
                TryTake(',');
                if (_at == before)
                {
                    SkipToken();
                }
            }
        }

        _frames.RemoveAt(_frames.Count - 1);
        Expect('}');
        var type = FeelType.ContextOf([.. entries.Select(e => new ContextField(e.Symbol.Name, e.Symbol.Type))]);
        return Made(new ContextNode(SpotFrom(start), type, entries));
    }

    private void Entry(List<ContextEntry> entries, List<FeelSymbol> visible)
    {
        Skip();
        var start = _at;
        if (EntryName() is not { } name)
        {
            Tell("F111", _at, 1, FeelTexts.NameExpected(TokenText()));
            return;
        }

        var nameSpot = SpotFrom(start);
        if (entries.Exists(e => e.Symbol.Name == name))
        {
            Tell("F114", start, nameSpot.Length, FeelTexts.Twice(name));
        }

        Expect(':');
        var symbol = new FeelSymbol(name, FeelType.Any, SymbolKind.Local) { Declared = nameSpot };
        if (IsAtWord("function"))
        {
            // A function may call itself.
            visible.Add(symbol);
        }

        var value = Expression();
        symbol.Type = value.Type.Kind == FeelKind.Null ? FeelType.Any : value.Type;
        if (!visible.Contains(symbol))
        {
            visible.Add(symbol);
        }

        entries.Add(new ContextEntry(symbol, nameSpot, value));
    }

    private string? EntryName()
    {
        if (_text[_at] == '"')
        {
            return QuotedText();
        }

        var end = _at;
        while (end < _text.Length && end - _at < FeelNames.MaxLength && !":,{}[]()\"".Contains(_text[end], StringComparison.Ordinal))
        {
            end++;
        }

        if (end >= _text.Length || _text[end] != ':' || !FeelNames.IsStart(_text, _at))
        {
            end = FeelNames.IsStart(_text, _at) ? GluedEnd(_at) : _at;
        }

        if (end == _at)
        {
            return null;
        }

        var name = FeelNames.Normalize(_text[_at..end]);
        Take(end - _at);
        return name;
    }
}
