using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// Conditions that cannot fail whatever the fact is: comparisons of its own properties with each other and with constants. A property
/// that throws would be a fault of the fact, not of the condition.
/// </summary>
internal static class PlainExpression
{
    public static bool Is(RuleExpression condition) => condition is LinqExpression linq && IsPlain(linq.Lambda.Body);

    private static bool IsPlain(Expression expression) => expression switch
    {
        _ when StructuralKey.TryConstant(expression, out _) => true,
        ParameterExpression => true,
        MemberExpression { Expression: ParameterExpression } => true,
        UnaryExpression { NodeType: ExpressionType.Not, Method: null } not => IsPlain(not.Operand),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert => IsWider(convert) && IsPlain(convert.Operand),
        BinaryExpression binary => IsComparison(binary.NodeType) && IsPlain(binary.Left) && IsPlain(binary.Right),
        _ => false,
    };

    private static bool IsWider(UnaryExpression convert) =>
        convert.Operand.Type.IsValueType && convert.Type.IsValueType && Nullable.GetUnderlyingType(convert.Operand.Type) is null;

    private static bool IsComparison(ExpressionType type) => type is ExpressionType.Equal or ExpressionType.NotEqual
        or ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual
        or ExpressionType.AndAlso or ExpressionType.OrElse;
}
