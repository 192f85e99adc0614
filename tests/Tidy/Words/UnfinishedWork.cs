using System.Text.RegularExpressions;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Words;

/// <summary>Nothing unfinished is on the main line: it is done or it is not there.</summary>
public sealed partial class UnfinishedWork : TidyRule
{
    public override string Name => "unfinished-work";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/A.cs", "// TO" + "DO: later"),
        SourceTree.Of("host/web/src/a.ts", "/* FIX" + "ME */"),
        SourceTree.Of("rules/A.cs", "throw new NotImplemented" + "Exception();"),
    ];

    public override IReadOnlyList<SourceTree> Good => [SourceTree.Of("rules/A.cs", "// the list of what is to do")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where !file.Under("tests/Corpus") && file.FileName != "package-lock.json"
        from line in file.Lines.Index()
        from Match match in Marks().Matches(line.Item)
        select new Finding(file.Path, line.Index + 1, $"'{match.Value}'", "Finish it, or take it out");

    // In pieces, or this file would find itself.
    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|\bHA" + @"CK\b|\bX" + @"XX\b|NotImplemented" + "Exception")]
    private static partial Regex Marks();
}
