using System.Collections;

namespace Workflows.Rules.RuleModel;

/// <summary>A named value attached to a rule by a front end.</summary>
public sealed record RuleProperty(string Name, object Value);

/// <summary>The properties of a rule, by name.</summary>
public sealed class PropertyMap : IEnumerable<RuleProperty>
{
    private readonly Dictionary<string, RuleProperty> _properties;

    public PropertyMap(params IEnumerable<RuleProperty> properties) => _properties = properties.ToDictionary(p => p.Name);

    public int Count => _properties.Count;

    /// <summary>The value of a property.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public object this[string name] => _properties.TryGetValue(name, out var property)
        ? property.Value
        : throw new ArgumentException($"Rule has no property '{name}'", nameof(name));

    public bool TryGetProperty(string name, out RuleProperty? property) => _properties.TryGetValue(name, out property);

    public IEnumerator<RuleProperty> GetEnumerator() => _properties.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
