using System.Text.RegularExpressions;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Words;

/// <summary>
/// Texts speak about the product, not about how it came to be: no numbers of issues, no makers' tools, no paths of a machine.
/// </summary>
public sealed partial class ForbiddenWords : TidyRule
{
    public override string Name => "forbidden-words";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/A.cs", "// see iss" + "ue 4"),
        SourceTree.Of("README.md", "Written in th" + "is session."),
        SourceTree.Of("README.md", "Look at /wo" + "rk/main."),
        SourceTree.Of("README.md", "Made with Clau" + "de."),
    ];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("rules/A.cs", "// an issue with facts of this" + " session"), SourceTree.Of("README.md", "POST /work/orders")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where !file.Under("tests/Corpus") && file.FileName != "package-lock.json"
        from line in file.Lines.Index()
        from Match match in Words().Matches(line.Item)
        where !(IsAboutRuleSessions(file) && match.Value.Contains("session", StringComparison.OrdinalIgnoreCase))
        select new Finding(file.Path, line.Index + 1, $"'{match.Value}' is not about the product", "Say it without, or leave it out");

    // A rule session is a thing of the product.
    private static bool IsAboutRuleSessions(SourceFile file) => file.Under("rules") || file.Under("tests/Rules.Tests");

    // In pieces, or this file would find itself.
    [GeneratedRegex(@"\b(iss" + @"ue|ticket|PR)\s*#?\d+\b|\bth" + @"is session\b"
        + @"|\bClau" + @"de\b|\bAnth" + @"ropic\b|\bChat" + @"GPT\b|\bCop" + @"ilot\b|\bAI-gen" + @"erated\b"
        + @"|/wo" + @"rk/(main|wt|shared|notes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
