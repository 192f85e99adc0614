using Fluid;
using Fluid.Values;
using Workflows.Engine.Runs;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Carries values between runs and templates.</summary>
internal static class LiquidValues
{
    private const int Deepest = 64;

    public static FluidValue ToTemplate(object? value, TemplateOptions options) => value switch
    {
        null => NilValue.Instance,
        bool flag => BooleanValue.Create(flag),
        decimal number => NumberValue.Create(number),
        string text => new StringValue(text),
        FeelDateTime moment when moment.ToDateTimeOffset() is { } at => new DateTimeValue(at),
        IReadOnlyList<object?> list => new ArrayValue([.. list.Select(item => ToTemplate(item, options))]),
        IFeelContext context => new DictionaryValue(new LiquidMembers(context, options)),
        _ => new StringValue(RunValues.AsText(value) ?? string.Empty),
    };

    public static object? ToValue(FluidValue value, int depth = 0) => value switch
    {
        _ when depth > Deepest => null,
        BooleanValue flag => flag.ToBooleanValue(),
        NumberValue number => number.ToNumberValue(),
        StringValue text => text.ToStringValue(),
        DateTimeValue { } moment when moment.ToObjectValue() is DateTimeOffset at => FeelDateTime.Of(at),
        ArrayValue list => list.Values.Select(item => ToValue(item, depth + 1)).ToList(),
        DictionaryValue members when members.ToObjectValue() is LiquidMembers own => own.Context,
        _ => null,
    };
}

/// <summary>The members of a context, for templates.</summary>
internal sealed class LiquidMembers(IFeelContext context, TemplateOptions options) : IFluidIndexable
{
    public IFeelContext Context => context;

    public int Count => context.Count;

    public IEnumerable<string> Keys => context.Names;

    public bool TryGetValue(string name, out FluidValue value)
    {
        var found = RunValues.TryGet(context, name, out var member);
        value = LiquidValues.ToTemplate(member, options);
        return found;
    }
}
