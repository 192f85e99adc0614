using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Behaviour;

/// <summary>No test waits by the clock: time is an input, and what happens elsewhere is awaited by its signal.</summary>
public sealed class WaitingInTests : TidyRule
{
    private static readonly string[] Waits = ["Thread.Sleep", "Task.Delay", "SpinWait.SpinUntil", "Thread.SpinWait"];

    public override string Name => "waiting-in-tests";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("tests/T/A.cs", "class A { void M() { Thread.Sleep(1); } }"),
        SourceTree.Of("tests/T/A.cs", "class A { async Task M() { await System.Threading.Tasks.Task.Delay(1); } }"),
    ];

    public override IReadOnlyList<SourceTree> Good => [SourceTree.Of("tests/T/A.cs", "class A { string M() => \"Thread.Sleep(1)\"; }")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Tests
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let target = call.Expression.ToString()
        where Waits.Any(w => target == w || target.EndsWith("." + w, StringComparison.Ordinal))
        select new Finding(file.Path, file.LineOf(call), $"{target} in a test", "Advance a fake clock, or await the signal itself");
}
