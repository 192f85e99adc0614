namespace Workflows.Rules.Feel;

/// <summary>A name that an expression may use, with its type.</summary>
public sealed record FeelVariable(string Name, FeelType Type)
{
    /// <summary>What it is, for completion and hover; null where nobody said.</summary>
    public LocalText? Label { get; init; }

    /// <summary>
    /// Whether the fields of its context type are visible by their bare names, too, as in a pattern of a rule. A variable of the scope with
    /// that name gives way to the field.
    /// </summary>
    public bool IsOpened { get; init; }
}

/// <summary>
/// The names that an expression may use, in order: a variable's place is its slot in the array that evaluation is given. Names may hold
/// spaces, Chinese, and characters that are operators elsewhere (<c>a-b</c>); the longest declared name that fits is meant. Immutable.
/// </summary>
public sealed class FeelScope
{
    private readonly IReadOnlyDictionary<string, FeelType> _types;

    /// <param name="variables">The variables in slot order; of two with one name the later one is meant.</param>
    /// <param name="types">Type names beyond the built-in ones, for <c>instance of</c> and parameters of functions.</param>
    public FeelScope(IReadOnlyList<FeelVariable> variables, IReadOnlyDictionary<string, FeelType>? types = null)
    {
        Variables = variables;
        _types = types ?? new Dictionary<string, FeelType>();
    }

    public static FeelScope Empty { get; } = new([]);

    public IReadOnlyList<FeelVariable> Variables { get; }

    /// <summary>Type names beyond the built-in ones.</summary>
    public IReadOnlyDictionary<string, FeelType> Types => _types;

    public static FeelScope Of(params IEnumerable<(string Name, FeelType Type)> variables) =>
        new([.. variables.Select(v => new FeelVariable(v.Name, v.Type))]);

    /// <summary>A scope with further variables behind these.</summary>
    public FeelScope With(params IEnumerable<FeelVariable> more) => new([.. Variables, .. more], _types);

    internal FeelType? TypeNamed(string name) => _types.GetValueOrDefault(name);
}
