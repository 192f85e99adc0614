using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>
/// A group of facts as expressions see it: the parts of its key by name, <c>members</c>, and every other field of its facts as the list of
/// their values. Reads its members when asked, so that a group of which only the count is wanted costs nothing more.
/// </summary>
internal sealed class RuleGroup(ContextType type, FactType fact, IReadOnlyList<object?> keys, IReadOnlyList<object?> members) : IFeelContext
{
    private const string Members = "members";

    public int Count => type.Fields.Count;

    public IEnumerable<string> Names => type.Fields.Select(f => f.Name);

    public IReadOnlyList<object?> Facts => members;

    public static ContextType TypeOf(FactType fact, IReadOnlyList<(string Name, FeelType Type)> keys)
    {
        var fields = keys.DistinctBy(k => k.Name).Select(k => new ContextField(k.Name, k.Type)).ToList();
        fields.Add(new ContextField(Members, FeelType.ListOf(fact.Type)));
        fields.AddRange(fact.Fields.Where(f => !fields.Exists(k => k.Name == f.Name))
            .Select(f => new ContextField(f.Name, FeelType.ListOf(f.Type))));
        return new ContextType(null, fields);
    }

    /// <summary>A key that is a field has the field's name; the first other one is called <c>key</c>, the next <c>key2</c>.</summary>
    public static string NameOf(string text, FactType fact, int index) =>
        fact.IndexOf(text) >= 0 ? text : index == 0 ? "key" : $"key{index + 1}";

    public bool TryGet(string name, out object? value)
    {
        var slot = type.IndexOf(name);
        if (slot < 0)
        {
            value = null;
            return false;
        }

        value = slot < keys.Count ? keys[slot] : name == Members ? members : Values(fact.IndexOf(name));
        return true;
    }

    private object?[] Values(int field)
    {
        var values = new object?[members.Count];
        var i = 0;
        foreach (var member in members)
        {
            values[i++] = ((RuleFact)member!)[field];
        }

        return values;
    }
}
