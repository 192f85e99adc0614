using System.Linq.Expressions;
using Workflows.Rules.Network;

namespace Workflows.Rules.RuleModel;

/// <summary>A rule expression written in C#. Compiled only when it is evaluated often enough to pay for it.</summary>
public sealed class LinqExpression : RuleExpression
{
    // To compile an expression takes as long as to interpret it some thousand times.
    internal const int InterpretedEvaluations = 500;

    private Func<object?[], object?>? _evaluate;
    private Func<object?[], object?>? _interpret;
    private bool? _isCompiledAtOnce;
    private int _left = InterpretedEvaluations;

    internal LinqExpression(LambdaExpression lambda)
        : base([.. lambda.Parameters.Select(p => new Declaration(p.Type, p.Name!))], lambda.ReturnType) => Lambda = lambda;

    /// <summary>
    /// Whether it is compiled from the start: it has a lambda inside, which it may call any number of times in one evaluation, or a span,
    /// which an interpreter cannot hold. The compiler makes a span of an array on which a rule calls <c>Contains</c>.
    /// </summary>
    internal bool IsCompiledAtOnce => _isCompiledAtOnce ??= NotInterpreted.IsIn(Lambda.Body);

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

    public override object? Evaluate(object?[] arguments) =>
        _evaluate is null && !IsCompiledAtOnce && _left-- > 0
            ? Interpret(arguments) : (_evaluate ??= Compile(isInterpreted: false))(arguments);

    internal object? Interpret(object?[] arguments) => (_interpret ??= Compile(isInterpreted: true))(arguments);

    public override string ToString() => Lambda.Body.ToString();

    private Func<object?[], object?> Compile(bool isInterpreted)
    {
        var array = Expression.Parameter(typeof(object[]), "arguments");
        var variables =
            Lambda.Parameters.Select((p, i) =>
                Expression.Assign(p, Expression.Convert(Expression.ArrayIndex(array, Expression.Constant(i)), p.Type)));
        var body = Lambda.Body.Type == typeof(void)
            ? Expression.Block(typeof(object), Lambda.Body, Expression.Constant(null))
            : (Expression)Expression.Convert(Lambda.Body, typeof(object));
        var block = Expression.Block(typeof(object), Lambda.Parameters, [.. variables, body]);
        return Expression.Lambda<Func<object?[], object?>>(block, array).Compile(isInterpreted);
    }

    private sealed class NotInterpreted : ExpressionVisitor
    {
        private bool _found;

        public static bool IsIn(Expression body)
        {
            var search = new NotInterpreted();
            search.Visit(body);
            return search._found;
        }

        public override Expression? Visit(Expression? node)
        {
            _found |= node is { Type.IsByRefLike: true };
            return _found ? node : base.Visit(node);
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _found = true;
            return node;
        }
    }
}
