using Workflows.Rules.Feel.Functions;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Editing;

/// <summary>What kind of thing a completion is.</summary>
internal enum FeelCompletionKind
{
    Variable,
    Field,
    Function,
    Keyword,
}

/// <summary>Something that may be written.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Insert">What is written in place of the text from <paramref name="Start"/> to the cursor.</param>
/// <param name="Start">Where the word that it completes begins.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">Its type or signature.</param>
/// <param name="Text">What it is for; null where nobody said.</param>
internal sealed record FeelCompletion(string Label, string Insert, int Start, FeelCompletionKind Kind, string Detail, LocalText? Text);

/// <summary>Turns what the parser found at a place into completions.</summary>
internal static class FeelCompletions
{
    private static readonly (string Word, string Insert, LocalText Text)[] Keywords =
    [
        ("if", "if  then  else ", new("A choice: if … then … else …", "条件选择：if … then … else …")),
        ("for", "for  in  return ", new("A list made of a list: for x in list return …", "由列表生成列表：for x in list return …")),
        ("some", "some  in  satisfies ", new("Whether one passes: some x in list satisfies …", "是否存在满足条件者：some x in list satisfies …")),
        ("every", "every  in  satisfies ", new("Whether all pass: every x in list satisfies …", "是否全部满足：every x in list satisfies …")),
        ("function", "function() ", new("A function: function(x) …", "函数：function(x) …")),
        ("true", "true", new("True", "真")),
        ("false", "false", new("False", "假")),
        ("null", "null", new("No value", "空值")),
    ];

    public static IReadOnlyList<FeelCompletion> Of(FeelProbe probe)
    {
        if (probe.MemberOf is { } type)
        {
            return [.. Members(type, probe.Start)];
        }

        if (probe.Visible is not { } visible)
        {
            return [];
        }

        return
        [
            .. visible.Select(s => new FeelCompletion(s.Name, s.Name, probe.Start, FeelCompletionKind.Variable, s.Type.Name, s.Label)),
            .. BuiltIns.All.Select(f => Function(f, probe.Start)),
            .. Keywords.Select(k => new FeelCompletion(k.Word, k.Insert, probe.Start, FeelCompletionKind.Keyword, string.Empty, k.Text)),
        ];
    }

    private static FeelCompletion Function(BuiltInFunction function, int start) => new(
        function.Name, function.Name + "(", start, FeelCompletionKind.Function, FeelSignatures.Of(function), function.Description);

    private static IEnumerable<FeelCompletion> Members(FeelType type, int start)
    {
        var element = type is ListType list ? list.Element : type;
        return element is ContextType context
            ? context.Fields.Select(f => new FeelCompletion(f.Name, f.Name, start, FeelCompletionKind.Field, f.Type.Name, null))
            : FeelProperties.NamesOf(element.Kind).Select(n => new FeelCompletion(
                n, n, start, FeelCompletionKind.Field, FeelProperties.TypeOf(element, n)?.Name ?? string.Empty, null));
    }
}
