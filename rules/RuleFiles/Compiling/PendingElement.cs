using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>An element of a rule that later lines may still add conditions to.</summary>
internal sealed class PendingElement
{
    private readonly RuleElement? _built;
    private readonly FactKey? _key;
    private readonly RuleElement? _source;

    /// <summary>An element that takes no conditions.</summary>
    public PendingElement(RuleElement built) => _built = built;

    /// <summary>Facts.</summary>
    public PendingElement(Declaration declaration, FactKey key) => (Declaration, _key) = (declaration, key);

    /// <summary>Values of an aggregate or a binding.</summary>
    public PendingElement(Declaration declaration, RuleElement source) => (Declaration, _source) = (declaration, source);

    /// <summary>What later conditions may be attached to; null where there is nothing.</summary>
    public Declaration? Declaration { get; }

    public List<RuleExpression> Conditions { get; } = [];

    public RuleElement Build() => _built ?? BuildPattern();

    public PatternElement BuildPattern() => _key is not null
        ? Element.Pattern(Declaration!, _key, Conditions) : Element.Pattern(Declaration!, Conditions, _source!);
}
