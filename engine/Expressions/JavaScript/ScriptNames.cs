using Jint.Native;
using Workflows.Rules;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>
/// The functions that definitions name after their variables, inputs and activities: <c>getTotal()</c>, <c>setTotal(v)</c>,
/// <c>getResultFromSum1()</c>. A name's first letter may be small or large.
/// </summary>
internal static class ScriptNames
{
    public static Func<ScriptEngine, JsValue[], object?>? Accessor(string name)
    {
        if (name.Length < 4)
        {
            return null;
        }

        var rest = name[3..];
        return name[..3] switch
        {
            "get" => (engine, _) => Get(engine, name, rest),
            "set" => (engine, arguments) => Set(engine, rest, arguments),
            _ => null,
        };
    }

    private static object? Get(ScriptEngine engine, string function, string name)
    {
        foreach (var spelled in Spellings(name))
        {
            if (engine.Has(spelled))
            {
                return engine.Read(spelled);
            }

            if (engine.Context.TryGetInput(spelled, out var input))
            {
                return input;
            }
        }

        if (engine.VariableNames.FirstOrDefault(v => Same(v, name)) is { } variable)
        {
            return engine.Read(variable);
        }

        var from = name.IndexOf("From", StringComparison.Ordinal);
        return from > 0 && engine.Context.OutputOf(name[(from + 4)..], name[..from]) is { } output
            ? output
            : throw new Runs.RunFaultException("E416", new LocalText(
                $"{function}() names neither a variable nor an input nor an output: there is no {name}.",
                $"{function}() 既不是变量、输入也不是输出：没有 {name}。"));
    }

    private static object? Set(ScriptEngine engine, string name, JsValue[] arguments)
    {
        var variable = Spellings(name).FirstOrDefault(engine.Has) ?? engine.VariableNames.FirstOrDefault(v => Same(v, name)) ?? name;
        return engine.Write(variable, arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
    }

    private static string[] Spellings(string name) =>
        [name, char.ToLowerInvariant(name[0]) + name[1..], char.ToUpperInvariant(name[0]) + name[1..]];

    // "my variable" is called getMyVariable().
    private static bool Same(string variable, string name) =>
        string.Equals(Letters(variable), Letters(name), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string name) => string.Concat(name.Where(c => c is not (' ' or '_' or '-')));
}
