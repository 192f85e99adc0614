using System.Diagnostics.CodeAnalysis;
using System.Text;
using Fluid;
using Fluid.Values;
using Workflows.Engine.Runs;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Parses and renders Liquid templates within limits on steps, recursion and the size of texts.</summary>
internal static class LiquidTemplates
{
    private const int MostSteps = 100_000;
    private const int DeepestRecursion = 50;
    private const int LongestText = 1_000_000;
    private const int ShortText = 500;
    private const int StackForLongText = 1 << 29;

    // The parser is safe for many threads once it is made; options are only read after this.
    private static readonly FluidParser Parser = new(new FluidParserOptions { AllowFunctions = false });
    private static readonly TemplateOptions Options = MakeOptions();

    public static bool TryParse(string text, [NotNullWhen(true)] out IFluidTemplate? template, [NotNullWhen(false)] out string? error)
    {
        template = null;
        if (!TryRead(text, out var parsed, out error))
        {
            return false;
        }

        var limits = new LiquidLimits();
        template = limits.VisitTemplate(parsed);
        error = limits.IsTooDeep ? "it is nested too deep" : error;
        return !limits.IsTooDeep;
    }

    public static string Render(IFluidTemplate template, ExpressionContext context)
    {
        var writer = new LiquidWriter(LongestText);
        var scope = new TemplateContext(Options)
        {
            Now = () => context.Now,
            TimeZone = TimeZoneInfo.CreateCustomTimeZone("run", context.Now.Offset, "run", "run"),
            Assigned = (_, value, _) => Checked(value),
            Captured = (_, value, _) => Checked(value),
        };
        LiquidRun.Fill(scope, context, Options);
        try
        {
            // Nothing in a template waits: the task is done when it is returned.
            template.RenderAsync(writer, NullEncoder.Default, scope).AsTask().GetAwaiter().GetResult();
            return writer.ToString();
        }
        catch (Exception e) when (e is FluidException or IOException or InvalidOperationException or ArgumentException or FormatException
            or OverflowException or InvalidCastException or DivideByZeroException or InsufficientExecutionStackException)
        {
            throw new RunFaultException("E418", new LocalText(
                $"The Liquid template failed: {e.Message}", $"Liquid 模板失败：{e.Message}"));
        }
    }

    internal static RunFaultException TooLong() => new("E419", new LocalText(
        $"The Liquid template makes a text of more than {LongestText} characters, or a range as long.",
        $"Liquid 模板生成的文本或区间超过 {LongestText} 个字符。"));

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MostSteps,
            MaxRecursion = DeepestRecursion,
            CultureInfo = System.Globalization.CultureInfo.InvariantCulture,
        };
        options.Filters.AddFilter("json", (value, _, _) => Text(FeelJson.Text(LiquidValues.ToValue(value))));
        options.Filters.AddFilter("base64", (value, _, _) => Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(value.ToStringValue()))));
        foreach (var name in new[] { "append", "prepend", "concat", "join", "newline_to_br", "escape", "url_encode", "strip_newlines" })
        {
            Guard(options, name, static (value, arguments) => Length(value) + Length(arguments.At(0)));
        }

        foreach (var name in new[] { "replace", "replace_first", "replace_last" })
        {
            Guard(options, name, static (value, arguments) => Length(value) * Math.Max(1, Length(arguments.At(1))));
        }

        return options;
    }

    private static ValueTask<FluidValue> Text(string text) => new(new StringValue(text));

    private static ValueTask<FluidValue> Checked(FluidValue value) => Length(value) > LongestText ? throw TooLong() : new(value);

    // What a filter could make at most is known before it makes it.
    private static void Guard(TemplateOptions options, string name, Func<FluidValue, FilterArguments, long> most)
    {
        if (options.Filters.TryGetValue(name, out var plain))
        {
            options.Filters.AddFilter(name, (value, arguments, context) =>
                most(value, arguments) > LongestText ? throw TooLong() : plain(value, arguments, context));
        }
    }

    private static long Length(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(Length) + list.Values.Count,
        _ => 16,
    };

    // The parser goes down by recursion, and how deep a text leads it shows only when it is read: what could lead deep is read on a
    // stack that suffices for any text of the length that expressions may have.
    private static bool TryRead(string text, out IFluidTemplate parsed, out string error)
    {
        if (text.Length <= ShortText)
        {
            return Parser.TryParse(text, out parsed, out error);
        }

        var reading = (IsRead: false, Parsed: default(IFluidTemplate)!, Error: string.Empty);
        var reader = new Thread(() => reading.IsRead = Parser.TryParse(text, out reading.Parsed, out reading.Error), StackForLongText);
        reader.Start();
        reader.Join();
        (parsed, error) = (reading.Parsed, reading.Error);
        return reading.IsRead;
    }
}
