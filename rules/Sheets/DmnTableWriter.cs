using System.Text;
using System.Xml;
using System.Xml.Linq;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>
/// Writes a table as a DMN 1.5 decision. The columns that are asked are input data; parameters that its cells name are decisions of their
/// own, so that the file decides what the table decides. What DMN has no element for stands in extension elements.
/// </summary>
internal static class DmnTableWriter
{
    public static readonly XNamespace Model = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    /// <summary>The namespace of what DMN has no element for: the Chinese texts, units and types.</summary>
    public static readonly XNamespace Own = "urn:workflows:rules";

    public static string Write(FileSyntax file, TableDocument table)
    {
        var parameters = Named(file, table);
        var root = new XElement(Model + "definitions",
            new XAttribute("name", table.Name.Text), new XAttribute("namespace", $"urn:workflows:rules:{file.Header?.Name.Text}"),
            new XAttribute("id", "_definitions"), new XAttribute(XNamespace.Xmlns + "w", Own.NamespaceName),
            table.Columns.Where(c => !c.IsResult).Select(InputData),
            parameters.Select(p => Parameter(file.Source, p)),
            Decision(table, parameters));
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings))
        {
            root.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static List<ParameterSyntax> Named(FileSyntax file, TableDocument table)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in table.Lines.SelectMany(l => l.Cells))
        {
            words.UnionWith(Tokenizer.Read(new SourceText(string.Empty, cell.Text), new Span(0, cell.Text.Length))
                .Where(t => t.Kind == TokenKind.Word).Select(t => t.Value));
        }

        words.ExceptWith(table.Columns.Where(c => !c.IsResult).Select(c => c.Name.Text));
        return [.. file.Of<ParameterSyntax>().Where(p => words.Contains(p.Name.Text))];
    }

    private static XElement InputData(TableColumn column) => new(Model + "inputData", Id("input", column.Name.Text),
        new XAttribute("name", column.Name.Text), Variable(column.Name.Text, TypeRef(column.Type.Text)));

    private static XElement Parameter(SourceText source, ParameterSyntax parameter) => new(Model + "decision",
        Id("parameter", parameter.Name.Text), new XAttribute("name", parameter.Name.Text), Label(parameter.Label?.En),
        Variable(parameter.Name.Text, TypeRef(source.Slice(parameter.Type.Span))),
        new XElement(Model + "literalExpression", Id("value", parameter.Name.Text), Text(source.Slice(parameter.Default.Span))));

    private static XElement Decision(TableDocument table, List<ParameterSyntax> parameters) => new(Model + "decision",
        Id("decision", table.Name.Text), new XAttribute("name", table.Name.Text), Label(table.En.Text),
        Notes(table), Extensions(("zh", Chinese(table.En, table.Zh))), Variable(table.Name.Text, null),
        table.Columns.Where(c => !c.IsResult).Select(c => Requires("requiredInput", "input", c.Name.Text)),
        parameters.Select(p => Requires("requiredDecision", "parameter", p.Name.Text)), Table(table));

    private static XElement? Notes(TableDocument table) =>
        table.Notes.Count == 0 ? null : new XElement(Model + "description", Clean(string.Join('\n', table.Notes)));

    private static XElement Requires(string kind, string prefix, string name) => new(Model + "informationRequirement",
        new XElement(Model + kind, new XAttribute("href", $"#_{prefix}_{name}")));

    private static XElement Table(TableDocument table)
    {
        var words = table.Policy.Text.Split(' ');
        var isCollect = words[0] == "collect";
        return new XElement(Model + "decisionTable", Id("table", table.Name.Text),
            new XAttribute("hitPolicy", (isCollect ? words[0] : table.Policy.Text).ToUpperInvariant()),
            isCollect && words.Length > 1 ? new XAttribute("aggregation", words[1].ToUpperInvariant()) : null,
            table.Columns.Where(c => !c.IsResult).Select(Input),
            table.Columns.Select((c, i) => (Column: c, At: i)).Where(c => c.Column.IsResult).Select(c => Output(table, c.Column, c.At)),
            new XElement(Model + "annotation", new XAttribute("name", "note")),
            table.Lines.Where(l => !l.IsOtherwise).Select(l => Rule(table, l)));
    }

    private static XElement Input(TableColumn column) => new(Model + "input", Id("column", column.Name.Text), Label(column.En.Text),
        Described(column),
        new XElement(Model + "inputExpression",
            Id("expression", column.Name.Text), TypeAttribute(column.Type.Text), Text(column.Name.Text)),
        Values("inputValues", column.Values.Text));

    private static XElement Output(TableDocument table, TableColumn column, int at)
    {
        var otherwise = table.Lines.FirstOrDefault(l => l.IsOtherwise)?.Cells[at].Text ?? string.Empty;
        return new XElement(Model + "output", Id("column", column.Name.Text), new XAttribute("name", column.Name.Text),
            Label(column.En.Text), TypeAttribute(column.Type.Text), Described(column), Values("outputValues", column.Values.Text),
            otherwise.Length == 0 ? null : new XElement(Model + "defaultOutputEntry", Text(otherwise)));
    }

    private static XElement Rule(TableDocument table, TableLine line) => new(Model + "rule",
        line.Above.Count == 0 ? null : new XElement(Model + "description", Clean(string.Join('\n', line.Above))),
        line.Cells.Where((_, i) => !table.Columns[i].IsResult)
            .Select(c => new XElement(Model + "inputEntry", Text(c.IsEmpty ? "-" : c.Text))),
        line.Cells.Where((_, i) => table.Columns[i].IsResult)
            .Select(c => new XElement(Model + "outputEntry", Text(c.IsEmpty ? "null" : c.Text))),
        new XElement(Model + "annotationEntry", Text(line.Note)));

    private static XElement? Described(TableColumn column) => Extensions(
        ("zh", Chinese(column.En, column.Zh)), ("unit", column.Unit.Text),
        ("type", column.Type.IsEmpty || TypeRef(column.Type.Text) == column.Type.Text ? string.Empty : column.Type.Text));

    /// <summary>A Chinese text stands beside an English one.</summary>
    private static string Chinese(SheetText en, SheetText zh) => Label(en.Text) is null ? string.Empty : zh.Text;

    private static XElement? Extensions(params (string Name, string Text)[] texts)
    {
        var filled = texts.Where(t => t.Text.Length > 0).Select(t => new XElement(Own + t.Name, Clean(t.Text))).ToList();
        return filled.Count == 0 ? null : new XElement(Model + "extensionElements", filled);
    }

    private static XElement? Values(string name, string values) =>
        values.Length == 0 ? null : new XElement(Model + name, Text(AllowedTests.Of(values)));

    private static XAttribute? TypeAttribute(string type) => TypeRef(type) is { } name ? new XAttribute("typeRef", name) : null;

    /// <summary>The name that DMN has for a type; null where it has none.</summary>
    public static string? TypeRef(string type) => type switch
    {
        "whole number" => "number",
        "string" or "number" or "boolean" or "date" or "time" => type,
        "text" => "string",
        "date and time" => "dateTime",
        "duration" or "days and time duration" => "dayTimeDuration",
        "years and months duration" => "yearMonthDuration",
        _ => null,
    };

    private static XElement Variable(string name, string? type) => new(Model + "variable",
        Id("variable", name), new XAttribute("name", name), type is null ? null : new XAttribute("typeRef", type));

    private static XAttribute Id(string prefix, string name) => new("id", $"_{prefix}_{name}");

    private static XAttribute? Label(string? text) => Clean(text ?? string.Empty) is { Length: > 0 } label ? new("label", label) : null;

    private static XElement Text(string text) => new(Model + "text", Clean(text));

    /// <summary>Without the signs that XML has no way to hold.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Where(r => r.Value is (>= ' ' or '\t' or '\n' or '\r') and not (0xFFFE or 0xFFFF)));
}
