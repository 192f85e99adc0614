using System.Xml;
using System.Xml.Linq;

namespace Workflows.Rules.Dmn;

/// <summary>
/// Reads a DMN file of any version from 1.1 to 1.5. Elements are told by local name, since the versions differ in namespace but not in
/// meaning; what belongs to a tool (diagrams, extensions) is passed over.
/// </summary>
internal sealed partial class DmnReader
{
    private readonly string file;
    private readonly List<Diagnostic> problems;
    private XNamespace space = XNamespace.None;

    private DmnReader(string file, List<Diagnostic> problems)
    {
        this.file = file;
        this.problems = problems;
    }

    /// <summary>The model, null where the text is no DMN at all, and everything that is wrong with it. Never throws.</summary>
    public static (DmnModel? Model, IReadOnlyList<Diagnostic> Problems) Read(string file, string text)
    {
        var problems = new List<Diagnostic>();
        var root = SafeXml.Read(file, text, problems);
        return (root is null ? null : new DmnReader(file, problems).Definitions(root), problems);
    }

    private DmnModel? Definitions(XElement root)
    {
        if (root.Name.LocalName != "definitions")
        {
            problems.Add(DmnProblems.NotDmn(PlaceOf(root), root.Name.LocalName));
            return null;
        }

        space = root.Name.Namespace;
        return new DmnModel((string?)root.Attribute("name") ?? string.Empty, (string?)root.Attribute("namespace") ?? string.Empty)
        {
            Imports = [.. All(root, "import").Select(Import)],
            Items = [.. All(root, "itemDefinition").Select(Item)],
            Inputs = [.. All(root, "inputData").Select(e => new DmnInput(IdOf(e), VariableOf(e)))],
            Decisions = [.. All(root, "decision").Select(e => new DmnDecision(IdOf(e), VariableOf(e), Requires(e), Inside(e)))],
            Knowledge = [.. All(root, "businessKnowledgeModel").Select(Knowledge)],
            Services = [.. All(root, "decisionService").Select(Service)],
        };
    }

    private DmnImport Import(XElement e)
    {
        var isDmn = Attribute(e, "importType") is not { Length: > 0 } type || type.Contains("/DMN/", StringComparison.OrdinalIgnoreCase);
        return new DmnImport(Attribute(e, "name") ?? string.Empty, Attribute(e, "namespace") ?? string.Empty, isDmn, PlaceOf(e));
    }

    private DmnKnowledge Knowledge(XElement e)
    {
        var logic = One(e, "encapsulatedLogic");
        return new DmnKnowledge(IdOf(e), VariableOf(e), Requires(e), logic is null ? null : Function(logic));
    }

    private DmnService Service(XElement e) => new(IdOf(e), VariableOf(e))
    {
        Outputs = Links(e, "outputDecision"),
        Encapsulated = Links(e, "encapsulatedDecision"),
        InputDecisions = Links(e, "inputDecision"),
        InputData = Links(e, "inputData"),
    };

    private DmnItem Item(XElement e)
    {
        var function = One(e, "functionItem");
        return new DmnItem(NameOf(e), TypeOf(e) ?? Attribute(function, "outputTypeRef"), Flag(e, "isCollection"), PlaceOf(e))
        {
            Components = [.. All(e, "itemComponent").Select(Item)],
            AllowedValues = TextIn(One(e, "allowedValues")),
            TypeConstraint = TextIn(One(e, "typeConstraint")),
            Parameters = function is null ? null : [.. All(function, "parameters").Select(Variable)],
        };
    }

    private IReadOnlyList<string> Requires(XElement e) =>
    [
        .. from requirement in e.Elements()
           where requirement.Name.LocalName is "informationRequirement" or "knowledgeRequirement"
           from name in (string[])["requiredInput", "requiredDecision", "requiredKnowledge"]
           from link in Links(requirement, name)
           select link,
    ];

    private IReadOnlyList<string> Links(XElement e, string name) => [.. All(e, name).Select(l => Attribute(l, "href")).OfType<string>()];

    /// <summary>The variable of an element; a file may leave it out, then the element's own name stands for it.</summary>
    private DmnVariable VariableOf(XElement e)
    {
        var variable = One(e, "variable");
        var name = Attribute(variable, "name") ?? NameOf(e);
        return new DmnVariable(name, variable is null ? null : TypeOf(variable), PlaceOf(variable ?? e));
    }

    private DmnVariable Variable(XElement e) => new(NameOf(e), TypeOf(e), PlaceOf(e));

    private string NameOf(XElement e)
    {
        var name = Attribute(e, "name");
        if (string.IsNullOrWhiteSpace(name))
        {
            problems.Add(DmnProblems.NoName(PlaceOf(e), e.Name.LocalName));
        }

        return name ?? string.Empty;
    }

    /// <summary>An attribute in DMN 1.2 and later; in 1.1, and in item definitions of all versions, an element.</summary>
    private string? TypeOf(XElement e) => Attribute(e, "typeRef") ?? One(e, "typeRef")?.Value.Trim();

    private DmnText? TextIn(XElement? e)
    {
        var text = One(e, "text");
        return text is null ? null : new DmnText(text.Value, PlaceOf(text.FirstNode as XText as XObject ?? text));
    }

    private IEnumerable<XElement> All(XElement e, string name) => e.Elements(space + name);

    private XElement? One(XElement? e, string name) => e?.Element(space + name);

    private static string IdOf(XElement e) => Attribute(e, "id") ?? string.Empty;

    private static string? Attribute(XElement? e, string name) => ((string?)e?.Attribute(name))?.Trim();

    private static bool Flag(XElement e, string name) => Attribute(e, name) is "true" or "1";

    private SourcePlace PlaceOf(XObject at) => at is IXmlLineInfo line && line.HasLineInfo()
        ? new SourcePlace(file, line.LineNumber, line.LinePosition)
        : new SourcePlace(file, 1, 1);
}
