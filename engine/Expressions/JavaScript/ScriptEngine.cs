using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using Workflows.Rules.Feel;
using JsEngine = Jint.Engine;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>What a script gave: its value, and the outcomes it chose with <c>setOutcome</c>.</summary>
internal readonly record struct ScriptResult(object? Value, IReadOnlyList<string>? Outcomes);

/// <summary>
/// One interpreter with the functions of definitions and without everything that reaches outside, waits or escapes the limits. Used by
/// one evaluation at a time; the evaluation's context stands behind the functions.
/// </summary>
internal sealed class ScriptEngine : IDisposable
{
    private const int MostNames = 500;

    // What allocates past the limits, waits for other threads, depends on the collector, or opens a fresh realm.
    private static readonly string[] Removed =
    [
        "Atomics", "SharedArrayBuffer", "ArrayBuffer", "DataView", "BigInt", "BigInt64Array", "BigUint64Array", "Int8Array", "Uint8Array",
        "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array",
        "WeakRef", "FinalizationRegistry", "ShadowRealm", "eval", "Function",
    ];

    private const string Guards = """
        (function (most, random) {
          const guard = (owner, name) => {
            const plain = owner[name];
            owner[name] = function (count, ...rest) {
              const length = name === 'repeat' ? String(this).length * Number(count) : Number(count);
              if (length > most) throw new RangeError(name + ' would make a text of more than ' + most + ' characters');
              return plain.call(this, count, ...rest);
            };
          };
          guard(String.prototype, 'repeat');
          guard(String.prototype, 'padStart');
          guard(String.prototype, 'padEnd');
          Math.random = random;
        })
        """;

    private readonly JsEngine engine;
    private readonly GlobalSnapshot clean;
    private readonly ScriptClock clock = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (object? Value, JsValue Script)> given = new(StringComparer.Ordinal);
    private readonly ClrFunction take;
    private IReadOnlyList<string>? outcomes;
    private object? taken;

    public ScriptEngine(ScriptLimits limits)
    {
        engine = new JsEngine(options => Restrict(options, limits));
        foreach (var (name, function) in ScriptFunctions.All)
        {
            Add(name, function);
        }

        foreach (var name in Removed)
        {
            engine.Global.Delete(name);
        }

        engine.SetValue("variables", new ScriptVariables(engine, this));
        var random = new ClrFunction(engine, "random", (_, _) => JsNumber.Create(Fraction(Context.NewId())));
        engine.Invoke(engine.Evaluate(Guards), JsNumber.Create(limits.Length), random);
        take = new ClrFunction(engine, "take", (_, a) =>
        {
            taken = ScriptValues.ToValue(a[0]);
            return JsValue.Undefined;
        });
        clean = engine.Advanced.CaptureGlobalSnapshot();
    }

    /// <summary>What the functions see; set while a script runs.</summary>
    public ExpressionContext Context { get; private set; } = NoRunContext.Instance;

    /// <summary>It knows so many names by now that a fresh one is better.</summary>
    public bool IsWorn => known.Count > MostNames;

    /// <summary>The names of variables that scripts see.</summary>
    public IEnumerable<string> VariableNames => Context.VariableNames;

    /// <summary>Runs a script. What it does wrong throws <see cref="Runs.RunFaultException"/>.</summary>
    public ScriptResult Run(ScriptText script, ExpressionContext context)
    {
        Context = context;
        clock.Now = context.Now;
        try
        {
            Provide(script);
            Take(engine.Evaluate(script.Prepared));
            var value = taken;
            if (script.ChangesValues)
            {
                WriteBack();
            }

            return new ScriptResult(value, outcomes);
        }
        finally
        {
            Context = NoRunContext.Instance;
            (taken, outcomes) = (null, null);
            given.Clear();
            if (script.LeavesGlobals && !script.LeavesTraces)
            {
                engine.Advanced.RestoreGlobalSnapshot(clean);
            }
        }
    }

    public void Dispose() => engine.Dispose();

    public bool Has(string variable) => Context.TryGetVariable(variable, out _);

    /// <summary>A variable's value for scripts; a list or object is the same one for the whole evaluation.</summary>
    public JsValue Read(string variable)
    {
        if (given.TryGetValue(variable, out var known))
        {
            return known.Script;
        }

        if (!Context.TryGetVariable(variable, out var value))
        {
            return JsValue.Undefined;
        }

        var made = ScriptValues.ToScript(engine, value);
        if (made.IsObject())
        {
            given[variable] = (value, made);
        }

        return made;
    }

    public object? Write(string variable, JsValue value)
    {
        given.Remove(variable);
        Context.SetVariable(variable, ScriptValues.ToValue(value));
        return null;
    }

    public object? SetOutcomes(IReadOnlyList<string> chosen)
    {
        outcomes = chosen;
        return null;
    }

    // Numbers, texts and flags cannot run code; everything else is taken within the limits.
    private void Take(JsValue value)
    {
        if (value.IsObject())
        {
            engine.Invoke(take, value);
        }
        else
        {
            taken = ScriptValues.ToValue(value);
        }
    }

    private void WriteBack()
    {
        foreach (var (variable, (before, script)) in given.ToList())
        {
            Take(script);
            if (FeelValues.AreEqual(before, taken) != true)
            {
                Context.SetVariable(variable, taken);
            }
        }
    }

    private void Provide(ScriptText script)
    {
        foreach (var name in script.Names)
        {
            if (!engine.Global.HasOwnProperty(name) && ScriptNames.Accessor(name) is { } accessor)
            {
                Add(name, accessor);
            }
        }
    }

    private void Add(string name, Func<ScriptEngine, JsValue[], object?> function)
    {
        known.Add(name);
        engine.Advanced.AddLazyGlobal(name, e => new ClrFunction(e, name, (_, arguments) =>
            function(this, arguments) switch
            {
                JsValue script => script,
                var value => ScriptValues.ToScript(engine, value),
            }));
    }

    private void Restrict(Options options, ScriptLimits limits)
    {
        options.LimitMemory(limits.Memory).MaxStatements(limits.Statements).LimitRecursion(limits.Recursion)
            .TimeoutInterval(limits.Time).DisableStringCompilation();
        options.Constraints.MaxArraySize = (uint)limits.Length;
        options.Constraints.RegexTimeout = TimeSpan.FromMilliseconds(500);
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.MaxAtomicsPauseIterations = 1;
        options.Interop.Enabled = false;
        options.Interop.AllowGetType = false;
        options.TimeSystem = clock;
        options.Culture = System.Globalization.CultureInfo.InvariantCulture;
    }

    private static double Fraction(Guid id) => (BitConverter.ToUInt64(id.ToByteArray(), 0) >> 11) * (1.0 / (1UL << 53));
}
