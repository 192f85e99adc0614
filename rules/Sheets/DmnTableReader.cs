using System.Text;
using System.Xml;
using System.Xml.Linq;
using Workflows.Rules.Dmn;

namespace Workflows.Rules.Sheets;

/// <summary>
/// Reads one decision table out of a DMN file of any version. Names of several words become one (<c>Loan Rate</c>: <c>loanRate</c>), the
/// written name becomes the text for people.
/// </summary>
internal sealed class DmnTableReader
{
    private readonly string _file;
    private readonly XElement _root;
    private readonly List<Diagnostic> _problems;

    private DmnTableReader(string file, XElement root, List<Diagnostic> problems)
    {
        _file = file;
        _root = root;
        _problems = problems;
    }

    /// <param name="file">The file's name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="name">The decision to take, by its own name or the rule file's for it; null for the only one.</param>
    /// <param name="problems">Where mistakes are told.</param>
    public static TableDocument? Read(string file, string text, string? name, List<Diagnostic> problems)
    {
        var root = SafeXml.Read(file, text, problems);
        if (root is null)
        {
            return null;
        }

        if (root.Name.LocalName != "definitions")
        {
            problems.Add(DmnProblems.NotDmn(new(file, 1, 1), root.Name.LocalName));
            return null;
        }

        return new DmnTableReader(file, root, problems).Read(name);
    }

    private TableDocument? Read(string? name)
    {
        var decisions = All(_root, "decision").Where(d => One(d, "decisionTable") is not null).ToList();
        var fitting = decisions.FindAll(d => name is null || Attribute(d, "name") == name || WordOf(Attribute(d, "name")) == name);
        if (fitting.Count != 1)
        {
            _problems.Add(SheetProblems.OneOfSeveral(_file, decisions.Select(d => Attribute(d, "name"))));
            return null;
        }

        var (decision, table) = (fitting[0], One(fitting[0], "decisionTable")!);
        var (inputs, outputs) = (All(table, "input").ToList(), All(table, "output").ToList());
        var written = Attribute(decision, "name");
        return new TableDocument(At(decision, WordOf(written)), At(table, PolicyOf(table)))
        {
            En = LabelOf(decision, written),
            Zh = Own(decision, "zh"),
            Notes = Lines(One(decision, "description")),
            Columns =
            [
                .. inputs.Select(Input),
                .. outputs.Select((o, i) => Output(o, outputs.Count == 1 ? "result" : $"result{i + 1}")),
            ],
            Lines = [.. All(table, "rule").Select(r => Line(r, inputs.Count, outputs.Count)), .. Otherwise(table, inputs.Count, outputs)],
        };
    }

    private TableColumn Input(XElement input)
    {
        var expression = One(input, "inputExpression") ?? input;
        var (written, type) = (TextOf(expression), Attribute(expression, "typeRef"));
        return new TableColumn(At(input, WordOf(written)), false)
        {
            Type = TypeOf(input, type), Values = ValuesOf(input, "inputValues", type),
            Unit = Own(input, "unit"), En = LabelOf(input, written), Zh = Own(input, "zh"),
        };
    }

    private TableColumn Output(XElement output, string fallback)
    {
        var written = Attribute(output, "name") is { Length: > 0 } name ? name : fallback;
        return new TableColumn(At(output, WordOf(written)), true)
        {
            Type = TypeOf(output, Attribute(output, "typeRef")), Values = ValuesOf(output, "outputValues", Attribute(output, "typeRef")),
            Unit = Own(output, "unit"), En = LabelOf(output, written), Zh = Own(output, "zh"),
        };
    }

    private TableLine Line(XElement rule, int inputs, int outputs)
    {
        var asked = All(rule, "inputEntry").Select(e => Cell(e, "-")).ToList();
        var given = All(rule, "outputEntry").Select(e => Cell(e, "null")).ToList();
        if (asked.Count != inputs || given.Count != outputs)
        {
            _problems.Add(DmnProblems.CellCount(PlaceOf(rule), asked.Count + given.Count, inputs + outputs));
        }

        var note = string.Join(' ', All(rule, "annotationEntry").Select(TextOf).Where(t => t.Length > 0));
        return new TableLine(false, [.. asked, .. given], Lines(One(rule, "description")), OneLine(note));
    }

    private IEnumerable<TableLine> Otherwise(XElement table, int inputs, List<XElement> outputs)
    {
        var defaults = outputs.ConvertAll(o => One(o, "defaultOutputEntry"));
        return defaults.TrueForAll(d => d is null) ? []
            : [new TableLine(true, [.. Enumerable.Repeat(At(table, string.Empty), inputs), .. defaults.Select(d => d is null
                ? At(table, string.Empty) : Cell(d, "null"))], [], string.Empty)];
    }

