using System.Text.RegularExpressions;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Words;

/// <summary>Whoever silences an analyzer says why on the line above.</summary>
public sealed partial class SuppressionReasons : TidyRule
{
    public override string Name => "suppression-reasons";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/A.cs", "#prag" + "ma warning disable CA1000\n"),
        SourceTree.Of("rules/A.cs", "class A\n{\n    [Suppress" + "Message(\"a\", \"b\")]\n    int x;\n}"),
        SourceTree.Of("rules/R.csproj", "<Project>\n  <No" + "Warn>CA1000</NoWarn>\n</Project>"),
        SourceTree.Of(".editorconfig", "[*.cs]\ndotnet_diagnostic.CA1000.severity" + " = none"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("rules/A.cs", "// The shape is given.\n#prag" + "ma warning disable CA1000\n"),
        SourceTree.Of("rules/R.csproj", "<Project>\n  <!-- The shape is given. -->\n  <No" + "Warn>CA1000</NoWarn>\n</Project>"),
        SourceTree.Of(".editorconfig", "[*.cs]\n# The shape is given.\ndotnet_diagnostic.CA1000.severity" + " = none"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("cs", "csproj", "props", "targets", "ts", "tsx", "editorconfig") && !file.Under("host/Storage/Migrations")
        from line in file.Lines.Index()
        where Suppression().IsMatch(line.Item) && !HasReason(file, line.Index + 1)
        select new Finding(file.Path, line.Index + 1, "a suppression without its reason", "Write the reason on the line above");

    // One reason serves a run of suppressions.
    private static bool HasReason(SourceFile file, int line)
    {
        var above = line - 1;
        while (above >= 1 && Suppression().IsMatch(file.Lines[above - 1]))
        {
            above--;
        }

        return IsReason(file.LineAbove(above + 1));
    }

    private static bool IsReason(string above) =>
        above.StartsWith("//", StringComparison.Ordinal) || above.StartsWith('#') && !above.StartsWith("#prag", StringComparison.Ordinal)
        || above.EndsWith("-->", StringComparison.Ordinal);

    // In pieces, or this file would find itself.
    [GeneratedRegex(@"^\s*#prag" + @"ma warning disable|^\s*\[(assembly: ?)?(\w+\.)*Suppress" + @"Message\(|<No" + @"Warn>"
        + @"|severity\s*=\s*none"
        + "|eslint-dis" + "able|@ts-(ignore|expect-error)")]
    private static partial Regex Suppression();
}
