using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>
/// A TypeScript function has at most 70 lines. Measured by its braces: from the line that opens a function's body to the line that closes
/// it, texts and comments left out of the count of braces.
/// </summary>
public sealed class ScriptFunctionLines : TidyRule
{
    private const int Limit = 70;

    public override string Name => "script-function-lines";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("host/web/src/a.ts", "export function long(a: { b: string }): void {\n" + Body(Limit) + "}\n"),
        SourceTree.Of("host/web/src/a.tsx", "const Long = () => {\n  const brace = '}'; // }\n" + Body(Limit) + "};\n"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("host/web/src/a.ts", "export function fits() {\n" + Body(Limit - 2) + "}\n" + Body(Limit)),
        SourceTree.Of("host/web/src/table.ts", "export const table = {\n" + Body(Limit) + "};\n"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("ts", "tsx")
        from function in ScriptFunctions.Of(file.Text)
        where function.Lines > Limit
        select new Finding(file.Path, function.Line, $"a function of {function.Lines} lines, the limit is {Limit}",
            "Give its parts names of their own", function.Name, function.Lines);

    private static string Body(int lines) => string.Concat(Enumerable.Repeat("  step();\n", lines));
}
