using System.Text;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Editing;

/// <summary>
/// Writes a tree as text in one canonical form: one space around operators, no bracket that changes nothing. Reading the text gives the
/// same tree again. Comments are no part of a tree: <see cref="Format"/> leaves a text alone that holds one.
/// </summary>
internal sealed class FeelPrinter
{
    private const int Lowest = 0;
    private const int SumLevel = 4;
    private const int PowerLevel = 6;
    private const int Highest = 8;

    private readonly StringBuilder _text = new();

    public static string Print(FeelNode node)
    {
        var printer = new FeelPrinter();
        printer.Write(node, Lowest);
        return printer._text.ToString();
    }

    /// <summary>The canonical form of a text; null where it has faults of writing, comments, or too many characters.</summary>
    public static string? Format(string text, FeelScope scope, FeelType? input = null)
    {
        if (text.Contains("//", StringComparison.Ordinal) || text.Contains("/*", StringComparison.Ordinal))
        {
            return null;
        }

        var document = FeelDocument.Read(text, scope, input);
        var isReadable = document.Text.Length == text.Length
            && document.Diagnostics.All(d => d.Severity != Severity.Error || d.Code.StartsWith("F2", StringComparison.Ordinal));
        return isReadable ? Print(document.Root) : null;
    }

    private void Write(FeelNode node, int least)
    {
        var isWrapped = LevelOf(node) < least;
        _text.Append(isWrapped ? "(" : string.Empty);
        WriteBare(node);
        _text.Append(isWrapped ? ")" : string.Empty);
    }

    private static int LevelOf(FeelNode node) => node switch
    {
        IfNode or ForNode or QuantifiedNode or FunctionNode => Lowest,
        LogicNode logic => logic.IsAnd ? 2 : 1,
        CompareNode or BetweenNode or InNode => 3,
        ArithmeticNode arithmetic => LevelOf(arithmetic.Operator),
        NegateNode or ConstantNode { Value: decimal and < 0 } => 7,
        InstanceNode => PowerLevel,
        _ => Highest,
    };

    private static int LevelOf(FeelOperator op) => op switch
    {
        FeelOperator.Add or FeelOperator.Subtract => SumLevel,
        FeelOperator.Power => PowerLevel,
        _ => 5,
    };

    private void WriteBare(FeelNode node)
    {
        switch (node)
        {
            case ConstantNode constant:
                _text.Append(Literal(constant.Value));
                break;
            case NameNode or UnknownNode or EntryNode or BuiltInNode:
                _text.Append(NameOf(node));
                break;
            case PathNode path:
                WritePath(path);
                break;
            case FilterNode filter:
                Write(filter.Source, Highest);
                Enclose('[', filter.Filter, ']');
                break;
            case CallNode call:
                WriteCall(call);
                break;
            case ListNode list:
                WriteAll("[", list.Items, "]");
                break;
            case ContextNode context:
                WriteContext(context);
                break;
            case RangeNode range:
                WriteRange(range);
                break;
            case BoundNode bound:
                _text.Append('(').Append(bound.Operator.Sign()).Append(' ');
                Write(bound.Bound, SumLevel);
                _text.Append(')');
                break;
            default:
                WriteOperation(node);
                break;
        }
    }

    private void WriteOperation(FeelNode node)
    {
        switch (node)
        {
            case NegateNode negate:
                _text.Append('-');
                Write(negate.Operand, 7);
                break;
            case ArithmeticNode arithmetic:
                var level = LevelOf(arithmetic.Operator);
                WriteBinary(arithmetic.Left, level, arithmetic.Operator.Sign(), arithmetic.Right, level + 1);
                break;
            case CompareNode compare:
                WriteBinary(compare.Left, 3, compare.Operator.Sign(), compare.Right, SumLevel);
                break;
            case LogicNode logic:
                WriteLogic(logic);
                break;
            case BetweenNode between:
                WriteBinary(between.Value, 3, "between", between.Low, SumLevel);
                _text.Append(" and ");
                Write(between.High, SumLevel);
                break;
            case InNode test:
                Write(test.Value, 3);
                _text.Append(" in ");
                WriteTests(test.Tests);
                break;
            case TestsNode tests:
                WriteCell(tests);
                break;
            case InstanceNode instance:
                Write(instance.Value, 7);
                _text.Append(" instance of ").Append(instance.Wanted.Name);
                break;
            default:
                WriteClause(node);
                break;
        }
    }

    private void WriteClause(FeelNode node)
    {
        switch (node)
        {
            case IfNode choice:
                _text.Append("if ");
                Write(choice.Condition, Lowest);
                _text.Append(" then ");
                Write(choice.Then, Lowest);
                _text.Append(" else ");
                Write(choice.Else, Lowest);
                break;
            case ForNode loop:
                WriteIterators("for ", loop.Iterators, " return ", loop.Body);
                break;
            case QuantifiedNode quantified:
                WriteIterators(quantified.IsSome ? "some " : "every ", quantified.Iterators, " satisfies ", quantified.Body);
                break;
            case FunctionNode function:
                WriteFunction(function);
                break;
        }
    }

