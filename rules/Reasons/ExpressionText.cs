using System.Globalization;
using System.Linq.Expressions;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Writes expressions as their author would: C# for lambdas, the source text for other front ends.</summary>
internal sealed class ExpressionText
{
    private const int Atom = 100;
    private readonly System.Text.StringBuilder _text = new();

    public static string Of(RuleExpression expression) =>
        expression is LinqExpression linq ? Of(linq.Lambda.Body) : expression.ToString() ?? string.Empty;

    public static string Of(Expression expression)
    {
        var writer = new ExpressionText();
        writer.Write(expression, 0);
        return writer._text.ToString();
    }

    /// <summary>A value for people: no culture, texts in quotes, lists in brackets.</summary>
    public static string ValueText(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => ListText(list),
        _ => value.ToString() ?? value.GetType().Name,
    };

    private static string ListText(System.Collections.IEnumerable list)
    {
        var items = list.Cast<object?>().Take(6).Select(ValueText).ToList();
        return items.Count == 6 ? $"[{string.Join(", ", items.Take(5))}, …]" : $"[{string.Join(", ", items)}]";
    }

    private static (string Sign, int Strength)? SignOf(ExpressionType type) => type switch
    {
        ExpressionType.OrElse => ("||", 1),
        ExpressionType.AndAlso => ("&&", 2),
        ExpressionType.Or => ("|", 3),
        ExpressionType.ExclusiveOr => ("^", 4),
        ExpressionType.And => ("&", 5),
        ExpressionType.Equal => ("==", 6),
        ExpressionType.NotEqual => ("!=", 6),
        ExpressionType.LessThan => ("<", 7),
        ExpressionType.LessThanOrEqual => ("<=", 7),
        ExpressionType.GreaterThan => (">", 7),
        ExpressionType.GreaterThanOrEqual => (">=", 7),
        ExpressionType.Add or ExpressionType.AddChecked => ("+", 9),
        ExpressionType.Subtract or ExpressionType.SubtractChecked => ("-", 9),
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => ("*", 10),
        ExpressionType.Divide => ("/", 10),
        ExpressionType.Modulo => ("%", 10),
        ExpressionType.Coalesce => ("??", 1),
        _ => null,
    };

    private void Write(Expression expression, int around)
    {
        if (expression is not ParameterExpression && StructuralKey.TryConstant(expression, out var value))
        {
            _text.Append(value is Enum ? $"{value.GetType().Name}.{value}" : ValueText(value));
            return;
        }

        switch (expression)
        {
            case ParameterExpression parameter:
                _text.Append(parameter.Name!.TrimStart('$'));
                break;
            case MemberExpression member:
                WriteTarget(member.Expression, member.Member.DeclaringType);
                _text.Append(member.Member.Name);
                break;
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } index:
                Write(index.Left, Atom);
                WriteAll("[", [index.Right], "]");
                break;
            case BinaryExpression binary when SignOf(binary.NodeType) is { } sign:
                WriteBinary(binary, sign.Sign, sign.Strength, around);
                break;
            case UnaryExpression unary:
                WriteUnary(unary, around);
                break;
            case MethodCallExpression call:
                WriteCall(call);
                break;
            case LambdaExpression lambda:
                _text.Append(lambda.Parameters.Count == 1 ? lambda.Parameters[0].Name
                    : $"({string.Join(", ", lambda.Parameters.Select(p => p.Name))})").Append(" => ");
                Write(lambda.Body, 0);
                break;
            case NewExpression creation:
                _text.Append("new ").Append(creation.Type.Name);
                WriteAll("(", creation.Arguments, ")");
                break;
            case ConditionalExpression choice:
                WriteChoice(choice, around);
                break;
            case TypeBinaryExpression test:
                Write(test.Expression, Atom);
                _text.Append(" is ").Append(test.TypeOperand.Name);
                break;
            default:
                _text.Append(expression);
                break;
        }
    }

    private void WriteBinary(BinaryExpression binary, string sign, int strength, int around)
    {
        Open(strength < around);
        Write(binary.Left, strength);
        _text.Append(' ').Append(sign).Append(' ');
        Write(binary.Right, strength + 1);
        Close(strength < around);
    }

    private void WriteChoice(ConditionalExpression choice, int around)
    {
        Open(around > 0);
        Write(choice.Test, 1);
        _text.Append(" ? ");
        Write(choice.IfTrue, 1);
        _text.Append(" : ");
        Write(choice.IfFalse, 1);
        Close(around > 0);
    }

    private void WriteUnary(UnaryExpression unary, int around)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Not:
                _text.Append('!');
                Write(unary.Operand, Atom);
                break;
            case ExpressionType.Negate or ExpressionType.NegateChecked:
                _text.Append('-');
                Write(unary.Operand, Atom);
                break;
            case ExpressionType.ArrayLength:
                Write(unary.Operand, Atom);
                _text.Append(".Length");
                break;
            default:
                Write(unary.Operand, around);
                break;
        }
    }

    private void WriteCall(MethodCallExpression call)
    {
        if (call.Method is { IsSpecialName: true, Name: "op_Implicit" })
        {
            Write(call.Arguments[0], Atom);
            return;
        }

        var isExtension = call.Method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false);
        WriteTarget(isExtension ? call.Arguments[0] : call.Object, call.Method.DeclaringType);
        if (call.Method.Name == "get_Item")
        {
            _text.Length--;
            WriteAll("[", call.Arguments, "]");
            return;
        }

        _text.Append(call.Method.Name);
        WriteAll("(", isExtension ? call.Arguments.Skip(1) : call.Arguments, ")");
    }

    // What a compiler-made object holds is a variable of the author: its name alone says it.
    private void WriteTarget(Expression? target, Type? declaring)
    {
        if (target is ConstantExpression { Value: not (null or string or IFormattable) })
        {
            return;
        }

        if (target is null)
        {
            _text.Append(declaring?.Name);
        }
        else
        {
            Write(target, Atom);
        }

        _text.Append('.');
    }

    private void WriteAll(string open, IEnumerable<Expression> arguments, string close)
    {
        _text.Append(open);
        var first = true;
        foreach (var argument in arguments)
        {
            _text.Append(first ? string.Empty : ", ");
            Write(argument, 0);
            first = false;
        }

        _text.Append(close);
    }

    private void Open(bool needed) => _text.Append(needed ? "(" : string.Empty);

    private void Close(bool needed) => _text.Append(needed ? ")" : string.Empty);
}
