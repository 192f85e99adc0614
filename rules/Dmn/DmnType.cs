using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>
/// A type of a DMN file: a FEEL type, and the constraints that an item definition lays on its values, at any depth.
/// </summary>
internal sealed class DmnType(FeelType feel)
{
    // Item definitions may refer to themselves; values do not, so that this bounds only what a stranger nests.
    private const int MostDepth = 100;

    public static DmnType Any { get; } = new(FeelType.Any);

    public FeelType Feel { get; } = feel;

    /// <summary>The items' type where this is a list.</summary>
    public DmnType? Element { get; init; }

    /// <summary>The components where this is a context.</summary>
    public IReadOnlyList<(string Name, DmnType Type)> Fields { get; set; } = [];

    /// <summary>What a function gives where this is a function's type.</summary>
    public DmnType? Result { get; init; }

    /// <summary>The type that this one narrows.</summary>
    public DmnType? Base { get; init; }

    /// <summary>Unary tests that a value must pass: of a collection with allowed values, each item.</summary>
    public FeelExpression? Constraint { get; set; }

    /// <summary>
    /// The value as one of this type: an item for a list of one, a list of one for an item, a date as midnight. Null, with the reason
    /// kept, where it is none.
    /// </summary>
    public object? Convert(object? value, string name, FeelRun run)
    {
        if (value is null || ReferenceEquals(this, Any))
        {
            return value;
        }

        if (!FeelValues.TryConvert(value, Feel, out var converted))
        {
            return run.Null(DmnReasons.NotOfType(name, Feel, value));
        }

        return Allows(converted, run, 0) ? converted : run.Null(DmnReasons.NotAllowed(name, value));
    }

    private bool Allows(object? value, FeelRun run, int depth)
    {
        if (value is null || depth > MostDepth || !run.Step())
        {
            return true;
        }

        if (Constraint is not null && Constraint.Test(value, [], run) != true || Base is not null && !Base.Allows(value, run, depth + 1))
        {
            return false;
        }

        if (value is IReadOnlyList<object?> items && Element is not null)
        {
            return items.All(i => Element.Allows(i, run, depth + 1));
        }

        return value is not IFeelContext context
            || Fields.All(f => !context.TryGet(f.Name, out var field) || f.Type.Allows(field, run, depth + 1));
    }
}
