using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Where the value of a slot comes from.</summary>
internal enum SlotKind
{
    /// <summary>A field of a fact.</summary>
    Field,

    /// <summary>The value of a name as it is.</summary>
    Whole,

    /// <summary>The key of a fact that is compared with a reference.</summary>
    Key,

    Parameter,

    Table,
}

/// <summary>The source of a slot: a name of the rule, or a parameter or table; <see cref="Field"/> for fields.</summary>
internal readonly record struct SlotSource(SlotKind Kind, string Name, int Field = -1)
{
    public bool IsVariable => Kind is SlotKind.Field or SlotKind.Whole or SlotKind.Key;
}

/// <summary>A compiled expression of a rule file: FEEL over slots, with the source of each slot. Immutable.</summary>
internal sealed class Formula(string text, Span span, FeelExpression expression, FeelType type, IReadOnlyList<SlotSource> slots)
{
    public string Text { get; } = text;

    public Span Span { get; } = span;

    public FeelExpression Expression { get; } = expression;

    public FeelType Type { get; } = type;

    public IReadOnlyList<SlotSource> Slots { get; } = slots;

    /// <summary>The rule's names that it reads, in the order of first use.</summary>
    public IReadOnlyList<string> Variables { get; } = [.. slots.Where(s => s.IsVariable).Select(s => s.Name).Distinct()];

    public IEnumerable<string> Parameters => Slots.Where(s => s.Kind == SlotKind.Parameter).Select(s => s.Name);

    /// <summary>Whether its value changes with the moment: it asks for now or today.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Whether it is nothing but one slot.</summary>
    public bool IsSlot { get; init; }
}
