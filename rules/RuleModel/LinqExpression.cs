using System.Linq.Expressions;
using Workflows.Rules.Network;

namespace Workflows.Rules.RuleModel;

/// <summary>A rule expression written in C#. Compiled only when it is evaluated often enough to pay for it.</summary>
public sealed class LinqExpression : RuleExpression
{
    private Func<object?[], object?>? _evaluate;

    internal LinqExpression(LambdaExpression lambda)
        : base([.. lambda.Parameters.Select(p => new Declaration(p.Type, p.Name!))], lambda.ReturnType) => Lambda = lambda;

    internal bool IsDescribed { get; private set; }

    internal StructuralKey? Structure { get; private set; }

    /// <summary>The lambda; its parameters are the inputs.</summary>
    public LambdaExpression Lambda { get; }

    internal StructuralKey? Describe(StructuralKey? structure)
    {
        Structure = structure;
        IsDescribed = true;
        return structure;
    }

    public override object? Evaluate(object?[] arguments) => (_evaluate ??= Compile())(arguments);

    public override string ToString() => Lambda.Body.ToString();

    private Func<object?[], object?> Compile()
    {
        var array = Expression.Parameter(typeof(object[]), "arguments");
        var variables =
            Lambda.Parameters.Select((p, i) =>
                Expression.Assign(p, Expression.Convert(Expression.ArrayIndex(array, Expression.Constant(i)), p.Type)));
        var body = Lambda.Body.Type == typeof(void)
            ? Expression.Block(typeof(object), Lambda.Body, Expression.Constant(null))
            : (Expression)Expression.Convert(Lambda.Body, typeof(object));
        var block = Expression.Block(typeof(object), Lambda.Parameters, [.. variables, body]);
        return Expression.Lambda<Func<object?[], object?>>(block, array).Compile();
    }
}
