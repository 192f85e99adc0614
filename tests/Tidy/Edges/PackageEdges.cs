using System.Xml.Linq;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Edges;

/// <summary>Which packages the core may use, and which no project may.</summary>
public sealed class PackageEdges : TidyRule
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        // The base class library alone: rules run wherever .NET runs.
        ["rules"] = [],
        // Elsa definitions carry JavaScript, Liquid and cron expressions; these interpret them without reaching outside.
        ["engine"] = ["Jint", "Fluid.Core", "Cronos"],
        // The pack is data.
        ["workflows"] = [],
    };

    // Fakes are written by hand: a mock restates the code under test and passes when both are wrong.
    private static readonly string[] Mocks = ["Moq", "NSubstitute", "FakeItEasy"];

    public override string Name => "package-edges";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/R.csproj", Package("Newtonsoft.Json")),
        SourceTree.Of("tests/T/T.csproj", Package("Moq")),
    ];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("engine/E.csproj", Package("Jint")), SourceTree.Of("host/H.csproj", Package("Quartz"))];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("csproj")
        from reference in XDocument.Parse(file.Text).Descendants("PackageReference")
        let package = (string?)reference.Attribute("Include") ?? string.Empty
        where Mocks.Contains(package) || (Allowed.TryGetValue(file.Top, out var allowed) && !allowed.Contains(package))
        select new Finding(file.Path, 1, $"package {package} may not be used in {file.Top}",
            "Write what is needed, or put it behind a port that the host fills", package);

    private static string Package(string name) => $"<Project><ItemGroup><PackageReference Include=\"{name}\" /></ItemGroup></Project>";
}
