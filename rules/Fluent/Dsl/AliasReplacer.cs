using System.Linq.Expressions;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>Turns captured variables that serve as names into parameters.</summary>
internal sealed class AliasReplacer(IReadOnlyDictionary<string, RuleModel.Declaration> names) : ExpressionVisitor
{
    private readonly Dictionary<string, ParameterExpression> _found = [];
    private readonly Dictionary<ParameterExpression, ParameterExpression> _own = [];
    private IReadOnlyCollection<string> _refused = [];

    public static string NameOf(LambdaExpression alias)
    {
        var body = alias.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : alias.Body;
        return body is MemberExpression member
            ? member.Member.Name
            : throw new ArgumentException($"'{alias.Body}' is not a variable that can serve as a name", nameof(alias));
    }

    /// <summary>The lambda with <paramref name="own"/> in place of its parameters and every name it uses behind them.</summary>
    /// <param name="lambda">The lambda as it was written.</param>
    /// <param name="own">What its own parameters are called from now on.</param>
    /// <param name="refused">Names that must not occur.</param>
    public LambdaExpression Replace(LambdaExpression lambda, ParameterExpression[] own, IReadOnlyCollection<string> refused)
    {
        _refused = refused;
        for (var i = 0; i < own.Length; i++)
        {
            _own.Add(lambda.Parameters[i], own[i]);
            _found[own[i].Name!] = own[i];
        }

        var body = Visit(lambda.Body);
        return Expression.Lambda(body, [.. own, .. _found.Values.Except(own)]);
    }

    /// <summary>The lambda with one of its parameters under another name.</summary>
    public static LambdaExpression Rename(LambdaExpression lambda, string name, RuleModel.Declaration other)
    {
        var renamer = new AliasReplacer(new Dictionary<string, RuleModel.Declaration>());
        var parameters = lambda.Parameters.Select(p => p.Name == name ? other.ToParameterExpression() : p).ToArray();
        return renamer.Replace(lambda, parameters, []);
    }

    protected override Expression VisitParameter(ParameterExpression node) => _own.GetValueOrDefault(node, node);

    protected override Expression VisitMember(MemberExpression node)
    {
        if (!IsCaptured(node) || !names.TryGetValue(node.Member.Name, out var declaration) || declaration.Type != node.Type)
        {
            return base.VisitMember(node);
        }

        if (_refused.Contains(node.Member.Name))
        {
            throw new InvalidOperationException($"The service '{node.Member.Name}' can be used in actions only, not in conditions");
        }

        if (!_found.TryGetValue(declaration.Name, out var parameter))
        {
            parameter = declaration.ToParameterExpression();
            _found.Add(declaration.Name, parameter);
        }

        return parameter;
    }

    private static bool IsCaptured(MemberExpression node)
    {
        var target = node.Expression;
        while (target is MemberExpression member
            && member.Type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false))
        {
            target = member.Expression;
        }

        return target is ConstantExpression || (target is null && node.Member is System.Reflection.FieldInfo);
    }
}
