using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>An entry point is a table of contents: Program.cs fits on one screen.</summary>
public sealed class ProgramOnOneScreen : TidyRule
{
    private const int Limit = 60;

    public override string Name => "program-one-screen";

    public override IReadOnlyList<SourceTree> Bad => [SourceTree.Of("host/Program.cs", new string('\n', Limit) + "app.Run();")];

    public override IReadOnlyList<SourceTree> Good => [SourceTree.Of("host/Program.cs", "app.Run();")];

    public override IEnumerable<Finding> Check(SourceTree tree) => tree.CSharp
        .Where(f => f.FileName == "Program.cs" && f.Lines.Count > Limit)
        .Select(f => new Finding(f.Path, 1, $"{f.Lines.Count} lines, one screen is {Limit}",
            "Leave the list of what there is and move the rest to the feature it belongs to", Measured: f.Lines.Count));
}
