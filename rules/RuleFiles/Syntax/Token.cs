namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>The kinds of <see cref="Token"/>.</summary>
internal enum TokenKind
{
    Word,
    Number,
    Text,
    Sign,
    End,
}

/// <summary>A word, a number, a text in quotes (with its <c>@</c>, if any) or a sign.</summary>
internal readonly record struct Token(TokenKind Kind, Span Span, string Value, bool SpaceBefore, bool Closed = true)
{
    /// <summary>The word, if it is one; a text in quotes never is what it says.</summary>
    public string Word => Kind == TokenKind.Word ? Value : string.Empty;

    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Sign && Value == word;
}
