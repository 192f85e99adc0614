using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleProgramTests
{
    [Fact]
    public void Warnings_without_number_hide_no_error()
    {
        var facts = string.Concat(Enumerable.Range(0, 600).Select(i => $"fact F{i} \"F\"\n  id string key\n"));
        const string Rule = "rule r \"R\" zh \"规\"\n  when\n    n is a Nothing\n  then\n    conclude F1\n      id \"1\"\n";
        var check = RuleProgram.Compile([new RuleFile(string.Empty, $"rules a \"A\" zh \"甲\"\n{facts}{Rule}")]);
        Assert.Null(check.Program);
        Assert.Contains(check.Diagnostics, d => d.Code == "R201");
    }

    [Theory]
    [InlineData("shop/main.rules", "/w/shop/")]
    [InlineData("../shop/main.rules", "/w/shop/")]
    [InlineData("/w/shop/main.rules", "/w/shop/")]
    public void Files_of_one_name_in_two_folders_are_told_apart(string main, string folder)
    {
        static string Fact(string file, string name) => $"rules {file} \"A\" zh \"甲\"\nfact {name} \"B\" zh \"乙\"\n  id string key\n";
        var check = RuleProgram.Compile(
        [
            new RuleFile(main, "rules main \"A\" zh \"甲\"\nuse \"a/shared.rules\"\nuse \"../b/shared.rules\"\n"),
            new RuleFile("/w/b/shared.rules", Fact("b", "B")),
            new RuleFile(folder + "a/shared.rules", Fact("a", "A")),
        ]);
        Assert.Empty(check.Diagnostics);
        Assert.Equal(["A", "B"], check.Program!.FactTypes.Keys.Order());
    }

    [Fact]
    public void Words_without_number_are_told_soon_and_columns_without_end_are_not_aligned()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 100_000));
        const string Fact = "rules a \"A\"\nfact B \"B\"\n  id string key\n";
        var text = $"{Fact}rule r \"R\"\n  when\n    b is a B where {words}\n  then\n    notify \"x\"\n";
        Assert.Contains(RuleProgram.Compile([new RuleFile(string.Empty, text)]).Diagnostics, d => d.Code == "F106");
        var rows = string.Concat(Enumerable.Repeat("  | 1 || 2 |\n", 50_000));
        var wide = $"rules a \"A\"\ntable t unique\n  | x || y |\n  | \"{new string('w', 500_000)}\" || 2 |\n{rows}";
        Assert.True(new RuleFile(string.Empty, wide).Format().Text.Length < 3_000_000);
    }

    [Fact]
    public void Evaluation_gives_conclusions_with_rule_version_facts_and_values()
    {
        var program = Shop.Program();
        var outcome = program.Evaluate(Ring(program, 3), null, Shop.Now, TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Errors);
        Assert.Equal(3, outcome.Conclusions.Count(c => c.Fact.FactTypeName == "Signal"));
        var reason = outcome.Conclusions[0].Reasons[0];
        Assert.Equal(("ring", program.Version), (reason.Rule, reason.Version));
        Assert.Equal(new LocalText("3 orders to A", "3 单寄往 A"), reason.Text);
        Assert.Equal(["first", "ring", "window", "most"], reason.Evidence.Select(e => e.Name));
        Assert.Equal(3, ((IReadOnlyList<object?>)reason.Evidence[1].Value!).Count);
        Assert.Equal([3m], reason.Evidence.Where(e => e.Name == "most").Select(e => e.Value));
        Assert.Single(outcome.Conclusions, c => c.Fact.FactTypeName == "Case");
        var effect = Assert.Single(outcome.Effects);
        Assert.Equal((RuleEffectVerb.RaiseEvent, "ring", "ring"), (effect.Verb, effect.Target, effect.Rule));
        Assert.Equal(effect.Key, program.Evaluate(Ring(program, 3), null, Shop.Now, TestContext.Current.CancellationToken).Effects[0].Key);
    }

    [Fact]
    public void Judging_that_was_called_off_leaves_nothing_to_the_next()
    {
        const string Rule = "rule r \"R\" zh \"规\"\n  when\n    o is an Order where "
            + "paidAt + @\"P1D\" * count(for i in 1..20000 return i) > @\"2026-01-01T00:00:00Z\"\n"
            + "  then\n    conclude Signal\n      order o\n      kind \"late\"\n";
        var declarations = Shop.Text[..Shop.Text.IndexOf("fact Case", StringComparison.Ordinal)];
        var program = RuleProgram.Compile([new RuleFile("shop.rules", declarations + Rule)]).Program!;
        var order = Shop.Order(program, "O1", "b1", "A");
        Assert.NotEmpty(program.Evaluate([order], null, Shop.Now, new CancellationToken(canceled: true)).Errors);
        Assert.Single(program.Evaluate([order], null, Shop.Now, TestContext.Current.CancellationToken).Conclusions);
    }

    [Fact]
    public void Parameters_given_to_an_evaluation_stand_in_for_their_own_values()
    {
        var program = Shop.Program();
        var parameters = new Dictionary<string, object?> { ["most"] = 5m };
        Assert.Empty(program.Evaluate(Ring(program, 4), parameters, Shop.Now, TestContext.Current.CancellationToken).Conclusions);
        Assert.NotEmpty(program.Evaluate(Ring(program, 5), parameters, Shop.Now, TestContext.Current.CancellationToken).Conclusions);
        Assert.NotEmpty(program.Evaluate(Ring(program, 4), null, Shop.Now, TestContext.Current.CancellationToken).Conclusions);
        var wrong = new Dictionary<string, object?> { ["most"] = 50m, ["mots"] = 1m, ["window"] = "PT1H" };
        Assert.Equal(["R506", "R505"], program.CheckParameters(wrong).Select(d => d.Code));
    }

    [Fact]
    public void Judge_told_of_changes_concludes_and_takes_back_what_no_longer_holds()
    {
        var program = Shop.Program();
        using var judge = program.Open(null, Shop.Now, TestContext.Current.CancellationToken);
        judge.Put(Ring(program, 3));
        judge.Fire();
        Assert.Equal(3, judge.Conclusions("Signal").Count);
        judge.Put(Shop.Order(program, "O2", "b1", "A"));
        judge.Fire();
        Assert.Empty(judge.Conclusions());
        Assert.Empty(judge.Effects());
        judge.Put(Shop.Order(program, "O2", "b2", "A", 5000));
        judge.Fire();
        Assert.Equal(3, judge.Conclusions("Signal").Count);
        Assert.Equal([10m, 50m, 10m], judge.Conclusions("Signal").OrderBy(c => c.Fact.Key).Select(c => c.Fact["score"]));
        Assert.NotNull(judge.Why(judge.Conclusions("Case")[0].Fact));
        Assert.True(judge.Remove(Shop.Order(program, "O3", "b3", "A")));
        judge.Fire();
        Assert.Empty(judge.Conclusions());
        Assert.NotNull(judge.WhyNot("ring").Text.Zh);
    }

    [Fact]
    public void Decision_by_a_table_names_rows_and_evidence()
    {
        var program = Shop.Program();
        var decision = program.Decide("weight", new Dictionary<string, object?> { ["amount"] = 2000m }, Shop.Now);
        Assert.Equal((50m, 1), (decision.Value, Assert.Single(decision.Rows)));
        Assert.Equal(19, decision.Places[0].Line);
        Assert.Equal(["amount"], decision.Evidence.Select(e => e.Name));
        Assert.Equal(10m, program.Decide("weight", new Dictionary<string, object?> { ["amount"] = 20m }, Shop.Now).Value);
        Assert.Equal("R507", program.Decide("weigth", new Dictionary<string, object?>(), Shop.Now).Errors[0].Code);
        var wrong = new Dictionary<string, object?> { ["amuont"] = 20m };
        Assert.Equal("R508", program.Decide("weight", wrong, Shop.Now).Errors[0].Code);
    }

    [Fact]
    public void Evaluations_on_many_threads_give_the_same()
    {
        var program = Shop.Program();
        var facts = Ring(program, 6).ToList();
        var counts = new int[200];
        Parallel.For(0, counts.Length, i =>
        {
            var parameters = new Dictionary<string, object?> { ["most"] = i % 2 == 0 ? 3m : 7m };
            counts[i] = program.Evaluate(facts, parameters, Shop.Now).Conclusions.Count;
        });
        Assert.All(counts, (c, i) => Assert.Equal(i % 2 == 0 ? 7 : 0, c));
    }

    [Fact]
    public void Facts_with_the_same_key_count_once_and_the_later_one_stands()
    {
        var program = Shop.Program();
        RuleFact[] facts = [.. Ring(program, 3), Shop.Order(program, "O1", "b2", "A")];
        Assert.Empty(program.Evaluate(facts, null, Shop.Now, TestContext.Current.CancellationToken).Conclusions);
    }

    [Fact]
    public void Version_is_the_label_or_a_hash_of_the_texts()
    {
        var files = new[] { new RuleFile("shop.rules", Shop.Text) };
        Assert.Equal("7", RuleProgram.Compile(files, "7").Program!.Version);
        Assert.Equal(Shop.Program().Version, RuleProgram.Compile(files).Program!.Version);
        Assert.NotEqual(Shop.Program().Version, RuleProgram.Compile([files[0] with { Text = Shop.Text + "\n# changed" }]).Program!.Version);
    }

    [Fact]
    public void Types_looked_at_are_those_of_the_rules_conditions()
    {
        var program = RuleProgram.Compile([new RuleFile("shop.rules", Shop.Text + "\nfact Parcel\n  id string key\n")]).Program!;
        Assert.Contains("Parcel", program.FactTypes.Keys);
        Assert.Equal(["Order", "Signal"], program.TypesLookedAt.Order());
    }

    private static IEnumerable<RuleFact> Ring(RuleProgram program, int size) =>
        Enumerable.Range(1, size).Select(i => Shop.Order(program, $"O{i}", $"b{i}", "A"));
}
