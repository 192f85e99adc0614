using System.Xml.Linq;
using Workflows.Rules.Dmn;

namespace Workflows.Rules.Tests.Dmn;

public sealed class DmnReaderTests
{
    private const string Table = """
        <definitions name="m" namespace="n" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
          <decision id="d1" name="Rate">
            <variable name="Rate" typeRef="number"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="other#k1"/></knowledgeRequirement>
            <decisionTable hitPolicy="COLLECT" aggregation="SUM">
              <input><inputExpression typeRef="string"><text>post</text></inputExpression>
                <inputValues><text>"a","b"</text></inputValues></input>
              <output name="rate"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>
              <rule><inputEntry><text>"a"</text></inputEntry><outputEntry><text>0.5</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    [Fact]
    public void Corpus_cases_give_the_expected_diagnostics() =>
        DmnCorpus.Check("reading.txt", text => DmnReader.Read("m.dmn", text).Problems);

    [Fact]
    public void Decision_table_is_read_with_its_columns_and_places()
    {
        var decision = Assert.Single(DmnReader.Read("m.dmn", Table).Model!.Decisions);
        var table = Assert.IsType<TableBox>(decision.Logic);

        Assert.Equal(("d1", "Rate", "number"), (decision.Id, decision.Variable.Name, decision.Variable.TypeRef));
        Assert.Equal(["#i1", "other#k1"], decision.Requires);
        Assert.Equal(("COLLECT", "SUM"), (table.HitPolicy, table.Aggregation));
        Assert.Equal(("post", "string"), (table.Inputs[0].Expression.Text, table.Inputs[0].TypeRef));
        Assert.Equal("\"a\",\"b\"", table.Inputs[0].AllowedValues!.Text);
        Assert.Equal(("rate", "0"), (table.Outputs[0].Name, table.Outputs[0].Default!.Text));
        Assert.Equal("\"a\"", table.Rules[0].Tests[0].Text);
        Assert.Equal(new SourcePlace("m.dmn", 10, 31), table.Rules[0].Tests[0].Place);
        Assert.Equal("0.5", table.Rules[0].Results[0].Text);
    }

    [Fact]
    public void Every_prefix_of_a_file_gives_diagnostics_or_a_model()
    {
        foreach (var text in DmnCorpus.Cases().Select(c => c.Text).Append(Table))
        {
            for (var length = 0; length <= text.Length; length++)
            {
                var (model, problems) = DmnReader.Read("m.dmn", text[..length]);
                Assert.True(model is not null || problems.Count > 0, text[..length]);
            }
        }
    }

    [Fact]
    public void Mutated_file_gives_diagnostics_or_a_model()
    {
        var random = new Random(20261124);
        for (var round = 0; round < 2_000; round++)
        {
            var text = Table.ToCharArray();
            for (var change = 0; change < 3; change++)
            {
                text[random.Next(text.Length)] = "<>/\"=&\0 a1"[random.Next(10)];
            }

            var (model, problems) = DmnReader.Read("m.dmn", new string(text));
            Assert.True(model is not null || problems.Count > 0, $"round {round}: {new string(text)}");
        }
    }

    [Fact]
    public void Compatibility_kit_is_read_without_a_problem_and_without_a_loss()
    {
        var kit = DmnCorpus.Kit();
        Assert.SkipWhen(kit is null, "the compatibility kit does not lie beside the checkout");
        var files = Directory.GetFiles(kit!, "*.dmn", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, path =>
        {
            var text = File.ReadAllText(path);
            var root = XDocument.Parse(text).Root!;
            var (model, problems) = DmnReader.Read(Path.GetFileName(path), text);

            Assert.Empty(problems.Select(p => p.ToString()));
            Assert.Equal(root.Elements(root.Name.Namespace + "decision").Count(), model!.Decisions.Count);
            Assert.Equal(root.Elements(root.Name.Namespace + "itemDefinition").Count(), model.Items.Count);
            Assert.Equal(root.Descendants(root.Name.Namespace + "decisionTable").Count(), model.Decisions.Count(d => d.Logic is TableBox)
                + Nested(model).OfType<TableBox>().Count());
        });
    }

    private static IEnumerable<DmnBox> Nested(DmnModel model) => model.Decisions.Select(d => d.Logic).Where(l => l is not TableBox)
        .Concat(model.Knowledge.Select(k => (DmnBox?)k.Function)).SelectMany(Below);

    private static IEnumerable<DmnBox> Below(DmnBox? box) => box is null ? [] : new[] { box }.Concat((box switch
    {
        ContextBox c => c.Entries.Select(e => e.Value),
        InvocationBox i => i.Bindings.Select(b => b.Value).Append(i.Function),
        FunctionBox f => [f.Body],
        ListBox l => l.Items,
        RelationBox r => r.Rows.SelectMany(row => row),
        ConditionalBox c => [c.If, c.Then, c.Else],
        FilterBox f => [f.In, f.Match],
        IteratorBox i => [i.In, i.Body],
        _ => Array.Empty<DmnBox?>(),
    }).SelectMany(Below));
}
