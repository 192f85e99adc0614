using System.Xml.Linq;

namespace Workflows.Rules.Dmn;

/// <summary>The boxed expressions. Recursion is bounded by the depth that <see cref="SafeXml"/> lets through.</summary>
internal sealed partial class DmnReader
{
    private static readonly HashSet<string> Boxed =
    [
        "literalExpression", "context", "invocation", "functionDefinition", "relation", "list", "decisionTable", "conditional", "filter",
        "for", "some", "every",
    ];

    /// <summary>The first boxed expression among an element's children; null where there is none.</summary>
    private DmnBox? Inside(XElement? e) => Boxes(e).FirstOrDefault();

    private IEnumerable<DmnBox> Boxes(XElement? e) =>
        (e?.Elements() ?? []).Where(c => c.Name.Namespace == space && Boxed.Contains(c.Name.LocalName)).Select(Box);

    private DmnBox Box(XElement e)
    {
        DmnBox box = e.Name.LocalName switch
        {
            "context" => new ContextBox(PlaceOf(e), [.. All(e, "contextEntry").Select(c => Entry(c, "variable"))]),
            "invocation" => new InvocationBox(PlaceOf(e), Inside(e), [.. All(e, "binding").Select(b => Entry(b, "parameter"))]),
            "functionDefinition" => Function(e),
            "relation" => Relation(e),
            "list" => new ListBox(PlaceOf(e), [.. Boxes(e)]),
            "decisionTable" => Table(e),
            "conditional" => new ConditionalBox(PlaceOf(e), Inside(One(e, "if")), Inside(One(e, "then")), Inside(One(e, "else"))),
            "filter" => new FilterBox(PlaceOf(e), Inside(One(e, "in")), Inside(One(e, "match"))),
            "for" or "some" or "every" => Iterator(e),
            _ => new LiteralBox(PlaceOf(e), TextIn(e) ?? Absent(e), Attribute(e, "expressionLanguage")),
        };
        return box with { TypeRef = TypeOf(e) };
    }

    private DmnEntry Entry(XElement e, string name) => new(One(e, name) is { } variable ? Variable(variable) : null, Inside(e));

    private FunctionBox Function(XElement e) =>
        new(PlaceOf(e), Attribute(e, "kind") ?? "FEEL", [.. All(e, "formalParameter").Select(Variable)], Inside(e)) { TypeRef = TypeOf(e) };

    private IteratorBox Iterator(XElement e) =>
        new(PlaceOf(e), e.Name.LocalName, Attribute(e, "iteratorVariable") ?? string.Empty, Inside(One(e, "in")),
            Inside(One(e, "return") ?? One(e, "satisfies")));

    private RelationBox Relation(XElement e)
    {
        var columns = All(e, "column").Select(Variable).ToList();
        var rows = new List<IReadOnlyList<DmnBox>>();
        foreach (var row in All(e, "row"))
        {
            var cells = Boxes(row).ToList();
            CheckCells(row, cells.Count, columns.Count);
            rows.Add(cells);
        }

        return new RelationBox(PlaceOf(e), columns, rows);
    }

    private TableBox Table(XElement e)
    {
        var inputs = All(e, "input").Select(Input).ToList();
        var outputs = All(e, "output").Select(Output).ToList();
        return new TableBox(PlaceOf(e), Attribute(e, "hitPolicy") ?? "UNIQUE", Attribute(e, "aggregation"))
        {
            Inputs = inputs,
            Outputs = outputs,
            Rules = [.. All(e, "rule").Select(r => Row(r, inputs.Count, outputs.Count))],
        };
    }

    private DmnTableInput Input(XElement e)
    {
        var expression = One(e, "inputExpression");
        var type = expression is null ? null : TypeOf(expression);
        return new DmnTableInput(TextIn(expression) ?? Absent(e), type, TextIn(One(e, "inputValues")));
    }

    private DmnTableOutput Output(XElement e) =>
        new(Attribute(e, "name"), TypeOf(e), TextIn(One(e, "outputValues")), TextIn(One(e, "defaultOutputEntry")));

    private DmnTableRule Row(XElement e, int inputs, int outputs)
    {
        var tests = All(e, "inputEntry").Select(c => TextIn(c) ?? Absent(c)).ToList();
        var results = All(e, "outputEntry").Select(c => TextIn(c) ?? Absent(c)).ToList();
        CheckCells(e, tests.Count + results.Count, inputs + outputs);
        return new DmnTableRule(PlaceOf(e), tests, results);
    }

    private void CheckCells(XElement row, int found, int columns)
    {
        if (found != columns)
        {
            problems.Add(DmnProblems.CellCount(PlaceOf(row), found, columns));
        }
    }

    private DmnText Absent(XElement e) => new(string.Empty, PlaceOf(e));
}
