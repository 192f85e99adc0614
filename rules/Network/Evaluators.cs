using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// The evaluators of one network: expressions that mean the same have one, which is compiled once however many conditions use it.
/// </summary>
/// <param name="interpreted">How often expressions are interpreted before they are compiled.</param>
internal sealed class Evaluators(int interpreted)
{
    private readonly Dictionary<StructuralKey, Evaluator> _known = [];

    public Evaluator Of(RuleExpression expression) => Of(expression, StructuralKey.Of(expression));

    public Evaluator Of(RuleExpression expression, StructuralKey? key)
    {
        if (key is null)
        {
            return New(expression);
        }

        if (!_known.TryGetValue(key, out var evaluator))
        {
            evaluator = New(expression);
            _known.Add(key, evaluator);
        }

        return evaluator;
    }

    /// <summary>An evaluator for an expression that only one place has.</summary>
    public Evaluator New(RuleExpression expression) => new(expression, interpreted);
}
