using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Compiling;

namespace Workflows.Rules.RuleFiles.Testing;

/// <summary>Unary tests over parameters and tables.</summary>
internal sealed class TestsCall(Formula tests, Evaluation evaluation)
{
    public bool? Test(object? value)
    {
        object?[] slots =
        [
            .. tests.Slots.Select(s => s.Kind == SlotKind.Table
                ? evaluation.TableOf(s.Name) : evaluation.Parameters.GetValueOrDefault(s.Name)),
        ];
        return tests.Expression.Test(value, slots, evaluation.Run);
    }
}
