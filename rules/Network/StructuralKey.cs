using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// What an expression means, with its inputs numbered: equal keys may share one node. An expression it cannot describe has none.
/// </summary>
internal sealed class StructuralKey : IEquatable<StructuralKey>
{
    private readonly object?[] _parts;
    private readonly int _hash;

    private StructuralKey(object?[] parts)
    {
        _parts = parts;
        var hash = default(HashCode);
        foreach (var part in parts)
        {
            hash.Add(part);
        }

        _hash = hash.ToHashCode();
    }

    public static StructuralKey? Of(RuleExpression expression)
    {
        if (expression is LinqExpression linq)
        {
            return linq.IsDescribed ? linq.Structure : linq.Describe(Describe(linq.Lambda));
        }

        return expression.StructuralKey is { } key ? new StructuralKey([key, .. expression.Inputs.Select(i => i.Type)]) : null;
    }

    /// <summary>One key of several parts; null when a part is null.</summary>
    public static StructuralKey? Combine(params IEnumerable<object?> parts)
    {
        var all = parts.ToArray();
        return Array.TrueForAll(all, p => p is not null) ? new StructuralKey(all) : null;
    }

    public bool Equals(StructuralKey? other) =>
        other is not null && _hash == other._hash && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => Equals(obj as StructuralKey);

    public override int GetHashCode() => _hash;

    /// <summary>The value of a captured constant; false for anything that may change after the rule is defined.</summary>
    public static bool TryConstant(Expression expression, out object? value)
    {
        value = null;
        switch (expression)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Member: FieldInfo field } member when IsFrozen(field):
                object? target = null;
                if (member.Expression is not null && !TryConstant(member.Expression, out target))
                {
                    return false;
                }

                value = field.GetValue(target);
                return true;
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when convert.Type.IsEnum
                || Nullable.GetUnderlyingType(convert.Type) is not null:
                return TryConstant(convert.Operand, out value)
                    && value?.GetType() == (Nullable.GetUnderlyingType(convert.Type) ?? convert.Type);
            default:
                return false;
        }
    }

    private static bool IsFrozen(FieldInfo field) =>
        field.IsInitOnly || field.IsLiteral || (field.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute), false) ?? false);

    private static StructuralKey? Describe(LambdaExpression lambda)
    {
        var describer = new Describer([.. lambda.Parameters]);
        foreach (var parameter in lambda.Parameters)
        {
            describer.Parts.Add(parameter.Type);
        }

        return describer.TryAdd(lambda.Body) ? new StructuralKey([.. describer.Parts]) : null;
    }

    private sealed class Describer(List<ParameterExpression> parameters)
    {
        public List<object?> Parts { get; } = [];

        public bool TryAdd(Expression? expression)
        {
            if (expression is null)
            {
                Parts.Add(null);
                return true;
            }

            if (expression is not ParameterExpression && TryConstant(expression, out var value))
            {
                Parts.Add(ExpressionType.Constant);
                Parts.Add(expression.Type);
                Parts.Add(value);
                return true;
            }

            Parts.Add(expression.NodeType);
            Parts.Add(expression.Type);
            return TryAddKind(expression);
        }

        private bool TryAddKind(Expression expression)
        {
            switch (expression)
            {
                case ParameterExpression parameter:
                    Parts.Add(parameters.IndexOf(parameter));
                    return parameters.Contains(parameter);
                case MemberExpression member:
                    Parts.Add(member.Member);
                    return TryAdd(member.Expression);
                case UnaryExpression unary:
                    Parts.Add(unary.Method);
                    return TryAdd(unary.Operand);
                case BinaryExpression binary:
                    Parts.Add(binary.Method);
                    return TryAdd(binary.Left) && TryAdd(binary.Right) && TryAdd(binary.Conversion);
                case MethodCallExpression call:
                    Parts.Add(call.Method);
                    return TryAdd(call.Object) && TryAddAll(call.Arguments);
                case ConditionalExpression conditional:
                    return TryAdd(conditional.Test) && TryAdd(conditional.IfTrue) && TryAdd(conditional.IfFalse);
                case NewExpression { Constructor: not null } creation:
                    Parts.Add(creation.Constructor);
                    return TryAddAll(creation.Arguments);
                case NewArrayExpression array:
                    Parts.Add(array.Expressions.Count);
                    return TryAddAll(array.Expressions);
                case TypeBinaryExpression test:
                    Parts.Add(test.TypeOperand);
                    return TryAdd(test.Expression);
                case InvocationExpression invocation:
                    return TryAdd(invocation.Expression) && TryAddAll(invocation.Arguments);
                case LambdaExpression lambda:
                    parameters.AddRange(lambda.Parameters);
                    return TryAdd(lambda.Body);
                default:
                    return false;
            }
        }

        private bool TryAddAll(System.Collections.ObjectModel.ReadOnlyCollection<Expression> expressions)
        {
            Parts.Add(expressions.Count);
            return expressions.All(TryAdd);
        }
    }
}
