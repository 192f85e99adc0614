using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Editing;

namespace Workflows.Rules.Tests.Feel;

public sealed class FeelEditingTests
{
    private static readonly ContextType Line = new("Line", [new("sku", FeelType.String), new("unit price", FeelType.Number)]);
    private static readonly FeelScope Scope = FeelScope.Of(("lines", FeelType.ListOf(Line)), ("total amount", FeelType.Number));

    [Theory]
    [InlineData("lines[", 6, "sku,unit price,item,lines,total amount")]
    [InlineData("1 + to", 6, "lines,total amount")]
    [InlineData("lines.un", 8, "sku,unit price")]
    [InlineData("lines.", 6, "sku,unit price")]
    [InlineData("for x in lines return x.", 24, "sku,unit price")]
    [InlineData("for x in lines return ", 22, "partial,x,lines,total amount")]
    [InlineData("@\"2026-11-11\".", 14, "year,month,day,weekday")]
    [InlineData("\"text\"", 3, "")]
    [InlineData("{a: 1, b: }", 10, "a,lines,total amount")]
    public void Completions_at_a_place_are_what_is_visible_there(string text, int offset, string expected)
    {
        var found = FeelDocument.Read(text, Scope).CompletionsAt(offset)
            .Where(c => c.Kind is FeelCompletionKind.Variable or FeelCompletionKind.Field);
        Assert.Equal(expected, string.Join(',', found.Select(c => c.Label)));
    }

    [Fact]
    public void Completion_of_a_half_written_name_begins_where_the_name_does()
    {
        var found = FeelDocument.Read("1 + total am", Scope).CompletionsAt(12);
        Assert.Equal(4, Assert.Single(found, c => c.Label == "total amount").Start);
        Assert.Contains(found, c => c.Label == "count" && c.Text!.For("zh") == "列表的元素个数");
    }

    [Theory]
    [InlineData("lines[unit price > 5].sku", 8, "unit price: number")]
    [InlineData("lines[unit price > 5].sku", 24, "sku: list<string>")]
    [InlineData("count(lines)", 2, "count(list: list): number")]
    [InlineData("1 + total amount", 8, "total amount: number")]
    public void Hover_tells_name_and_type(string text, int offset, string expected) =>
        Assert.Equal(expected, FeelDocument.Read(text, Scope).HoverAt(offset)!.Code);

    [Fact]
    public void Definition_of_a_local_name_is_where_the_expression_declares_it()
    {
        var hover = FeelDocument.Read("for x in lines return x.sku", Scope).HoverAt(22)!;
        Assert.Equal((4, 1), (hover.Declared!.Start, hover.Declared.Length));
    }

    [Theory]
    [InlineData("1+2 *3", "1 + 2 * 3")]
    [InlineData("((1+2))*3", "(1 + 2) * 3")]
    [InlineData("a-(b-c)", "a - (b - c)")]
    [InlineData("if(true)then 1 else(2)", "if true then 1 else 2")]
    [InlineData("lines [ unit   price>5 ] . sku", "lines[unit price > 5].sku")]
    [InlineData("1 in(2,>3)", "1 in (2, > 3)")]
    [InlineData("{\"a b\":1,\"c:d\":]1..2[}", "{a b: 1, \"c:d\": (1..2)}")]
    [InlineData("not(true and false)or true", "not(true and false) or true")]
    [InlineData("1 // why", null)]
    [InlineData("1 +", null)]
    public void Format_writes_the_canonical_form(string text, string? expected) => Assert.Equal(expected, FeelPrinter.Format(text, Scope));

    [Fact]
    public void Printed_text_of_the_corpus_means_the_same_and_prints_the_same()
    {
        var cases = FeelCorpus.AllCases().Where(c => c.Kind != FeelCaseKind.Json && c.Compile(c.Text).Expression is not null).ToList();
        Assert.True(cases.Count > 200);
        Assert.All(cases, item =>
        {
            var printed = FeelPrinter.Print(item.Compile(item.Text).Expression!.Root);
            var again = item.Compile(printed).Expression;
            Assert.True(again is not null, $"{item}\n{printed}\n{string.Join('\n', item.Compile(printed).Diagnostics)}");
            Assert.Equal(printed, FeelPrinter.Print(again.Root));
            Assert.Equal(ValueOf(item, item.Compile(item.Text).Expression!), ValueOf(item, again));
        });
    }

    private static string ValueOf(FeelCase item, FeelExpression expression) =>
        FeelCorpus.TextOf(item.Evaluate(expression, new FeelRun(FeelCorpus.Now, 100_000)));
}
