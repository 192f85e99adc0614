using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Language;

/// <summary>The first of the files, as questions about a place need it.</summary>
internal sealed class Document(DeclaredModel model)
{
    public DeclaredModel Model => model;

    public FileSyntax Syntax => model.Files.Main.Syntax;

    public SourceText Source => Syntax.Source;

    public int OffsetOf(int line, int column)
    {
        var index = Math.Clamp(line - 1, 0, Source.LineCount - 1);
        return Math.Clamp(Source.LineStart(index) + column - 1, Source.LineStart(index), Source.LineEnd(index));
    }

    /// <summary>The item whose lines hold the place, and the place's line number from 0.</summary>
    public ItemSyntax? ItemAt(int offset) =>
        Syntax.Items.Concat(Syntax.Header is null ? [] : [(ItemSyntax)Syntax.Header])
            .Where(i => i.Span.Start <= offset).MaxBy(i => i.Span.Start);

    /// <summary>The word that the place touches; empty where there is none.</summary>
    public Span WordAt(int offset)
    {
        var (start, end) = (offset, offset);
        while (start > 0 && IsWord(Source.Text[start - 1]))
        {
            start--;
        }

        while (end < Source.Text.Length && IsWord(Source.Text[end]))
        {
            end++;
        }

        return new Span(start, end);
    }

    /// <summary>What an expression at the place may name.</summary>
    public RuleScope ScopeAt(int offset) => ItemAt(offset) switch
    {
        RuleSyntax rule => RuleBinder.ScopeAt(rule, model.Names, model.Declarations, Syntax, offset),
        TestSyntax => RuleScope.Of(model.Names).With(new ScopeName("n", Feel.FeelType.Number, NameKind.Value)),
        TableSyntax table => TableScope(table),
        _ => RuleScope.Of(model.Names),
    };

    private RuleScope TableScope(TableSyntax table)
    {
        var scope = RuleScope.Of(model.Names);
        foreach (var input in model.Tables.FirstOrDefault(t => t.Name == table.Name.Text)?.Inputs ?? [])
        {
            scope = scope.With(new ScopeName(input.Name, input.Type, NameKind.Value));
        }

        return scope;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);
}
