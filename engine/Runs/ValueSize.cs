using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Runs;

/// <summary>
/// Keeps single values small enough for a history: what is larger belongs into a fact or a file, and the run holds its key.
/// </summary>
internal static class ValueSize
{
    /// <summary>The most that one value may take, in characters of its text and entries of its lists.</summary>
    public const int Most = 4_000_000;

    /// <summary>The value, if it is small enough.</summary>
    public static object? Checked(string name, object? value)
    {
        // Most values are scalars, which need no walk.
        if (value is null or bool or decimal || Rest(value, Most) >= 0)
        {
            return value;
        }

        throw new RunFaultException(
            "E113",
            new LocalText($"The value of {name} is larger than {Most} characters.", $"{name} 的值超过 {Most} 个字符。"),
            new LocalText("Keep it as a fact or a file and let the run hold its key.", "请将其保存为事实或文件，流程中只保留其键。"));
    }

    /// <summary>What is left of an allowance after a value; negative when it does not suffice.</summary>
    private static int Rest(object? value, int allowance)
    {
        switch (value)
        {
            case string text:
                return allowance - text.Length;
            case IReadOnlyList<object?> list:
                for (var i = 0; i < list.Count && allowance >= 0; i++)
                {
                    allowance = Rest(list[i], allowance - 1);
                }

                return allowance;
            case IFeelContext context:
                foreach (var name in context.Names)
                {
                    if (allowance < 0)
                    {
                        break;
                    }

                    allowance = Rest(context.TryGet(name, out var member) ? member : null, allowance - name.Length - 1);
                }

                return allowance;
            default:
                return allowance - 1;
        }
    }
}
