using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Names;

/// <summary>A folder is a feature: none is named after a kind of code.</summary>
public sealed class FolderNames : TidyRule
{
    private static readonly string[] Kinds = ["Interfaces", "Models", "Services", "Helpers", "Common", "Utils", "Utilities", "Misc"];

    public override string Name => "folder-names";

    public override IReadOnlyList<SourceTree> Bad =>
        [SourceTree.Of("host/Services/A.cs", ""), SourceTree.Of("host/web/src/utils/a.ts", "")];

    public override IReadOnlyList<SourceTree> Good => [SourceTree.Of("host/Storage/Common.cs", "")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where !file.Under("tests/Corpus")
        from folder in file.Path.Split('/').SkipLast(1)
        where Kinds.Contains(folder, StringComparer.OrdinalIgnoreCase)
        select new Finding(file.Path, 1, $"folder {folder} names a kind of code", "Put the file into the folder of its feature", folder);
}
