using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>Names: the longest declared one that fits is meant.</summary>
internal sealed partial class FeelParser
{
    private static readonly string[] PropertyNames = ["time offset", "start included", "end included"];

    private FeelNode Name()
    {
        var start = _at;
        var (found, end) = Resolve(start, _frames.Count - 1);
        var builtIn = BuiltInAt(start, out var builtInEnd);
        if (builtIn is not null && (builtInEnd > end || (found is not null && IsCalled(builtInEnd) && !MayBeCalled(found))))
        {
            Take(builtInEnd - start);
            return new BuiltInNode(SpotFrom(start), builtIn);
        }

        var glued = GluedEnd(start);
        if (found is not null && (found is EntryNode || glued <= end || !IsWordAt(end)))
        {
            Take(end - start);
            WarnUnknownFunction(found, SpotFrom(start));
            return found with { Spot = SpotFrom(start) };
        }

        Take(glued - start);
        return Unknown(start, FeelNames.Normalize(_text[start..glued]));
    }

    /// <summary>An entry of a value known only when evaluated may be a function; far more often the name is mistyped.</summary>
    private void WarnUnknownFunction(FeelNode found, FeelSpot spot)
    {
        if (found is EntryNode { Outside: null } entry && IsAt('('))
        {
            var told = FeelMeanings.UnknownFunction(entry.Name, NearestFunction(entry.Name));
            _problems.Warn("F202", spot, told.Message, told.Next);
        }
    }

    private string? NearestFunction(string name) => NearestName.Of(name, BuiltIns.All.Select(f => f.Name).Concat(VisibleNames()));

    private UnknownNode Unknown(int start, string name)
    {
        var spot = SpotFrom(start);
        var isCalled = IsAt('(');
        var told = isCalled
            ? FeelMeanings.UnknownFunction(name, NearestFunction(name))
            : FeelMeanings.UnknownName(name, NearestName.Of(name, VisibleNames()));
        _problems.Meaning(isCalled ? "F202" : "F201", spot, told.Message, told.Next);
        return new UnknownNode(spot, name);
    }

    private IEnumerable<string> VisibleNames() => _frames.AsEnumerable().Reverse().SelectMany(f => f.Names).Distinct();

    /// <summary>What a name at a place means, seen from a frame outwards, and where it ends; null where nothing declares it.</summary>
    private (FeelNode? Node, int End) Resolve(int start, int frame)
    {
        if (frame < 0)
        {
            return (null, start);
        }

        var (own, ownEnd) = ResolveIn(_frames[frame], start);
        var (outer, outerEnd) = Resolve(start, frame - 1);
        var (best, end) = own is not null && ownEnd >= outerEnd ? (own, ownEnd) : (outer, outerEnd);
        if (!_frames[frame].IsOpen || best is PathNode && ReferenceEquals(best, own))
        {
            return (best, end);
        }

        // Any name may be an entry of the value; what else it means is for when it is none.
        var glued = GluedEnd(start);
        var entryEnd = Math.Max(end, glued);
        var name = FeelNames.Normalize(_text[start..entryEnd]);
        var spot = new FeelSpot(_source, start, entryEnd - start);
        return (new EntryNode(spot, _frames[frame].Owner!, name, glued > end ? null : best), entryEnd);
    }

    private (FeelNode? Node, int End) ResolveIn(NameFrame frame, int start)
    {
        var (best, end) = ((FeelNode?)null, start);
        if (frame.OwnerFields is { } type)
        {
            foreach (var field in type.Fields)
            {
                if (MatchEnd(field.Name, start) is { } fieldEnd && fieldEnd > end)
                {
                    var spot = new FeelSpot(_source, start, fieldEnd - start);
                    (best, end) = (new PathNode(spot, field.Type, new NameNode(spot, frame.Owner!), field.Name, spot), fieldEnd);
                }
            }
        }

        foreach (var symbol in frame.Symbols)
        {
            if (MatchEnd(symbol.Name, start) is { } symbolEnd && symbolEnd > end)
            {
                (best, end) = (new NameNode(new FeelSpot(_source, start, symbolEnd - start), symbol), symbolEnd);
            }
        }

        return (best, end);
    }

