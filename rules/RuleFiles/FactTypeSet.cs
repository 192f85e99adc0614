using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles;

/// <summary>The fact types that rule files declare, for those who only read and store facts.</summary>
/// <param name="Types">By name; faulty parts are left out.</param>
/// <param name="Diagnostics">What is wrong with the files as far as fact types go, and how they read.</param>
public sealed record FactTypeSet(IReadOnlyDictionary<string, FactType> Types, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Reads the declarations of a file and of the files that it uses; the first file is the one that counts.</summary>
    public static FactTypeSet Read(IReadOnlyList<RuleFile> files)
    {
        var set = FileSet.Read(files);
        var types = Declarations.Read(set).Types;
        return new FactTypeSet(types, [.. set.Diagnostics]);
    }
}
