using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>A field compared with a constant or with a field of an earlier fact.</summary>
public sealed record RandomCondition(int Field, int Operator, int Constant, int Slot, int OtherField, bool IsAlpha)
{
    private static readonly string[] Names = [nameof(Item.A), nameof(Item.B), nameof(Item.C)];

    public bool Holds(Item item, Item[] bound)
    {
        var left = Read(item, Field);
        var right = IsAlpha || bound.Length == 0 ? Constant : Read(bound[Slot % bound.Length], OtherField);
        return Operator switch
        {
            0 => left == right,
            1 => left <= right,
            2 => left > right,
            3 => left != right,
            _ => left == right,
        };
    }

    public LambdaExpression Lambda(Declaration subject, IReadOnlyList<Declaration> bound)
    {
        var item = subject.ToParameterExpression();
        var left = Expression.Property(item, Names[Field]);
        if (IsAlpha || bound.Count == 0)
        {
            return Expression.Lambda(Compare(left, Expression.Constant(Constant)), item);
        }

        var other = bound[Slot % bound.Count].ToParameterExpression();
        return Expression.Lambda(Compare(left, Expression.Property(other, Names[OtherField])), item, other);
    }

    private static int Read(Item item, int field) => field switch
    {
        0 => item.A,
        1 => item.B,
        _ => item.C,
    };

    private BinaryExpression Compare(Expression left, Expression right) => Operator switch
    {
        1 => Expression.LessThanOrEqual(left, right),
        2 => Expression.GreaterThan(left, right),
        3 => Expression.NotEqual(left, right),
        _ => Expression.Equal(left, right),
    };
}
