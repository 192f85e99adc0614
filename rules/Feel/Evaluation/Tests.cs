namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Whether an input passes a unary test (DMN 7.3.3 and table 55).</summary>
internal static class Tests
{
    /// <summary>A test that is a value: equal to it, in its list, within its range.</summary>
    public static int Matches(object? input, object? value, FeelRun run, FeelSpot at)
    {
        switch (value)
        {
            case bool flag when input is not bool:
                return input is null ? Ternary.Of(FeelValues.AreEqual(input, flag)) : Ternary.Of(flag);
            case FeelRange range when input is not FeelRange:
                return Ternary.Of(range.Contains(input));
            case IReadOnlyList<object?> list:
                return InList(input, list, run);
            default:
                return Ternary.Equal(input, value, run, at);
        }
    }

    /// <summary>A test that names the input: true or false as it says; any other value is compared with the input.</summary>
    public static int Condition(object? input, object? value, FeelRun run, FeelSpot at) => value switch
    {
        bool flag => Ternary.Of(flag),
        null => Ternary.Null,
        _ => Matches(input, value, run, at),
    };

    /// <summary>Whether a text is one of a few.</summary>
    public static int InTexts(object? input, string[] texts)
    {
        if (input is not string text)
        {
            return Ternary.False;
        }

        foreach (var candidate in texts)
        {
            if (string.Equals(text, candidate))
            {
                return Ternary.True;
            }
        }

        return Ternary.False;
    }

    public static int IsText(object? input, string wanted) =>
        input is string text ? Ternary.Of(string.Equals(text, wanted)) : input is null ? Ternary.False : Ternary.Null;

    private static int InList(object? input, IReadOnlyList<object?> list, FeelRun run)
    {
        if (!run.Steps(list.Count))
        {
            return Ternary.Null;
        }

        if (input is IReadOnlyList<object?> && ValueComparison.AreEqual(input, list, run) == true)
        {
            return Ternary.True;
        }

        foreach (var element in list)
        {
            var fits = element is FeelRange range && input is not FeelRange
                ? range.Contains(input) : ValueComparison.AreEqual(input, element, run);
            if (fits == true)
            {
                return Ternary.True;
            }
        }

        return Ternary.False;
    }
}
