using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>The values of a group's key, equal by their values.</summary>
internal sealed class KeyParts(object?[] values) : IEquatable<KeyParts>
{
    public IReadOnlyList<object?> Values => values;

    public bool Equals(KeyParts? other) => other is not null && values.AsSpan().SequenceEqual(other.Values.ToArray(), FeelValues.Comparer);

    public override bool Equals(object? obj) => Equals(obj as KeyParts);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value, FeelValues.Comparer);
        }

        return hash.ToHashCode();
    }
}
