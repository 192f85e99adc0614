using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>Contexts, invocations, lists and relations.</summary>
internal sealed partial class BoxCompiler
{
    private static object?[] Longer(object?[] slots, int size, int more)
    {
        var frame = new object?[size + more];
        Array.Copy(slots, frame, size);
        return frame;
    }

    private CompiledBox Context(ContextBox box, FeelScope scope)
    {
        var size = scope.Variables.Count;
        var steps = new List<DmnLogic>();
        var names = new List<ContextField>();
        CompiledBox? result = null;
        foreach (var entry in box.Entries)
        {
            // A function may call itself by the name of its entry.
            var seen = entry is { Value: FunctionBox, Variable: { } own }
                ? scope.With(new FeelVariable(own.Name, FeelType.Function)) : scope;
            var value = Compile(entry.Value, seen);
            if (entry.Variable is null)
            {
                result = value;
                break;
            }

            value = Converted(value, types.Of(entry.Variable), entry.Variable.Name);
            steps.Add(value.Run);
            names.Add(new ContextField(entry.Variable.Name, value.Type));
            scope = scope.With(new FeelVariable(entry.Variable.Name, value.Type));
        }

        return result is { } last
            ? new CompiledBox((slots, run) => last.Run(Frame(slots, run), run), last.Type)
            : new CompiledBox((slots, run) => Entries(Frame(slots, run)), FeelType.ContextOf(names));

        object?[] Frame(object?[] slots, FeelRun run)
        {
            var frame = Longer(slots, size, steps.Count);
            for (var i = 0; i < steps.Count; i++)
            {
                frame[size + i] = steps[i](frame, run);
            }

            return frame;
        }

        object Entries(object?[] frame) => FeelContext.Of(names.Select((n, i) => (n.Name, frame[size + i])));
    }

    private CompiledBox Invocation(InvocationBox box, FeelScope scope)
    {
        var function = Compile(box.Function, scope);
        var bindings = box.Bindings.Where(b => b.Variable is not null)
            .Select(b => (b.Variable!.Name, Value: Converted(Compile(b.Value, scope), types.Of(b.Variable), b.Variable.Name).Run)).ToList();
        string[] names = [.. bindings.Select(b => b.Name)];
        var called = (box.Function as LiteralBox)?.Text.Text.Trim() ?? string.Empty;
        return new CompiledBox(Call, function.Type is FunctionType type ? type.Result : FeelType.Any);

        object? Call(object?[] slots, FeelRun run)
        {
            if (function.Run(slots, run) is not FeelFunction callee)
            {
                return run.Null(DmnReasons.NoFunction(called));
            }

            var arguments = new object?[bindings.Count];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = bindings[i].Value(slots, run);
            }

            return callee.Invoke(names, arguments, run);
        }
    }

    private CompiledBox List(ListBox box, FeelScope scope)
    {
        var items = box.Items.Select(i => Compile(i, scope)).ToList();
        return new CompiledBox((slots, run) => Evaluated(items, slots, run), FeelType.ListOf(Joined(items)));
    }

    private CompiledBox Relation(RelationBox box, FeelScope scope)
    {
        var columns = box.Columns.Select(c => (c.Name, Type: types.Of(c))).ToList();
        var rows = box.Rows.Select(r => r.Take(columns.Count).Select((c, i) =>
            Converted(Compile(c, scope), columns[i].Type, columns[i].Name)).ToList()).ToList();
        var fields = columns.Select((c, i) =>
            new ContextField(c.Name, Joined([.. rows.Where(r => i < r.Count).Select(r => r[i])]))).ToList();
        return new CompiledBox(
            (slots, run) => rows.Select(r => Row(r, slots, run)).ToArray(), FeelType.ListOf(FeelType.ContextOf(fields)));

        object Row(List<CompiledBox> cells, object?[] slots, FeelRun run) => FeelContext.Of(
            columns.Select((c, i) => (c.Name, i < cells.Count && run.Step() ? cells[i].Run(slots, run) : null)));
    }

    private static object?[] Evaluated(List<CompiledBox> items, object?[] slots, FeelRun run)
    {
        var values = new object?[items.Count];
        for (var i = 0; i < values.Length && run.Step(); i++)
        {
            values[i] = items[i].Run(slots, run);
        }

        return values;
    }

    private static FeelType Joined(List<CompiledBox> items) =>
        items.Count == 0 ? FeelType.Any : items.Select(i => i.Type).Aggregate((a, b) => a.Join(b));
}
