using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Shape;

/// <summary>
/// Interfaces are for ports and real variants: each stands in interfaces.txt with the reason, "port: …" or "variant: …". The known contract
/// is given and not listed.
/// </summary>
public sealed class ApprovedInterfaces : TidyRule
{
    private const string Approved = "tests/Tidy/interfaces.txt";

    public override string Name => "approved-interfaces";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of((Approved, ""), ("engine/A.cs", "namespace Workflows.Engine; interface IThing { }")),
        SourceTree.Of((Approved, "Workflows.Engine.IGone port: it was one")),
        SourceTree.Of((Approved, "Workflows.Engine.IThing nice"), ("engine/A.cs", "namespace Workflows.Engine; interface IThing { }")),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of(
            (Approved, "# why\nWorkflows.Engine.IThing port: x"), ("engine/A.cs", "namespace Workflows.Engine; interface IThing { }")),
        SourceTree.Of((Approved, ""), ("rules/A.cs", "namespace Workflows.Rules.Fluent; public interface IThing { }")),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        var lines = (tree.Find(Approved)?.Lines ?? []).Index().Where(l => l.Item.Length > 0 && l.Item[0] != '#').ToList();
        var approved = lines.Select(l => l.Item.Split(' ')[0]).ToHashSet();
        var found = (from file in tree.Product
                     from type in Types.All(file).OfType<InterfaceDeclarationSyntax>()
                     where !Types.IsKnownContract(type)
                     select (Name: Types.FullNameOf(type), file.Path, Line: file.LineOf(type))).ToList();
        var names = found.Select(f => f.Name).ToHashSet();
        var unlisted = found.Where(f => !approved.Contains(f.Name)).Select(f => new Finding(f.Path, f.Line,
            $"interface {f.Name} is not approved",
            $"Use the one class there is; a port or a real variant gets a line in {Approved} with its reason", f.Name));
        var gone = lines.Where(l => !names.Contains(l.Item.Split(' ')[0])).Select(l => new Finding(Approved, l.Index + 1,
            $"'{l.Item}' is no interface of the product", "Delete the line"));
        var unreasoned = lines.Where(l => !HasReason(l.Item)).Select(l => new Finding(Approved, l.Index + 1,
            $"'{l.Item}' has no reason", "Write 'port: …' or 'variant: …' after the name"));
        return unlisted.Concat(gone).Concat(unreasoned);
    }

    private static bool HasReason(string line) =>
        line.Contains(" port: ", StringComparison.Ordinal) || line.Contains(" variant: ", StringComparison.Ordinal);
}
