using System.Linq.Expressions;
using System.Reflection;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>
/// Turns a typed tree into an expression tree for the compiler of .NET. Every node can be asked for its value as an object; conditions
/// also as one of three truth values or as "is it true", and numbers as a decimal with a guard, so that what has a static type is neither
/// boxed nor looked up.
/// </summary>
internal sealed partial class Emitter
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ILookup<(Type, string), MethodInfo> Methods = new[]
    {
        typeof(Access), typeof(Arithmetic), typeof(Calls), typeof(FeelContext), typeof(FeelValues), typeof(Filters), typeof(Iteration),
        typeof(Numbers), typeof(Ternary), typeof(Tests),
    }.SelectMany(t => t.GetMethods(AnyStatic)).ToLookup(m => (m.DeclaringType!, m.Name));

    private readonly ParameterExpression _slots = Expression.Parameter(typeof(object?[]), "slots");
    private readonly ParameterExpression _input = Expression.Parameter(typeof(object), "input");
    private readonly Dictionary<FeelSymbol, ParameterExpression> _locals = new(ReferenceEqualityComparer.Instance);
    private ParameterExpression _run = Expression.Parameter(typeof(FeelRun), "run");
    private List<ParameterExpression> _temps = [];

    public static Expression<Func<object?[], object?, FeelRun, object?>> Value(FeelNode root) =>
        new Emitter().Root<Func<object?[], object?, FeelRun, object?>>(e => e.Object(root));

    public static Expression<Func<object?[], object?, FeelRun, int>> Truth(FeelNode root) =>
        new Emitter().Root<Func<object?[], object?, FeelRun, int>>(e => e.Three(root));

    public static Expression<Func<object?[], object?, FeelRun, bool>> Condition(FeelNode root) =>
        new Emitter().Root<Func<object?[], object?, FeelRun, bool>>(e => e.IsTrue(root));

    private Expression<T> Root<T>(Func<Emitter, Expression> emit)
    {
        var body = emit(this);
        return Expression.Lambda<T>(Expression.Block(_temps, body), _slots, _input, _run);
    }

    /// <summary>The value of a node, boxed.</summary>
    private Expression Object(FeelNode node) => node switch
    {
        ConstantNode constant => Constant(constant.Value),
        NameNode { Symbol.IsGrowing: true } name => Static(typeof(Access), nameof(Access.Snapshot), Raw(name), _run),
        NameNode name => Raw(name),
        UnknownNode unknown => Static(typeof(Access), nameof(Access.Unknown), Expression.Constant(unknown.Name), _run, At(node)),
        ErrorNode => Constant(null),
        BuiltInNode builtIn => Constant(builtIn.Function),
        EntryNode entry => Entry(entry),
        PathNode path => Path(path),
        FilterNode filter => Filter(filter),
        ListNode list => Array(list.Items),
        ContextNode context => Context(context),
        RangeNode range => Static(typeof(Calls), nameof(Calls.Range), Object(range.Start), Expression.Constant(range.StartIncluded),
            Object(range.End), Expression.Constant(range.EndIncluded), _run, At(node)),
        BoundNode bound => Static(typeof(Calls), nameof(Calls.Bound), Expression.Constant(bound.Operator), Object(bound.Bound)),
        IfNode choice => Expression.Condition(IsTrue(choice.Condition), Object(choice.Then), Object(choice.Else)),
        ForNode loop => For(loop),
        FunctionNode function => Function(function, string.Empty),
        _ when IsNumber(node) => BoxedNumber(node),
        ArithmeticNode arithmetic => Static(typeof(Arithmetic), nameof(Arithmetic.Apply), Expression.Constant(arithmetic.Operator),
            Object(arithmetic.Left), Object(arithmetic.Right), _run, At(node)),
        NegateNode negate => Static(typeof(Arithmetic), nameof(Arithmetic.Negate), Object(negate.Operand), _run, At(node)),
        CallNode call when !IsNot(call) => Call(call),
        _ => Static(typeof(Ternary), nameof(Ternary.Box), Three(node)),
    };

    /// <summary>As <see cref="Object"/>, where a list that grows may be read as it stands.</summary>
    private Expression Source(FeelNode node) => node is NameNode name ? Raw(name) : Object(node);

    private Expression Raw(NameNode name) => name.Symbol.Kind switch
    {
        SymbolKind.Slot => Expression.ArrayIndex(_slots, Expression.Constant(name.Symbol.Slot)),
        SymbolKind.Input => _input,
        _ => _locals.TryGetValue(name.Symbol, out var local) ? local : Constant(null),
    };

    private Expression Entry(EntryNode entry)
    {
        var found = Temp(typeof(object), "entry");
        var outside = entry.Outside is null
            ? Static(typeof(Access), nameof(Access.NoEntry), Expression.Constant(entry.Name), _run, At(entry)) : Object(entry.Outside);
        var owner = Raw(new NameNode(entry.Spot, entry.Owner));
        return Expression.Condition(
            Static(typeof(Access), nameof(Access.TryEntry), owner, Expression.Constant(entry.Name), found), found, outside);
    }

    private Expression Path(PathNode path)
    {
        var source = Source(path.Source);
        if (path.Source.Type is ContextType type && type.IndexOf(path.Name) is >= 0 and var slot)
        {
            return Static(typeof(Access), nameof(Access.Field), source, Expression.Constant(type), Expression.Constant(slot),
                Expression.Constant(path.Name), _run, At(path));
        }

        return Static(typeof(Access), nameof(Access.Path), source, Expression.Constant(path.Name), _run, At(path));
    }

    private Expression Array(IReadOnlyList<FeelNode> items) =>
        Expression.NewArrayInit(typeof(object), items.Select(Object)).AsObject();

    private Expression Context(ContextNode context)
    {
        var names = context.Entries.Select(e => e.Symbol.Name).ToArray();
        var locals = context.Entries.Select(e => Local(e.Symbol)).ToList();
        var steps = new List<Expression>();
        foreach (var entry in context.Entries)
        {
            var value = entry.Value is FunctionNode function ? Function(function, entry.Symbol.Name) : Object(entry.Value);
            steps.Add(Expression.Assign(_locals[entry.Symbol], value));
        }

        steps.Add(Static(typeof(FeelContext), nameof(FeelContext.OfUnique), Expression.Constant(names),
            Expression.NewArrayInit(typeof(object), locals)).AsObject());
        return Expression.Block(locals, steps);
    }

    private Expression Function(FunctionNode function, string name)
    {
        var shape = new UserFunctionShape(
            name, [.. function.Parameters.Select(p => new FeelParameter(p.Name, p.Type))], function.Signature.Result);
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var (outerRun, outerTemps) = (_run, _temps);
        (_run, _temps) = (Expression.Parameter(typeof(FeelRun), "run"), []);
        var locals = function.Parameters.Select(p => Local(p)).ToList();
        var steps = locals.Select((l, i) => Assigned(l, arguments, i)).ToList();
        steps.Add(function.Body is null
            ? Static(typeof(Calls), nameof(Calls.External), _run) : Object(function.Body));
        var body = Expression.Lambda<Func<object?[], FeelRun, object?>>(Expression.Block([.. _temps, .. locals], steps), arguments, _run);
        (_run, _temps) = (outerRun, outerTemps);
        return Static(typeof(Calls), nameof(Calls.Function), Expression.Constant(shape), body).AsObject();
    }

    private static Expression Assigned(ParameterExpression local, ParameterExpression arguments, int at) =>
        Expression.Assign(local, Expression.ArrayIndex(arguments, Expression.Constant(at)));

    private Expression Call(CallNode call)
    {
        var names = Expression.Constant(call.Names?.ToArray(), typeof(string[]));
        if (call.Callee is BuiltInNode builtIn)
        {
            var arguments = Expression.NewArrayInit(typeof(object), call.Arguments.Select(Source));
            return Static(typeof(Calls), nameof(Calls.BuiltIn), Expression.Constant(builtIn.Function), arguments, names, _run, At(call));
        }

        var values = Expression.NewArrayInit(typeof(object), call.Arguments.Select(Object));
        return Static(typeof(Calls), nameof(Calls.Invoke), Object(call.Callee), values, names, _run, At(call));
    }

    private ParameterExpression Local(FeelSymbol symbol) => _locals[symbol] = Expression.Variable(typeof(object), symbol.Name);

    private ParameterExpression Temp(Type type, string name)
    {
        var temp = Expression.Variable(type, name);
        _temps.Add(temp);
        return temp;
    }

    private static bool IsNot(CallNode call) => call is { Callee: BuiltInNode { Function.Name: "not" }, Names: null, Arguments.Count: 1 };

    private static Expression Constant(object? value) => Expression.Constant(value, typeof(object));

    private static Expression At(FeelNode node) => Expression.Constant(node.Spot);

    private static MethodCallExpression Static(Type type, string method, params Expression[] arguments)
    {
        var found = Methods[(type, method)].FirstOrDefault(m => Fits(m.GetParameters(), arguments));
        return Expression.Call(found ?? throw new InvalidOperationException($"No {method} takes these arguments"), arguments);
    }

    private static bool Fits(ParameterInfo[] parameters, Expression[] arguments) =>
        parameters.Length == arguments.Length && parameters.Zip(arguments).All(p => ValueTypeOf(p.First).IsAssignableFrom(p.Second.Type));

    private static Type ValueTypeOf(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
}

/// <summary>Small words for expression trees.</summary>
internal static class EmittedExpressions
{
    public static Expression AsObject(this Expression expression) =>
        expression.Type == typeof(object) ? expression : Expression.Convert(expression, typeof(object));
}
