namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Rules: their settings and their conditions.</summary>
internal sealed partial class RuleFileParser
{
    private static readonly string[] RuleWords = ["tags", "priority", "from", "until", "when", "then"];
    private static readonly string[] Aggregates = ["count", "sum", "min", "max", "average", "distinct"];
    private static readonly LocalText InRule = new("in a rule", "规则里");
    private static readonly LocalText TheRule = new("This rule", "这条规则");

    private RuleSyntax ParseRule(SourceLine line, Cursor cursor)
    {
        var name = cursor.Name();
        var label = cursor.Label();
        cursor.End();
        var parts = new Dictionary<string, SourceLine>();
        foreach (var child in line.Children)
        {
            RulePart(child, parts);
        }

        var conditions = ParseConditions(Block(parts, "when", new("condition (when)", "条件（when）"), line));
        var then = Block(parts, "then", new("conclusion (then)", "结论（then）"), line);
        var actions = then.Select(ParseAction).OfType<ActionSyntax>().ToList();
        return new RuleSyntax(
            name, label, ParseTags(parts), Setting(parts, "priority"), Setting(parts, "from"), Setting(parts, "until"), conditions, actions,
            line.Span);
    }

    private void RulePart(SourceLine child, Dictionary<string, SourceLine> parts)
    {
        var word = Tokenizer.First(_source, child.Span);
        if (!RuleWords.Contains(word.Word))
        {
            UnknownWord("R109", word, InRule, RuleWords);
        }
        else if (!parts.TryAdd(word.Value, child))
        {
            _problems.Add("R107", word.Span, SyntaxTexts.Twice(word.Value));
        }
    }

    private IReadOnlyList<SourceLine> Block(Dictionary<string, SourceLine> parts, string word, LocalText what, SourceLine rule)
    {
        if (!parts.TryGetValue(word, out var line) || line.Children.Count == 0)
        {
            _problems.Add("R106", (line ?? rule).Span, SyntaxTexts.Incomplete(TheRule, what));
            return [];
        }

        var cursor = new Cursor(_source, line.Span, _problems);
        cursor.Expect(word);
        cursor.End();
        return line.Children;
    }

    private List<NameSyntax> ParseTags(Dictionary<string, SourceLine> parts)
    {
        if (!parts.TryGetValue("tags", out var line))
        {
            return [];
        }

        var cursor = Whole(line);
        cursor.Expect("tags");
        var tags = Listed(cursor, c => c.Name());
        cursor.End();
        return tags;
    }

    private ExpressionSyntax? Setting(Dictionary<string, SourceLine> parts, string word)
    {
        if (!parts.TryGetValue(word, out var line))
        {
            return null;
        }

        var cursor = Whole(line);
        cursor.Expect(word);
        return cursor.Rest();
    }

    private ConditionSyntax? ParseCondition(SourceLine line)
    {
        var first = new Cursor(_source, line.Span, _problems);
        if (first.At("either"))
        {
            return ParseEither(line);
        }

        if ((first.At("or") || first.At("have")) && first.KindAhead(1) == TokenKind.End)
        {
            return null;
        }

        if (BlockWord(first) is { } word)
        {
            return new BlockSyntax(word, Branch(line, word.Split(' ')), null, line.Span);
        }

        var cursor = line.Children.Count == 0 ? first : Whole(line);
        if (cursor.At("there") && cursor.Ahead(1, "is"))
        {
            return ParseExists(cursor);
        }

        if (cursor.At("all") && cursor.KindAhead(1) == TokenKind.Word && !cursor.Ahead(1, "is"))
        {
            return ParseAll(cursor);
        }

        if (cursor.At("let") && cursor.KindAhead(1) == TokenKind.Word)
        {
            cursor.Take();
            var name = cursor.Name();
            cursor.Expect("be");
            return new LetSyntax(name, cursor.Rest(), cursor.Span);
        }

        return cursor.Here.Kind == TokenKind.Word && cursor.Ahead(1, "is")
            ? ParseNamed(cursor)
            : new HoldsSyntax(cursor.Rest());
    }

    private ConditionSyntax ParseNamed(Cursor cursor)
    {
        var name = cursor.Name();
        cursor.Take();
        if (cursor.Accept("a") || cursor.Accept("an"))
        {
            var (type, where) = TypeWhere(cursor);
            cursor.End();
            return new PatternSyntax(name, type, where, cursor.Span);
        }

        if (cursor.Accept("every"))
        {
            var (type, where) = TypeWhere(cursor, "grouped");
            var groups = ParseGroups(cursor);
            cursor.End();
            return new CollectSyntax(name, type, where, groups, cursor.Span);
        }

        return ParseAggregate(name, cursor);
    }

    private static List<ExpressionSyntax> ParseGroups(Cursor cursor)
    {
        if (!cursor.Accept("grouped"))
        {
            return [];
        }

        cursor.Expect("by");
        return Listed(cursor, c => c.Expression(","));
    }

