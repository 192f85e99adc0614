using Workflows.Rules.Feel.Functions;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Editing;

/// <summary>What stands at a place of an expression, for people.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Code">As code: a name with its type, a function's signatures.</param>
/// <param name="Text">What it is for; null where nobody said.</param>
/// <param name="Declared">Where the expression itself declares it.</param>
internal sealed record FeelHover(int Start, int Length, string Code, LocalText? Text, FeelSpot? Declared);

/// <summary>
/// An expression, or unary tests, in an editor: right or wrong, it has a tree, diagnostics, and answers about its places. Offsets count
/// UTF-16 code units of the text.
/// </summary>
internal sealed class FeelDocument
{
    private readonly FeelSource _source;
    private readonly FeelScope _scope;
    private readonly FeelType? _input;

    private FeelDocument(FeelSource source, FeelScope scope, FeelType? input)
    {
        (_source, _scope, _input) = (source, scope, input);
        var problems = new FeelProblems(source, isLenient: false);
        Root = Parse(problems, null);
        Diagnostics = problems.Found;
    }

    /// <summary>The tree; what could not be read is an error node in it.</summary>
    public FeelNode Root { get; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public string Text => _source.Text;

    /// <summary>Reads a text; with an input type as unary tests. A text that is too long is read as empty.</summary>
    public static FeelDocument Read(string text, FeelScope scope, FeelType? input = null, FeelOptions? options = null)
    {
        options ??= FeelOptions.Default;
        return new(new FeelSource(text.Length > options.MaxLength ? string.Empty : text, options.Origin), scope, input);
    }

    /// <summary>The innermost nodes around a place, the outermost first.</summary>
    public IReadOnlyList<FeelNode> PathTo(int offset)
    {
        var path = new List<FeelNode>();
        for (var node = Root; node is not null; node = node.Children.LastOrDefault(c => Covers(c.Spot, offset)))
        {
            path.Add(node);
        }

        return path;
    }

    /// <summary>What stands at a place; null where nothing has a meaning of its own.</summary>
    public FeelHover? HoverAt(int offset)
    {
        var path = PathTo(offset);
        var named = path.LastOrDefault(n => n is PathNode member && Covers(member.NameSpot, offset));
        return path.Count == 0 ? null : (named ?? path[^1]) switch
        {
            NameNode name => Hover(name.Spot, $"{name.Symbol.Name}: {name.Type.Name}", name.Symbol.Label, name.Symbol.Declared),
            PathNode member when named is not null => Hover(member.NameSpot, $"{member.Name}: {member.Type.Name}"),
            EntryNode entry => Hover(entry.Spot, $"{entry.Name}: {entry.Type.Name}"),
            BuiltInNode function => Hover(function.Spot, FeelSignatures.Of(function.Function), function.Function.Description),
            ConstantNode constant => Hover(constant.Spot, constant.Type.Name),
            var node => Hover(node.Spot, node.Type.Name),
        };
    }

    /// <summary>What may be written at a place, best first; names are not filtered by what stands there already.</summary>
    public IReadOnlyList<FeelCompletion> CompletionsAt(int offset)
    {
        var probe = new FeelProbe(offset);
        Parse(new FeelProblems(_source, isLenient: true), probe);
        return FeelCompletions.Of(probe);
    }

    private FeelNode Parse(FeelProblems problems, FeelProbe? probe) => _input is null
        ? FeelParser.Parse(_source, _scope, problems, probe) : FeelParser.ParseTests(_source, _input, _scope, problems, probe);

    private static bool Covers(FeelSpot spot, int offset) => spot.Start <= offset && offset <= spot.End;

    private static FeelHover Hover(FeelSpot spot, string code, LocalText? text = null, FeelSpot? declared = null) =>
        new(spot.Start, spot.Length, code, text, declared);
}

/// <summary>Signatures of built-in functions, for people.</summary>
internal static class FeelSignatures
{
    /// <summary>All variants, a line each: <c>substring(string: string, start position: number, length?: number): string</c>.</summary>
    public static string Of(BuiltInFunction function) => string.Join('\n', function.Variants.Select(v => Of(function.Name, v)));

    public static string Of(string name, FunctionVariant variant) =>
        $"{name}({string.Join(", ", variant.Parameters.Select(Of))}): {variant.Result.Name}";

    private static string Of(FeelParameter parameter) =>
        $"{parameter.Name}{(parameter.IsVariadic ? "…" : parameter.IsOptional ? "?" : string.Empty)}: {parameter.Type.Name}";
}
