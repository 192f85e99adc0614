using System.Text.RegularExpressions;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// The secrets that a call may carry: those that its definition names. What an expression made of values from outside may read like a
/// reference to any other, and must not become one.
/// </summary>
internal static partial class NamedSecrets
{
    /// <summary>An input whose references to secrets stand in the definition; a call with another faults.</summary>
    public static object? Input(ActivityContext context, string name)
    {
        var value = context.Input(name);
        if (!context.IsConstantInput(name))
        {
            Check(value, [.. Texts(context.Node.Element[name])]);
        }

        return value;
    }

    private static void Check(object? value, List<string> written)
    {
        switch (value)
        {
            case string text:
                foreach (Match reference in Reference().Matches(text))
                {
                    if (!written.Exists(w => w.Contains(reference.Value, StringComparison.Ordinal)))
                    {
                        throw Refusal(reference.Value);
                    }
                }

                break;
            case IReadOnlyList<object?> list:
                foreach (var item in list)
                {
                    Check(item, written);
                }

                break;
            case IFeelContext context:
                foreach (var member in context.Names)
                {
                    context.TryGet(member, out var item);
                    Check(member == ExpressionCompiler.SecretReference ? throw Refusal(member) : item, written);
                }

                break;
        }
    }

    private static IEnumerable<string> Texts(JsonPart? part) => part is null
        ? []
        : part.Items.SelectMany(Texts).Concat(part.Members.SelectMany(member => Texts(member.Value))).Prepend(part.Text ?? string.Empty);

    private static Exception Refusal(string reference) => ActivityContext.Fault("E443", new LocalText(
        $"A header would carry a secret that the definition does not name: {reference}", $"请求头将携带流程定义未引用的密钥：{reference}"),
        new LocalText("Write the reference in the definition, not into a value.", "请在流程定义中引用密钥，不要写在数据里。"));

    [GeneratedRegex(@"\{secret:[^{}]{1,200}\}")]
    private static partial Regex Reference();
}
