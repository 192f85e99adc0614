using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>
/// A rule written in C#. <see cref="Define"/> says, with <see cref="When"/> and <see cref="Then"/>, what must hold and what is done then;
/// local variables without a value serve as the names of what is matched.
/// </summary>
public abstract class Rule
{
    private RuleDraft? _draft;

    private RuleDraft Draft => _draft ?? throw new InvalidOperationException("A rule can be described only inside Define()");

    /// <summary>Describes the rule. Called once for each loading.</summary>
    public abstract void Define();

    /// <summary>Names the rule, in place of its class name.</summary>
    protected void Name(string value) => Draft.Name = value;

    /// <summary>Sets the priority, in place of the attribute's.</summary>
    protected void Priority(int value) => Draft.Priority = value;

    /// <summary>Services for the actions.</summary>
    protected IDependencyExpression Dependency() => new DependencyExpression(Draft);

    /// <summary>What must hold.</summary>
    protected ILeftHandSideExpression When() => new LeftHandSideExpression(Draft);

    /// <summary>Which matches come up.</summary>
    protected IFilterExpression Filter() => new FilterExpression(Draft);

    /// <summary>What is done.</summary>
    protected IRightHandSideExpression Then() => new RightHandSideExpression(Draft);

    internal IRuleDefinition Describe(RuleMetadata metadata)
    {
        _draft = new RuleDraft();
        try
        {
            Define();
            return _draft.Build(metadata);
        }
        finally
        {
            _draft = null;
        }
    }
}
