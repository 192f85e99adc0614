using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tests.Feel;

/// <summary>Reads the lines of a corpus file.</summary>
public sealed partial class FeelCorpusReader(string file)
{
    private readonly List<FeelCase> _cases = [];
    private readonly Dictionary<string, FeelType> _types = [];
    private List<FeelCaseVariable> _variables = [];
    private FeelType _inputType = FeelType.Any;
    private object? _input;
    private bool _isLenient;

    public IReadOnlyList<FeelCase> Read(string[] lines)
    {
        for (var i = 0; i < lines.Length;)
        {
            var begin = i++;
            if (IsCase(lines[begin]))
            {
                while (i < lines.Length && lines[i].StartsWith('|'))
                {
                    i++;
                }

                var text = string.Join('\n', lines[begin..i].Select(l => l.Length > 2 ? l[2..] : string.Empty));
                var expected = lines.Skip(i).TakeWhile(l => l.Length > 0 && "=!~".Contains(l[0], StringComparison.Ordinal));
                var kind = KindOf(lines[begin][0]);
                _cases.Add(new FeelCase(file, begin + 1, Repeated(text), kind, _isLenient, _inputType, _input, [.. _variables],
                    new Dictionary<string, FeelType>(_types), string.Concat(expected.Select(l => l + "\n"))));
            }
            else
            {
                Declare(lines[begin]);
            }
        }

        return _cases;
    }

    private static bool IsCase(string line) => line.Length > 1 && line[1] == ' ' && line[0] is '>' or '?' or ':';

    private static FeelCaseKind KindOf(char sign) =>
        sign == '?' ? FeelCaseKind.Tests : sign == ':' ? FeelCaseKind.Json : FeelCaseKind.Expression;

    private static string Repeated(string text) => Repetition().Replace(text, m =>
        string.Concat(Enumerable.Repeat(m.Groups[2].Value, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))));

    [GeneratedRegex("«(\\d+)×(.*?)»", RegexOptions.Singleline)]
    private static partial Regex Repetition();

    private void Declare(string line)
    {
        var (word, rest) = Cut(line, ' ');
        switch (word)
        {
            case "var":
                var (name, declared) = Cut(rest, ':');
                var (type, value) = Cut(declared, '=');
                _variables.Add(new FeelCaseVariable(name, TypeOf(type), ValueOf(value, TypeOf(type))));
                break;
            case "type":
                var (typeName, fields) = Cut(rest, ':');
                _types.Add(typeName, new ContextType(typeName, ((ContextType)TypeOf(fields)).Fields));
                break;
            case "input":
                var (inputType, input) = Cut(rest, '=');
                (_inputType, _input) = (TypeOf(inputType), ValueOf(input, TypeOf(inputType)));
                break;
            case "lenient" or "strict":
                _isLenient = word == "lenient";
                break;
            case "reset":
                (_variables, _inputType, _input, _isLenient) = ([], FeelType.Any, null, false);
                break;
        }
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        var cut = text.IndexOf(at, StringComparison.Ordinal);
        return cut < 0 ? (text.Trim(), string.Empty) : (text[..cut].Trim(), text[(cut + 1)..].Trim());
    }

    private FeelType TypeOf(string text) =>
        FeelType.Parse(text, _types.GetValueOrDefault) ?? throw new FormatException($"{file}: {text} is no type");

    private static object? ValueOf(string text, FeelType type)
    {
        var result = FeelExpression.Compile(text.Length == 0 ? "null" : text, FeelScope.Empty, FeelOptions.Lenient);
        var value = (result.Expression ?? throw new FormatException(string.Join(' ', result.Diagnostics)))
            .Evaluate([], new FeelRun(FeelCorpus.Now));
        return Typed(value, type);
    }

    /// <summary>Contexts of closed types become records, as facts are.</summary>
    private static object? Typed(object? value, FeelType type) => (value, type) switch
    {
        (IReadOnlyList<object?> list, ListType listType) => list.Select(e => Typed(e, listType.Element)).ToArray(),
        (IFeelContext context, ContextType { IsOpen: false } record) => new SomeRecord(
            record, [.. record.Fields.Select(f => context.TryGet(f.Name, out var v) ? Typed(v, f.Type) : null)]),
        _ => value,
    };
}
