using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Runs;

/// <summary>
/// Keeps what a burst writes down small enough for a history: what is larger belongs into a fact or a file, and the run holds its key.
/// </summary>
internal sealed class ValueSize
{
    /// <summary>The most that one value may take, in characters of its text and entries of its lists.</summary>
    private const int Most = 4_000_000;

    /// <summary>The most that all values of one burst may take together: they are written as one entry.</summary>
    private const int MostTogether = 32_000_000;

    /// <summary>How deep a value may nest: whoever reads or writes it goes down by recursion.</summary>
    private const int Deepest = 500;

    private static readonly LocalText KeepElsewhere = new(
        "Keep it as a fact or a file and let the run hold its key.", "请将其保存为事实或文件，流程中只保留其键。");

    private int _left = MostTogether;

    /// <summary>The value, if it is small enough.</summary>
    public object? Checked(string name, object? value)
    {
        // Most values are scalars, which need no walk.
        if (value is null or bool or decimal)
        {
            return value;
        }

        var rest = Rest(value, Most, Deepest);
        if (rest < 0)
        {
            throw new RunFaultException(
                "E113",
                new LocalText(
                    $"The value of {name} is larger than {Most} characters or nested more than {Deepest} deep.",
                    $"{name} 的值超过 {Most} 个字符，或嵌套超过 {Deepest} 层。"),
                KeepElsewhere);
        }

        _left -= Most - rest;
        return _left >= 0 ? value : throw new RunFaultException(
            "E113",
            new LocalText(
                $"With {name}, the values that the run keeps at one go are larger than {MostTogether} characters together.",
                $"加上 {name}，流程一次连续执行所保存的值合计超过 {MostTogether} 个字符。"),
            KeepElsewhere);
    }

    /// <summary>What is left of an allowance after a value; negative when it does not suffice.</summary>
    private static int Rest(object? value, int allowance, int depth)
    {
        switch (value)
        {
            case string text:
                return allowance - text.Length;
            case IReadOnlyList<object?> or IFeelContext when depth == 0:
                return -1;
            case IReadOnlyList<object?> list:
                for (var i = 0; i < list.Count && allowance >= 0; i++)
                {
                    allowance = Rest(list[i], allowance - 1, depth - 1);
                }

                return allowance;
            case IFeelContext context:
                foreach (var name in context.Names)
                {
                    if (allowance < 0)
                    {
                        break;
                    }

                    allowance = Rest(context.TryGet(name, out var member) ? member : null, allowance - name.Length - 1, depth - 1);
                }

                return allowance;
            default:
                return allowance - 1;
        }
    }
}
