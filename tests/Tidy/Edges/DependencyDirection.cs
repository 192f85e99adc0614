using System.Xml.Linq;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Edges;

/// <summary>rules ← engine ← workflows ← host; nothing sees tests. Each forbidden reference has its reason.</summary>
public sealed class DependencyDirection : TidyRule
{
    private static readonly (string From, string To, string Reason)[] Forbidden =
    [
        ("rules", "engine", "rules judge facts and must be usable, testable and measurable without a workflow in sight"),
        ("rules", "workflows", "the rule engine knows no shop: fact types are declared by the pack, as data"),
        ("rules", "host", "the rule engine does no I/O, so that a decision can be repeated exactly"),
        ("engine", "workflows", "the engine knows no process: a definition is data that is handed to it"),
        ("engine", "host", "the engine decides and the host performs: with a host in reach, replay could have effects"),
        ("workflows", "host", "a pack is data for any host: with a host in reach, processes would grow into its code"),
        ("rules", "tests", Product), ("engine", "tests", Product), ("workflows", "tests", Product), ("host", "tests", Product),
    ];

    private const string Product = "what ships does not carry its tests";

    public override string Name => "dependency-direction";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/R.csproj", Reference("../engine/E.csproj")),
        SourceTree.Of("engine/E.csproj", Reference(@"..\host\H.csproj")),
        SourceTree.Of("host/H.csproj", Reference("../tests/Rules.Tests/T.csproj")),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("engine/E.csproj", Reference("../rules/R.csproj")),
        SourceTree.Of("tests/T/T.csproj", Reference("../../host/H.csproj")),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("csproj")
        from reference in XDocument.Parse(file.Text).Descendants("ProjectReference")
        let include = ((string?)reference.Attribute("Include") ?? string.Empty).Replace('\\', '/')
        from rule in Forbidden
        where rule.From == file.Top && include.Split('/').Contains(rule.To)
        select new Finding(file.Path, 1, $"{rule.From} must not reference {rule.To}: {rule.Reason}",
            "Move the type down, or hand it in through a port", include);

    private static string Reference(string include) =>
        $"<Project><ItemGroup><ProjectReference Include=\"{include}\" /></ItemGroup></Project>";
}