    private AggregateSyntax ParseAggregate(NameSyntax name, Cursor cursor)
    {
        var function = cursor.Here;
        if (!Aggregates.Contains(function.Value))
        {
            string[] known = ["a", "an", "every", .. Aggregates];
            var nearest = NearestName.Of(function.Value, known);
            _problems.Add("R109", function.Span, SyntaxTexts.Unknown(function.Value, new("after \"is\"", "“is”之后"), nearest, known));
        }

        cursor.Take();
        var selector = cursor.Accept("of") ? cursor.Expression("over") : null;
        if (selector is null && function.Value != "count" && Aggregates.Contains(function.Value))
        {
            cursor.Missing(new LocalText("\"of\"", "“of”"));
        }

        if (!Aggregates.Contains(function.Value))
        {
            cursor.Rest();
            return new AggregateSyntax(name, "count", null, new NameSyntax(string.Empty, function.Span), null, cursor.Span);
        }

        cursor.Expect("over");
        var (type, where) = TypeWhere(cursor);
        cursor.End();
        return new AggregateSyntax(name, function.Value, selector, type, where, cursor.Span);
    }

    private static ExistsSyntax ParseExists(Cursor cursor)
    {
        cursor.Take();
        cursor.Take();
        var negated = cursor.Accept("no");
        if (!negated && !cursor.Accept("a") && !cursor.Accept("an"))
        {
            cursor.Missing(new LocalText("\"no\" or \"a\"", "“no”或“a”"));
        }

        var (type, where) = TypeWhere(cursor);
        cursor.End();
        return new ExistsSyntax(negated, type, where, cursor.Span);
    }

    private static AllSyntax ParseAll(Cursor cursor)
    {
        cursor.Take();
        var (type, where) = TypeWhere(cursor, "have");
        cursor.Expect("have");
        return new AllSyntax(type, where, cursor.Rest(), cursor.Span);
    }

    private static (NameSyntax Type, ExpressionSyntax? Where) TypeWhere(Cursor cursor, params ReadOnlySpan<string> until) =>
        (cursor.Name(), cursor.Accept("where") ? cursor.Expression(until) : null);

    private EitherSyntax ParseEither(SourceLine line)
    {
        var branches = new List<IReadOnlyList<ConditionSyntax>> { Branch(line, "either") };
        return new EitherSyntax(branches, line.Span);
    }

    /// <summary>The words that stand alone on a line, with a block below.</summary>
    private static string? BlockWord(Cursor cursor) => cursor switch
    {
        _ when (cursor.At("not") || cursor.At("exists")) && cursor.KindAhead(1) == TokenKind.End => cursor.Here.Value,
        _ when cursor.At("for") && cursor.Ahead(1, "all") && cursor.KindAhead(2) == TokenKind.End => "for all",
        _ => null,
    };

    private List<ConditionSyntax> Branch(SourceLine line, params ReadOnlySpan<string> words)
    {
        var cursor = new Cursor(_source, line.Span, _problems);
        foreach (var word in words)
        {
            cursor.Expect(word);
        }

        cursor.End();
        if (line.Children.Count == 0)
        {
            _problems.Add("R106", line.Span, SyntaxTexts.Incomplete(new("This block", "这个条件块"), new("condition", "条件")));
        }

        return ParseConditions(line.Children);
    }

    /// <summary>An <c>or</c> on a line of its own belongs to the <c>either</c> before it, a <c>have</c> to the <c>for all</c>.</summary>
    private List<ConditionSyntax> ParseConditions(IReadOnlyList<SourceLine> lines)
    {
        var conditions = new List<ConditionSyntax>();
        foreach (var line in lines)
        {
            if (ParseCondition(line) is { } condition)
            {
                conditions.Add(condition);
            }
            else if (conditions is [.., BlockSyntax { Word: "for all", Have: null } all] && IsWord(line, "have"))
            {
                conditions[^1] = all with { Have = Branch(line, "have") };
            }
            else if (conditions is [.., EitherSyntax either] && IsWord(line, "or"))
            {
                conditions[^1] = either with { Branches = [.. either.Branches, Branch(line, "or")] };
            }
            else
            {
                _problems.Add("R105", line.Span, SyntaxTexts.Misplaced);
            }
        }

        foreach (var all in conditions.OfType<BlockSyntax>().Where(b => b.Word == "for all" && b.Have is null))
        {
            _problems.Add("R106", all.Span, SyntaxTexts.Incomplete(new("'for all'", "for all"), new("'have' block", "have 块")));
        }

        return conditions;
    }

    private bool IsWord(SourceLine line, string word) => new Cursor(_source, line.Span, _problems).At(word);

    private static List<T> Listed<T>(Cursor cursor, Func<Cursor, T> read)
    {
        var list = new List<T> { read(cursor) };
        while (cursor.Accept(","))
        {
            list.Add(read(cursor));
        }

        return list;
    }
}
