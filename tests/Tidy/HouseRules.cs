using Workflows.Tidy.Behaviour;
using Workflows.Tidy.Edges;
using Workflows.Tidy.Frame;
using Workflows.Tidy.Names;
using Workflows.Tidy.Shape;
using Workflows.Tidy.Size;
using Workflows.Tidy.Words;

namespace Workflows.Tidy;

/// <summary>Every rule there is, by folder.</summary>
public static class HouseRules
{
    public static IReadOnlyList<TidyRule> All { get; } =
    [
        new DependencyDirection(),
        new PackageEdges(),
        new PinnedVersions(),
        new CoreNamespaces(),

        new FileLines(),
        new FunctionLines(),
        new ScriptFunctionLines(),
        new Columns(),
        new Nesting(),
        new ProgramOnOneScreen(),
        new ReadmeLines(),
        new RootEntries(),

        new TypesPerFile(),
        new SealedTypes(),
        new PublicTypeBudget(),
        new ApprovedInterfaces(),
        new StaticState(),
        new NoScanning(),

        new FileNames(),
        new FolderNames(),
        new NamespacesFollowFolders(),
        new TestNames(),

        new DocComments(),
        new UnfinishedWork(),
        new ForbiddenWords(),
        new SuppressionReasons(),
        new MarkdownLinks(),

        new Catches(),
        new WaitingInTests(),
        new DiagnosticCases(),
    ];
}
