namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Reads the tokens of one statement. What is missing is reported and stood in for, so that reading goes on.</summary>
internal sealed class Cursor
{
    private static readonly LocalText NameText = new("A name", "名称");
    private static readonly LocalText LabelText = new("A text in quotes", "带引号的文字");
    private readonly SourceText _source;
    private readonly Problems _problems;
    private readonly List<Token> _tokens;
    private int _at;

    public Cursor(SourceText source, Span span, Problems problems)
    {
        _source = source;
        _problems = problems;
        Span = span;
        _tokens = Tokenizer.Read(source, span);
        foreach (var token in _tokens.Where(t => !t.Closed))
        {
            problems.Add("R104", token.Span, SyntaxTexts.Unclosed);
        }
    }

    public Span Span { get; }

    public Token Here => _tokens[_at];

    public bool AtEnd => Here.Kind == TokenKind.End;

    public bool At(string word) => Here.Is(word);

    public bool Ahead(int by, string word) => _at + by < _tokens.Count && _tokens[_at + by].Is(word);

    public TokenKind KindAhead(int by) => _at + by < _tokens.Count ? _tokens[_at + by].Kind : TokenKind.End;

    public Token Take()
    {
        var token = Here;
        if (token.Kind != TokenKind.End)
        {
            _at++;
        }

        return token;
    }

    public bool Accept(string word)
    {
        if (!At(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    public void Expect(string word)
    {
        if (!Accept(word))
        {
            Missing(new LocalText($"\"{word}\"", $"“{word}”"));
        }
    }

    public NameSyntax Name()
    {
        if (Here.Kind == TokenKind.Word)
        {
            var token = Take();
            return new NameSyntax(token.Value, token.Span);
        }

        Missing(NameText);
        return new NameSyntax(string.Empty, new Span(Here.Span.Start, Here.Span.Start));
    }

    public NameSyntax Quoted()
    {
        if (Here.Kind == TokenKind.Text)
        {
            var token = Take();
            return new NameSyntax(token.Value, token.Span);
        }

        Missing(LabelText);
        return new NameSyntax(string.Empty, new Span(Here.Span.Start, Here.Span.Start));
    }

    /// <summary><c>"text" zh "文字"</c>, or null where no text stands.</summary>
    public LabelSyntax? Label()
    {
        if (Here.Kind != TokenKind.Text)
        {
            return null;
        }

        var en = Take();
        if (!Accept("zh"))
        {
            return new LabelSyntax(en.Value, en.Span, null, default, en.Span);
        }

        var zh = Quoted();
        return new LabelSyntax(en.Value, en.Span, zh.Text, zh.Span, Span.Over(en.Span, zh.Span));
    }

    /// <summary>The tokens up to one of the words outside brackets, or up to the end.</summary>
    public ExpressionSyntax Expression(params ReadOnlySpan<string> until) => ReadExpression(false, until);

    /// <summary>
    /// Like <see cref="Expression"/>, but a text in quotes after the first token ends it too, where no sign or comma asks for it.
    /// </summary>
    public ExpressionSyntax ExpressionBeforeText(params ReadOnlySpan<string> until) => ReadExpression(true, until);

    private ExpressionSyntax ReadExpression(bool beforeText, ReadOnlySpan<string> until)
    {
        var first = _at;
        var depth = 0;
        while (!AtEnd && !(depth == 0 && (IsOneOf(until) || (beforeText && IsTextAfterValue(first)))))
        {
            depth += Here.Value is "(" or "[" or "{" && Here.Kind == TokenKind.Sign ? 1 : 0;
            depth -= Here.Value is ")" or "]" or "}" && Here.Kind == TokenKind.Sign && depth > 0 ? 1 : 0;
            _at++;
        }

        if (first == _at)
        {
            _problems.Add("R113", Here.Span, SyntaxTexts.ExpressionMissing);
            return new ExpressionSyntax(new Span(Here.Span.Start, Here.Span.Start));
        }

        return new ExpressionSyntax(Span.Over(_tokens[first].Span, _tokens[_at - 1].Span));
    }

    public ExpressionSyntax Rest() => Expression();

    public void End()
    {
        if (!AtEnd)
        {
            _problems.Add("R103", Here.Span, SyntaxTexts.Expected(new LocalText("The end of the line", "行尾"), Here.Value));
        }
    }

    public void Missing(LocalText what) =>
        _problems.Add("R103", Here.Span, SyntaxTexts.Expected(what, Here.Kind == TokenKind.End ? string.Empty : Here.Value));

    public string TextOf(Span span) => _source.Slice(span);

    private bool IsTextAfterValue(int first) =>
        Here.Kind == TokenKind.Text && _at > first && _source.Clean[Here.Span.Start] != '@'
        && (_tokens[_at - 1].Kind != TokenKind.Sign || _tokens[_at - 1].Value is ")" or "]" or "}");

    private bool IsOneOf(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Here.Is(word))
            {
                return true;
            }
        }

        return false;
    }
}