    private void WriteBinary(FeelNode left, int leftLevel, string sign, FeelNode right, int rightLevel)
    {
        Write(left, leftLevel);
        _text.Append(' ').Append(sign).Append(' ');
        Write(right, rightLevel);
    }

    private void WriteLogic(LogicNode logic)
    {
        var level = LevelOf(logic);
        foreach (var (i, operand) in logic.Operands.Index())
        {
            _text.Append(i == 0 ? string.Empty : logic.IsAnd ? " and " : " or ");
            Write(operand, level + 1);
        }
    }

    private void WritePath(PathNode path)
    {
        // A field of an opened value was written by its bare name.
        if (path.Source is NameNode source && source.Spot.Start == path.NameSpot.Start)
        {
            _text.Append(path.Name);
            return;
        }

        Write(path.Source, Highest);
        _text.Append('.').Append(path.Name);
    }

    private void WriteCall(CallNode call)
    {
        Write(call.Callee, Highest);
        _text.Append('(');
        foreach (var (i, argument) in call.Arguments.Index())
        {
            _text.Append(i == 0 ? string.Empty : ", ").Append(call.Names is null ? string.Empty : call.Names[i] + ": ");
            Write(argument, Lowest);
        }

        _text.Append(')');
    }

    private void WriteAll(string open, IReadOnlyList<FeelNode> items, string close)
    {
        _text.Append(open);
        foreach (var (i, item) in items.Index())
        {
            _text.Append(i == 0 ? string.Empty : ", ");
            Write(item, Lowest);
        }

        _text.Append(close);
    }

    private void WriteContext(ContextNode context)
    {
        _text.Append('{');
        foreach (var (i, entry) in context.Entries.Index())
        {
            var name = entry.Symbol.Name;
            _text.Append(i == 0 ? string.Empty : ", ").Append(ValueText.IsPlain(name) ? name : ValueText.Quoted(name)).Append(": ");
            Write(entry.Value, Lowest);
        }

        _text.Append('}');
    }

    private void WriteRange(RangeNode range)
    {
        _text.Append(range.StartIncluded ? '[' : '(');
        Write(range.Start, SumLevel);
        _text.Append("..");
        Write(range.End, SumLevel);
        _text.Append(range.EndIncluded ? ']' : ')');
    }

    private void WriteTests(IReadOnlyList<FeelNode> tests)
    {
        if (tests is [RangeNode or ListNode or NameNode or ConstantNode or PathNode])
        {
            Write(tests[0], SumLevel);
            return;
        }

        _text.Append('(');
        WriteTestList(tests);
        _text.Append(')');
    }

    private void WriteTestList(IReadOnlyList<FeelNode> tests)
    {
        foreach (var (i, test) in tests.Index())
        {
            _text.Append(i == 0 ? string.Empty : ", ");
            if (test is BoundNode bound)
            {
                _text.Append(bound.Operator.Sign()).Append(' ');
                Write(bound.Bound, SumLevel);
            }
            else
            {
                Write(test, Lowest);
            }
        }
    }

    private void WriteCell(TestsNode tests)
    {
        _text.Append(tests.IsNegated ? "not(" : tests.Tests.Count == 0 ? "-" : string.Empty);
        WriteTestList(tests.Tests);
        _text.Append(tests.IsNegated ? ")" : string.Empty);
    }

    private void WriteIterators(string word, IReadOnlyList<FeelIterator> iterators, string then, FeelNode body)
    {
        _text.Append(word);
        foreach (var (i, iterator) in iterators.Index())
        {
            _text.Append(i == 0 ? string.Empty : ", ").Append(iterator.Symbol.Name).Append(" in ");
            Write(iterator.Source, Lowest);
            if (iterator.End is { } end)
            {
                _text.Append("..");
                Write(end, Lowest);
            }
        }

        _text.Append(then);
        Write(body, Lowest);
    }

    private void WriteFunction(FunctionNode function)
    {
        var parameters = function.Parameters.Select(p => p.Type.Kind == FeelKind.Any ? p.Name : $"{p.Name}: {p.Type.Name}");
        _text.Append("function(").AppendJoin(", ", parameters).Append(") ");
        if (function.Body is not null)
        {
            Write(function.Body, Lowest);
            return;
        }

        _text.Append("external ");
        Write(function.External!, Lowest);
    }

    private void Enclose(char open, FeelNode inner, char close)
    {
        _text.Append(open);
        Write(inner, Lowest);
        _text.Append(close);
    }

    private static string NameOf(FeelNode node) => node switch
    {
        NameNode name => name.Symbol.Name,
        UnknownNode unknown => unknown.Name,
        EntryNode entry => entry.Name,
        _ => ((BuiltInNode)node).Function.Name,
    };

    private static string Literal(object? value) => value switch
    {
        string text => ValueText.Quoted(text),
        FeelDate or FeelTime or FeelDateTime or DaysTimeDuration or YearsMonthsDuration => $"@\"{FeelValues.Text(value)}\"",
        _ => FeelValues.Text(value),
    };
}