    /// <summary>Where a name ends if it stands at a place, white space as in the text; null where it does not.</summary>
    private int? MatchEnd(string name, int at)
    {
        if (name.Length == 0 || at >= _text.Length || _text[at] != name[0])
        {
            return null;
        }

        foreach (var c in name)
        {
            if (c == ' ' && at < _text.Length && char.IsWhiteSpace(_text[at]))
            {
                while (at < _text.Length && char.IsWhiteSpace(_text[at]))
                {
                    at++;
                }
            }
            else if (at >= _text.Length || _text[at++] != c)
            {
                return null;
            }
        }

        var isWhole = !FeelNames.IsPart(_text, at) || !FeelNames.IsPart(name, LastRune(name));
        return isWhole ? at : null;
    }

    private static int LastRune(string name) =>
        name.Length - (name.Length > 1 && char.IsLowSurrogate(name[^1]) ? 2 : 1);

    private BuiltInFunction? BuiltInAt(int start, out int end)
    {
        (BuiltInFunction? best, end) = (null, start);
        foreach (var function in BuiltIns.BeginningWith(_text[start]))
        {
            // A name with "and" in it, such as date and time, is only meant where it is called.
            if (MatchEnd(function.Name, start) is { } found && found > end && (IsCalled(found) || !function.Name.Contains(' ')))
            {
                (best, end) = (function, found);
            }
        }

        return best;
    }

    private bool IsCalled(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at < _text.Length && _text[at] == '(';
    }

    /// <summary>
    /// Whether a name that is called may mean what is declared rather than the built-in function of that name. A variable or an entry of
    /// which nothing is known is hardly a function; a parameter may well be.
    /// </summary>
    private static bool MayBeCalled(FeelNode declared) => declared switch
    {
        EntryNode entry => entry.Outside?.Type.Kind == FeelKind.Function,
        NameNode { Symbol.Kind: SymbolKind.Slot } => declared.Type.Kind == FeelKind.Function,
        _ => declared.Type.Kind is FeelKind.Any or FeelKind.Function,
    };

    /// <summary>Whether, after white space, a word stands at a place that is no keyword.</summary>
    private bool IsWordAt(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return FeelNames.IsStart(_text, at) && !IsKeyword(at, TokenEnd(at));
    }

    /// <summary>Where a name ends that nothing declares: at the first keyword or sign.</summary>
    private int GluedEnd(int start)
    {
        var end = start;
        var at = start;
        while (FeelNames.IsPart(_text, at) && at - start < FeelNames.MaxLength)
        {
            var word = TokenEnd(at);
            if (at > start && IsKeyword(at, word))
            {
                break;
            }

            end = word;
            at = word;
            while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            {
                at++;
            }
        }

        return end;
    }

    /// <summary>A name where one is declared: of an iteration, a parameter. Null, told, where none stands.</summary>
    private string? NewName(out FeelSpot declared)
    {
        Skip();
        declared = new FeelSpot(_source, _at, 0);
        var end = FeelNames.IsStart(_text, _at) ? GluedEnd(_at) : _at;
        if (end == _at || IsKeyword(_at, end))
        {
            Tell("F111", _at, 1, FeelTexts.NameExpected(TokenText()));
            return null;
        }

        var name = FeelNames.Normalize(_text[_at..end]);
        declared = new FeelSpot(_source, _at, end - _at);
        Take(end - _at);
        return name;
    }

    /// <summary>The name behind a dot: the longest that the type has, else all words that stand there.</summary>
    private string? MemberName(FeelType type)
    {
        Skip();
        ProbeMember(type, FeelNames.IsStart(_text, _at) ? GluedEnd(_at) : _at);
        var element = type is ListType list ? list.Element : type;
        var known = (element as ContextType)?.Fields.Select(f => f.Name) ?? [];
        var end = _at;
        foreach (var name in known.Concat(PropertyNames))
        {
            end = Math.Max(end, MatchEnd(name, _at) ?? _at);
        }

        if (end == _at && FeelNames.IsStart(_text, _at))
        {
            end = GluedEnd(_at);
        }

        if (end == _at)
        {
            Tell("F111", _at, 1, FeelTexts.NameExpected(TokenText()));
            return null;
        }

        var found = FeelNames.Normalize(_text[_at..end]);
        Take(end - _at);
        return found;
    }
}