    private static string PolicyOf(XElement table)
    {
        var policy = Attribute(table, "hitPolicy").ToLowerInvariant().Replace('_', ' ');
        var aggregation = Attribute(table, "aggregation").ToLowerInvariant();
        return policy.Length == 0 ? "unique" : aggregation.Length == 0 ? policy : $"{policy} {aggregation}";
    }

    /// <summary>The type in a rule file's words; a type that the file declares counts as what it rests on.</summary>
    private SheetText TypeOf(XElement at, string reference)
    {
        if (Own(at, "type") is { IsEmpty: false } own)
        {
            return own;
        }

        var name = ItemOf(reference) is { } item && Attribute(item, "isCollection") is not ("true" or "1")
            ? TypeRefOf(item) : reference;
        var type = name[(name.LastIndexOf(':') + 1)..] switch
        {
            "string" or "number" or "boolean" or "date" or "time" or "Any" => name[(name.LastIndexOf(':') + 1)..],
            "dateTime" or "date and time" => "date and time",
            "dayTimeDuration" or "days and time duration" => "days and time duration",
            "yearMonthDuration" or "years and months duration" => "years and months duration",
            _ => string.Empty,
        };
        if (type.Length == 0 && reference.Length > 0)
        {
            _problems.Add(SheetProblems.LeftOut(PlaceOf(at), new($"The type {reference}", $"类型 {reference} ")));
        }

        return At(at, type);
    }

    private SheetText ValuesOf(XElement at, string element, string reference)
    {
        var values = One(at, element) ?? (ItemOf(reference) is { } item ? One(item, "allowedValues") ?? One(item, "typeConstraint") : null);
        if (values is null || TextOf(values).Length == 0)
        {
            return At(at, string.Empty);
        }

        if (AllowedTests.ToWords(TextOf(values)) is { } words)
        {
            return At(values, words);
        }

        _problems.Add(SheetProblems.LeftOut(PlaceOf(values), new($"The test {OneLine(TextOf(values))}", $"条件 {OneLine(TextOf(values))} ")));
        return At(at, string.Empty);
    }

    private XElement? ItemOf(string reference) =>
        All(_root, "itemDefinition").FirstOrDefault(i => reference.Length > 0 && Attribute(i, "name") == reference);

    private static string TypeRefOf(XElement item) => Attribute(item, "typeRef") is { Length: > 0 } attribute ? attribute
        : One(item, "typeRef")?.Value.Trim() ?? string.Empty;

    /// <summary>The label, or what was written where that is more than the word made of it.</summary>
    private SheetText LabelOf(XElement at, string written) => Attribute(at, "label") is { Length: > 0 } label ? At(at, label)
        : At(at, written == WordOf(written) ? string.Empty : written);

    private SheetText Own(XElement at, string name) => At(at, at.Elements().Where(e => e.Name.LocalName == "extensionElements").Elements()
        .FirstOrDefault(e => e.Name == DmnTableWriter.Own + name)?.Value ?? string.Empty);

    private SheetText Cell(XElement entry, string empty) =>
        At(entry, TextOf(entry) is var text && text == empty ? string.Empty : OneLine(text));

    private SheetText At(XElement e, string text) => new(text, PlaceOf(e));

    private SourcePlace PlaceOf(IXmlLineInfo e) =>
        e.HasLineInfo() ? new SourcePlace(_file, e.LineNumber, e.LinePosition) : new SourcePlace(_file, 1, 1);

    /// <summary>Words put together to one, each after the first with a capital; what begins with a digit gets a line before it.</summary>
    private static string WordOf(string name)
    {
        var word = new StringBuilder();
        var isStart = false;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                isStart = word.Length > 0;
                continue;
            }

            word.Append(isStart ? char.ToUpperInvariant(c) : word.Length == 0 && name.Contains(' ', StringComparison.Ordinal)
                ? char.ToLowerInvariant(c) : c);
            isStart = false;
        }

        return word.Length > 0 && char.IsAsciiDigit(word[0]) ? $"_{word}" : word.ToString();
    }

    private static IReadOnlyList<string> Lines(XElement? text) => text is null ? []
        : [.. text.Value.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];

    private static string OneLine(string text) => new SheetText(text, SourcePlace.None).OnOneLine().Text;

    private static string TextOf(XElement e) => (One(e, "text")?.Value ?? string.Empty).Trim();

    private static string Attribute(XElement e, string name) => ((string?)e.Attribute(name) ?? string.Empty).Trim();

    private static XElement? One(XElement e, string name) => e.Elements().FirstOrDefault(c => c.Name.LocalName == name);

    private static IEnumerable<XElement> All(XElement e, string name) => e.Elements().Where(c => c.Name.LocalName == name);
}
