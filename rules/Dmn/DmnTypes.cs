using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>The types that the item definitions of one model declare, and those that it sees through its imports.</summary>
internal sealed class DmnTypes
{
    private readonly Dictionary<string, DmnItem> items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DmnType> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContextType> open = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(string Name, DmnTypes Types)> imported;
    private readonly List<Diagnostic> problems;

    // These types, and those of models imported without a name, and of those that they so import, each once.
    private readonly List<DmnTypes> reached;
    private int depth;

    /// <param name="model">The model.</param>
    /// <param name="imported">The types of the imported models by the name of the import.</param>
    /// <param name="problems">Where mistakes are told.</param>
    public DmnTypes(DmnModel model, IReadOnlyList<(string Name, DmnTypes Types)> imported, List<Diagnostic> problems)
    {
        this.imported = imported;
        this.problems = problems;
        foreach (var item in model.Items)
        {
            if (item.Name.Length > 0 && !items.TryAdd(item.Name, item))
            {
                problems.Add(DmnProblems.TwiceName(item.Place, item.Name));
            }
        }

        reached = [this];
        for (var i = 0; i < reached.Count; i++)
        {
            reached.AddRange(reached[i].imported.Where(m => m.Name.Length == 0).Select(m => m.Types).Except(reached));
        }

        foreach (var item in items.Values)
        {
            Named(item.Name);
        }

        Names = Visible();
    }

    /// <summary>Every type name that an expression of the model may use.</summary>
    public IReadOnlyDictionary<string, FeelType> Names { get; }

    /// <summary>The type that a reference names; anything where it is missing, or unknown and therefore told.</summary>
    public DmnType Of(string? reference, SourcePlace place)
    {
        if (string.IsNullOrEmpty(reference))
        {
            return DmnType.Any;
        }

        var found = Named(reference) ?? Foreign(reference) ?? BuiltIn(reference);
        var mark = reference.LastIndexOf(':');
        if (found is null && mark >= 0)
        {
            var local = reference[(mark + 1)..];
            found = Named(local) ?? BuiltIn(local) ?? imported.Select(i => i.Types.Named(local)).FirstOrDefault(t => t is not null);
        }

        if (found is null)
        {
            problems.Add(DmnProblems.NoType(place, reference));
        }

        return found ?? DmnType.Any;
    }

    public DmnType Of(DmnVariable variable) => Of(variable.TypeRef, variable.Place);

    private static DmnType? BuiltIn(string name)
    {
        var feel = name switch
        {
            "dateTime" => FeelType.DateTime,
            "dayTimeDuration" => FeelType.DaysTimeDuration,
            "yearMonthDuration" => FeelType.YearsMonthsDuration,
            "any" => FeelType.Any,
            _ => FeelType.Parse(name),
        };
        return feel is null ? null : feel.Kind == FeelKind.Any ? DmnType.Any : new DmnType(feel);
    }

    private DmnType? Foreign(string reference) => reached.Skip(1).Select(t => t.Named(reference))
        .Concat(Imports().Where(i => reference.StartsWith(i.Name + ".", StringComparison.Ordinal))
            .SelectMany(i => i.Types.reached.Select(t => t.Named(reference[(i.Name.Length + 1)..]))))
        .FirstOrDefault(t => t is not null);

    private IEnumerable<(string Name, DmnTypes Types)> Imports() =>
        reached.SelectMany(t => t.imported).Where(i => i.Name.Length > 0);

    private DmnType? Named(string name)
    {
        if (made.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!items.TryGetValue(name, out var item))
        {
            return null;
        }

        // A type that is met again while it is being made has itself as a component, or rests on itself.
        if (open.TryGetValue(name, out var context))
        {
            return item.Components.Count > 0 && !item.IsCollection ? new DmnType(context) : DmnType.Any;
        }

        open[name] = new ContextType(name, []);
        var type = Make(item, open[name]);
        open.Remove(name);
        return made[name] = type;
    }

    private DmnType Make(DmnItem item, ContextType context)
    {
        if (++depth > SafeXml.MostDepth)
        {
            depth--;
            return DmnType.Any;
        }

        var type = item.Parameters is { } parameters ? FunctionOf(item, parameters)
            : item.Components.Count > 0 ? ContextOf(item, context)
            : Simple(item);
        depth--;
        var each = item.AllowedValues is null ? type : Narrowed(type, item.AllowedValues);
        var whole = item.IsCollection ? new DmnType(FeelType.ListOf(each.Feel)) { Element = each } : each;
        return item.TypeConstraint is null ? whole : Narrowed(whole, item.TypeConstraint);
    }

    private DmnType Simple(DmnItem item) => Of(item.TypeRef, item.Place);

    private DmnType FunctionOf(DmnItem item, IReadOnlyList<DmnVariable> parameters)
    {
        var result = Of(item.TypeRef, item.Place);
        return new DmnType(FeelType.FunctionOf([.. parameters.Select(p => Of(p).Feel)], result.Feel)) { Result = result };
    }

    private DmnType ContextOf(DmnItem item, ContextType context)
    {
        var type = new DmnType(context);
        var fields = item.Components.Where(c => c.Name.Length > 0).DistinctBy(c => c.Name)
            .Select(c => (c.Name, Type: Make(c, new ContextType(null, [])))).ToList();
        context.SetFields([.. fields.Select(f => new ContextField(f.Name, f.Type.Feel))]);
        type.Fields = fields;
        return type;
    }

    private DmnType Narrowed(DmnType type, DmnText tests)
    {
        var options = FeelOptions.Lenient with { Origin = tests.Place };
        var result = FeelExpression.CompileUnaryTests(tests.Text, type.Feel, FeelScope.Empty, options);
        problems.AddRange(result.Diagnostics);
        return result.Expression is null ? type
            : new DmnType(type.Feel) { Base = type, Constraint = result.Expression };
    }

    private Dictionary<string, FeelType> Visible()
    {
        var names = new Dictionary<string, FeelType>(StringComparer.Ordinal);
        Add(names, string.Empty, this);
        foreach (var (name, types) in Imports())
        {
            Add(names, name + ".", types);
        }

        return names;
    }

    private static void Add(Dictionary<string, FeelType> names, string before, DmnTypes types)
    {
        foreach (var (name, type) in types.reached.SelectMany(t => t.made))
        {
            names.TryAdd(before + name, type.Feel);
        }
    }
}
