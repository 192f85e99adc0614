using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Finds in the tokens of an expression the words that may be names. Knows no more of FEEL than it takes for that.</summary>
internal sealed class WordScan
{
    private static readonly HashSet<string> Keywords =
    [
        "and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "instance", "of",
        "function", "external", "true", "false", "null", "item", "partial", "zh",
    ];

    private readonly HashSet<string> _bound = [];
    private readonly int[] _inner;
    private readonly (int Start, int End)[] _runs;

    public WordScan(SourceText source, Span span)
    {
        Tokens = Tokenizer.Read(source, span);
        _inner = new int[Tokens.Count];
        _runs = new (int Start, int End)[Tokens.Count];
        FindBound();
        FindInner();
        FindRuns();
    }

    public IReadOnlyList<Token> Tokens { get; }

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Whether the token is a word that may name something outside of the expression.</summary>
    public bool MayBeName(int at) =>
        Tokens[at].Kind == TokenKind.Word && !(at > 0 && Tokens[at - 1].Is(".")) && !IsKeyword(Tokens[at].Value)
        && !_bound.Contains(Tokens[at].Value);

    public bool IsCall(int at) => Tokens[at + 1].Is("(");

    /// <summary>Whether a dot and a word follow, without blanks between.</summary>
    public bool IsPath(int at) =>
        at + 2 < Tokens.Count && Tokens[at + 1].Is(".") && Tokens[at + 2].Kind == TokenKind.Word
        && !Tokens[at + 1].SpaceBefore && !Tokens[at + 2].SpaceBefore;

    /// <summary>
    /// Whether a word that nothing declares is certainly a mistake: it stands outside brackets with names of their own, and is no part
    /// of a call and no name of an entry.
    /// </summary>
    public bool IsCertainlyName(int at)
    {
        if (!MayBeName(at) || _inner[at] > 0 || Tokens[at + 1].Is(":"))
        {
            return false;
        }

        return !Tokens[_runs[at].End + 1].Is("(") && !IsAfterInstanceOf(_runs[at].Start);
    }

    private static bool IsTypeWord(string word) => word is "date" or "days" or "years" or "time" or "and" or "months";

    private bool IsAfterInstanceOf(int at) => at >= 2 && Tokens[at - 1].Is("of") && Tokens[at - 2].Is("instance");

    /// <summary>Finds for each word the words that stand with it, without a sign or keyword between.</summary>
    private void FindRuns()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            var goesOn = i > 0 && Tokens[i - 1].Kind == TokenKind.Word && !IsKeyword(Tokens[i - 1].Value);
            _runs[i].Start = goesOn ? _runs[i - 1].Start : i;
        }

        for (var i = Tokens.Count - 1; i >= 0; i--)
        {
            var goesOn = i + 1 < Tokens.Count && Tokens[i + 1].Kind == TokenKind.Word
                && (!IsKeyword(Tokens[i + 1].Value) || IsTypeWord(Tokens[i].Value));
            _runs[i].End = goesOn ? _runs[i + 1].End : i;
        }
    }

    private void FindBound()
    {
        for (var i = 0; i + 1 < Tokens.Count; i++)
        {
            var binds = (Tokens[i].Is("for") || Tokens[i].Is("some") || Tokens[i].Is("every") || Tokens[i].Is(","))
                && Tokens[i + 1].Kind == TokenKind.Word && i + 2 < Tokens.Count && Tokens[i + 2].Is("in");
            if (binds)
            {
                _bound.Add(Tokens[i + 1].Value);
            }

            if (Tokens[i].Is("function") && Tokens[i + 1].Is("("))
            {
                BindParameters(i + 2);
            }
        }
    }

    private void BindParameters(int at)
    {
        for (var i = at; i < Tokens.Count && !Tokens[i].Is(")"); i++)
        {
            if (Tokens[i].Kind == TokenKind.Word)
            {
                _bound.Add(Tokens[i].Value);
            }
        }
    }

    /// <summary>Counts for each token the filters and contexts it stands in.</summary>
    private void FindInner()
    {
        var depth = 0;
        var filters = new Stack<bool>();
        for (var i = 0; i < Tokens.Count; i++)
        {
            var token = Tokens[i];
            if (token.Is("[") || token.Is("{"))
            {
                var follows = i > 0 && (Tokens[i - 1].Kind == TokenKind.Word && !IsKeyword(Tokens[i - 1].Value)
                    || Tokens[i - 1].Is(")") || Tokens[i - 1].Is("]"));
                filters.Push(token.Is("{") || follows);
                depth += filters.Peek() ? 1 : 0;
            }

            _inner[i] = depth;
            if ((token.Is("]") || token.Is("}")) && filters.TryPop(out var filter) && filter)
            {
                depth--;
            }
        }
    }
}
