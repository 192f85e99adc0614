using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Facts;

/// <summary>The fact types that published rule sets declare. Replaced as a whole when a rule set is published.</summary>
internal sealed class FactCatalogue
{
    private volatile Lazy<IReadOnlyDictionary<string, FactType>> types = new(new Dictionary<string, FactType>());

    /// <summary>All types in the order of their names.</summary>
    public IEnumerable<FactType> All => types.Value.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of a name; null when no rule set declares it.</summary>
    public FactType? Find(string name) => types.Value.GetValueOrDefault(name);

    /// <summary>Takes the declarations of these files for all that there are; what faulty parts declare is left out.</summary>
    public void Replace(IReadOnlyList<RuleFile> files) => types = new(() => Read(files));

    private static Dictionary<string, FactType> Read(IReadOnlyList<RuleFile> files)
    {
        var found = new Dictionary<string, FactType>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var (name, type) in FactTypeSet.Read([file, .. files.Where(other => other != file)]).Types)
            {
                found.TryAdd(name, type);
            }
        }

        return found;
    }
}
