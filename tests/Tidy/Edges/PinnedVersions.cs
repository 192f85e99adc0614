using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Edges;

/// <summary>Package versions stand in Directory.Packages.props alone, each an exact version.</summary>
public sealed partial class PinnedVersions : TidyRule
{
    public override string Name => "pinned-versions";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("Directory.Packages.props", "<Project><PackageVersion Include=\"Quartz\" Version=\"4.*\" /></Project>"),
        SourceTree.Of("host/H.csproj", "<Project><PackageReference Include=\"Quartz\" Version=\"4.7.3\" /></Project>"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("Directory.Packages.props", "<Project><PackageVersion Include=\"Quartz\" Version=\"4.7.3\" /></Project>")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("csproj", "props", "targets")
        from element in XDocument.Parse(file.Text).Descendants()
        where element.Name.LocalName is "PackageReference" or "PackageVersion"
        let version = (string?)element.Attribute("Version") ?? (string?)element.Attribute("VersionOverride")
        where version is not null && (element.Name.LocalName == "PackageReference" || !Exact().IsMatch(version))
        select new Finding(file.Path, 1, $"version '{version}' of {element.Attribute("Include")?.Value} is not pinned centrally",
            "Write one exact version in Directory.Packages.props");

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[\w.]+)?$")]
    private static partial Regex Exact();
}
