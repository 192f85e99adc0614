using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Language;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleLanguageTests
{
    private readonly RuleLanguage _language = new();

    [Theory]
    [InlineData("    o is an ¦", "Order")]
    [InlineData("    o is an Order where am¦", "amount")]
    [InlineData("    o is an Order where amount > ¦", "most")]
    [InlineData("    o is an Order where amount > ¦", "buyer")]
    [InlineData("    o is an Order\n    o.¦", "address")]
    [InlineData("    o is an Order\n    co¦", "count")]
    [InlineData("    o is ¦", "every")]
    [InlineData("    ¦", "there is no")]
    [InlineData("    ring is every Order\n    sum(ring.¦", "amount")]
    [InlineData("    o is an Order\n  then\n    ¦", "conclude")]
    [InlineData("    o is an Order\n  then\n    conclude ¦", "Signal")]
    [InlineData("    o is an Order\n  then\n    conclude Signal\n      ¦", "because")]
    [InlineData("    o is an Order\n  then\n    conclude Signal\n      order ¦", "o")]
    public void Completion_inside_a_rule_offers_what_may_stand_there(string typed, string expected)
    {
        var (files, line, column) = Typed("rule typed \"T\" zh \"打\"\n  when\n" + typed);
        Assert.Contains(expected, _language.Complete(files, line, column).Select(c => c.Text));
    }

    [Theory]
    [InlineData("¦", "rule")]
    [InlineData("fact X\n  a ¦", "date and time")]
    [InlineData("fact X\n  a string ¦", "one of")]
    [InlineData("table t ¦", "collect sum")]
    [InlineData("test \"t\"\n  ¦", "given")]
    [InlineData("test \"t\"\n  given 5 ¦", "Order")]
    [InlineData("test \"t\"\n  given Order ¦", "buyer")]
    [InlineData("test \"t\"\n  expect no ¦", "Signal")]
    [InlineData("test \"t\"\n  parameter ¦", "most")]
    public void Completion_elsewhere_offers_what_may_stand_there(string typed, string expected)
    {
        var (files, line, column) = Typed(typed);
        Assert.Contains(expected, _language.Complete(files, line, column).Select(c => c.Text));
    }

    [Theory]
    [InlineData("paidAt in [first.paidAt", "first", "Variable", 23)]
    [InlineData("address = first.address", "address", "Field", 5)]
    [InlineData("Order where address", "Order", "FactType", 2)]
    [InlineData(">= most", "most", "Parameter", 15)]
    [InlineData("weight(order.amount)", "weight", "Table", 17)]
    [InlineData("kind \"ring\"", "kind", "Field", 10)]
    [InlineData("count(distinct", "count", "Function", 0)]
    [InlineData("conclude Signal", "conclude", "Keyword", 0)]
    public void Hover_tells_what_a_word_is_and_where_it_is_declared(string around, string word, string kind, int line)
    {
        var text = Shop.Text;
        var at = text.IndexOf(around, StringComparison.Ordinal) + around.IndexOf(word, StringComparison.Ordinal) + 1;
        var (row, column) = (text[..at].Count(c => c == '\n') + 1, at - text.LastIndexOf('\n', at - 1));
        var hover = _language.Hover([new RuleFile("shop.rules", text)], row, column)!;
        Assert.Equal((word, kind), (hover.Name, hover.Kind.ToString()));
        Assert.NotNull(hover.Text);
        Assert.Equal(line, hover.Definition?.Line ?? 0);
        Assert.Equal(hover.Definition, _language.Definition([new RuleFile("shop.rules", text)], row, column));
    }

    [Fact]
    public void Outline_lists_what_a_file_declares_with_its_lines()
    {
        var outline = RuleLanguage.Outline(new RuleFile("shop.rules", Shop.Text));
        Assert.Equal(
            ["Order", "Signal", "Case", "most", "window", "weight", "ring", "collectCase"], outline.Select(o => o.Name));
        Assert.Equal((RuleSymbolKind.Rule, 21, 33), (outline[6].Kind, outline[6].Place.Line, outline[6].LastLine));
    }

    [Theory]
    [InlineData("# note\nrules gifts \"Gifts\" zh \"赠品\"\n\nrule broken", "赠品")]
    [InlineData("rules gifts\n", "gifts")]
    [InlineData("rules\n", null)]
    [InlineData("", null)]
    public void Label_is_known_whatever_else_is_wrong(string text, string? label) =>
        Assert.Equal(label, RuleLanguage.LabelOf(new RuleFile("gifts.rules", text))?.For("zh"));

    [Fact]
    public void Diagnostics_after_a_change_are_those_of_a_fresh_check()
    {
        var changes = RuleCorpus.Files().Where(f =>
            Path.GetFileName(f) is "check.rules" or "run.rules").SelectMany(RuleCorpus.Cases).ToList();
        foreach (var item in changes)
        {
            var files = item.Files();
            foreach (var text in new[] { files[0].Text, "\n\n" + files[0].Text, files[0].Text.Replace("100", "101",
                StringComparison.Ordinal) })
            {
                RuleFile[] now = [files[0] with { Text = text }, .. files.Skip(1)];
                var fresh = RuleProgram.Compile(now).Diagnostics.Where(d => d.Place.File.Length == 0);
                Assert.Equal(fresh.Select(d => d.ToString()), _language.Diagnostics(now).Select(d => d.ToString()));
            }
        }
    }

    [Fact]
    public void Answers_at_every_place_of_a_file_never_fail()
    {
        RuleFile[] files = [new RuleFile("shop.rules", Shop.Text)];
        var lines = Shop.Text.Split('\n');
        for (var line = 1; line <= lines.Length; line++)
        {
            for (var column = 1; column <= lines[line - 1].Length + 1; column += 3)
            {
                _language.Complete(files, line, column);
                _language.Hover(files, line, column);
            }
        }
    }

    [Fact]
    public void Expression_alone_is_completed_and_explained_by_its_names()
    {
        var order = new ContextType("Order", [new ContextField("amount", FeelType.Number)]);
        var scope = FeelScope.Of(("order", order), ("total", FeelType.Number));
        Assert.Equal(["amount"], FeelLanguage.Complete("order.", 6, scope).Select(c => c.Text));
        Assert.Contains("total", FeelLanguage.Complete("to", 2, scope).Select(c => c.Text));
        Assert.Equal("total: number", FeelLanguage.Hover("total > 5", 2, scope)!.Text.En);
        Assert.NotEmpty(FeelLanguage.Diagnostics("total > ", scope));
    }

    /// <summary>The shop's file with more typed below it; ¦ is the place.</summary>
    private static (RuleFile[] Files, int Line, int Column) Typed(string typed)
    {
        var text = Shop.Text + "\n" + typed;
        var at = text.IndexOf('¦', StringComparison.Ordinal);
        text = text.Remove(at, 1);
        return ([new RuleFile("shop.rules", text)], text[..at].Count(c => c == '\n') + 1, at - text.LastIndexOf('\n', at - 1));
    }
}
