using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Workflows.Engine.Runs;
using Workflows.Rules;
using Workflows.Rules.Feel;
using JsEngine = Jint.Engine;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>Carries values between runs and scripts: moments become Date, other dates and durations ISO texts, and back.</summary>
internal static class ScriptValues
{
    private const int Deepest = 64;
    private const int Most = 1_000_000;

    public static JsValue ToScript(JsEngine engine, object? value) => value switch
    {
        null => JsValue.Null,
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        decimal number => JsNumber.Create((double)number),
        string text => JsString.Create(text),
        FeelDateTime moment when moment.ToDateTimeOffset() is { } at => new JsDate(engine, at),
        IReadOnlyList<object?> list => List(engine, list),
        IFeelContext context => Context(engine, context),
        _ => JsString.Create(RunValues.AsText(value) ?? string.Empty),
    };

    /// <summary>
    /// A script's value as one of a run. Getters and proxies run here, so it is called only from within an evaluation with its limits.
    /// </summary>
    public static object? ToValue(JsValue value)
    {
        var left = Most;
        return ToValue(value, 0, ref left);
    }

    private static object? ToValue(JsValue value, int depth, ref int left)
    {
        if (depth > Deepest || --left < 0)
        {
            throw new RunFaultException("E413", new LocalText(
                $"A script gave a value that is nested more than {Deepest} deep, contains itself, or has more than {Most} parts.",
                $"脚本给出的值嵌套超过 {Deepest} 层、引用了自身，或超过 {Most} 个部分。"));
        }

        return value.Type switch
        {
            Types.Boolean => value.AsBoolean(),
            Types.Number when IsWithin(value.AsNumber()) => (decimal)value.AsNumber(),
            Types.String => value.AsString(),
            Types.BigInt => RunValues.NumberOf(value.ToString()),
            Types.Object => FromObject(value.AsObject(), depth, ref left),
            _ => null,
        };
    }

    private static object? FromObject(ObjectInstance value, int depth, ref int left)
    {
        switch (value)
        {
            case JsDate date:
                return double.IsNaN(date.DateValue) ? null : FeelDateTime.Of(new DateTimeOffset(date.ToDateTime().ToUniversalTime()));
            case JsArray array:
                var items = new List<object?>();
                for (uint i = 0; i < array.Length; i++)
                {
                    items.Add(ToValue(array.Get(JsNumber.Create(i)), depth + 1, ref left));
                }

                return items;
            case Jint.Native.Function.Function:
                return null;
        }

        var members = new List<KeyValuePair<string, object?>>();
        foreach (var key in value.GetOwnPropertyKeys(Types.String))
        {
            if (value.GetOwnProperty(key).Enumerable && value.Get(key) is var member && !member.IsUndefined() && !IsFunction(member))
            {
                members.Add(new(key.ToString(), ToValue(member, depth + 1, ref left)));
            }
        }

        return RunValues.Context(members);
    }

    private static bool IsFunction(JsValue value) => value is Jint.Native.Function.Function;

    // The conversion is exact for whole numbers and for the fifteen digits that people write.
    private static bool IsWithin(double number) => Math.Abs(number) < 7.9e28;

    private static JsArray List(JsEngine engine, IReadOnlyList<object?> list)
    {
        var items = new JsValue[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = ToScript(engine, list[i]);
        }

        return new JsArray(engine, items);
    }

    private static JsObject Context(JsEngine engine, IFeelContext context)
    {
        var made = new JsObject(engine);
        foreach (var name in context.Names)
        {
            made.FastSetDataProperty(name, ToScript(engine, context.TryGet(name, out var member) ? member : null));
        }

        return made;
    }
}
