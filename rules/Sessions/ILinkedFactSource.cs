using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>The source of a concluded fact.</summary>
public interface ILinkedFactSource : IFactSource
{
    /// <summary>The rule that concluded it; the first one when several did.</summary>
    IRuleDefinition Rule { get; }
}
