using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>A FEEL value in FEEL's order, for aggregates that keep values sorted.</summary>
internal sealed class OrderedValue(object value) : IComparable, IEquatable<OrderedValue>
{
    public object Value { get; } = value;

    public int CompareTo(object? obj) => obj is OrderedValue other ? FeelValues.Compare(Value, other.Value) ?? 0 : 1;

    public bool Equals(OrderedValue? other) => other is not null && FeelValues.Comparer.Equals(Value, other.Value);

    public override bool Equals(object? obj) => Equals(obj as OrderedValue);

    public override int GetHashCode() => FeelValues.Comparer.GetHashCode(Value);
}
