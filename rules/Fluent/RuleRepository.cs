using System.Reflection;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent;

/// <summary>Makes rule objects of rule classes; the place for dependency injection.</summary>
public interface IRuleActivator
{
    /// <summary>The rules of a class.</summary>
    IEnumerable<Rule> Activate(Type type);
}

/// <summary>Says which rule classes to load, and into which rule set.</summary>
public interface IRuleLoadSpec
{
    /// <summary>Whether private classes are loaded too; not unless said.</summary>
    IRuleLoadSpec PrivateTypes(bool include = true);

    /// <summary>Whether nested classes are loaded too; not unless said.</summary>
    IRuleLoadSpec NestedTypes(bool include = true);

    IRuleLoadSpec From(params Assembly[] assemblies);

    IRuleLoadSpec From(IEnumerable<Assembly> assemblies);

    IRuleLoadSpec From(params Type[] types);

    IRuleLoadSpec From(IEnumerable<Type> types);

    IRuleLoadSpec From(Action<IRuleTypeScanner> scanAction);

    /// <summary>Only classes that the filter accepts; filters add up.</summary>
    IRuleLoadSpec Where(Func<IRuleMetadata, bool> filter);

    /// <summary>The rule set's name.</summary>
    IRuleLoadSpec To(string ruleSetName);
}

/// <summary>Finds rule classes.</summary>
public interface IRuleTypeScanner
{
    IRuleTypeScanner PrivateTypes(bool include = true);

    IRuleTypeScanner NestedTypes(bool include = true);

    IRuleTypeScanner Assembly(params Assembly[] assemblies);

    IRuleTypeScanner AssemblyOf<T>();

    IRuleTypeScanner AssemblyOf(Type type);

    IRuleTypeScanner Type(params Type[] types);
}

/// <summary>Rule sets, loaded from rule classes or added.</summary>
public class RuleRepository : IRuleRepository
{
    private const string DefaultRuleSet = "default";
    private readonly List<IRuleSet> _sets = [];

    public RuleRepository()
        : this(new RuleActivator())
    {
    }

    public RuleRepository(IRuleActivator activator) => Activator = activator;

    public IRuleActivator Activator { get; set; }

    public IEnumerable<IRuleSet> GetRuleSets() => _sets;

    public void Add(IRuleSet ruleSet) => _sets.Add(ruleSet);

    /// <summary>Loads rule classes.</summary>
    /// <exception cref="RuleActivationException">A class cannot be made.</exception>
    /// <exception cref="RuleDefinitionException">A class does not define itself rightly.</exception>
    public void Load(Action<IRuleLoadSpec> specAction)
    {
        var spec = new RuleLoadSpec();
        specAction(spec);
        var rules = spec.Types().SelectMany(Activate).Select(new RuleDefinitionFactory().Create).ToList();
        var set = _sets.FirstOrDefault(s => s.Name == (spec.RuleSetName ?? DefaultRuleSet));
        if (set is null)
        {
            _sets.Add(set = new RuleSet(spec.RuleSetName ?? DefaultRuleSet));
        }

        set.Add(rules);
    }

    private IEnumerable<Rule> Activate(Type type)
    {
        try
        {
            return [.. Activator.Activate(type)];
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new RuleActivationException($"Rule {type.FullName} cannot be made: {failure.Message}", type, failure);
        }
    }

    private sealed class RuleActivator : IRuleActivator
    {
        public IEnumerable<Rule> Activate(Type type) => [(Rule)System.Activator.CreateInstance(type)!];
    }
}

/// <summary>Rule classes by where they are and what they say of themselves.</summary>
internal sealed class RuleLoadSpec : IRuleLoadSpec
{
    private readonly RuleTypeScanner _scanner = new();
    private readonly List<Func<IRuleMetadata, bool>> _filters = [];

    public string? RuleSetName { get; private set; }

    public IRuleLoadSpec PrivateTypes(bool include = true) => With(() => _scanner.PrivateTypes(include));

    public IRuleLoadSpec NestedTypes(bool include = true) => With(() => _scanner.NestedTypes(include));

    public IRuleLoadSpec From(params Assembly[] assemblies) => With(() => _scanner.Assembly(assemblies));

    public IRuleLoadSpec From(IEnumerable<Assembly> assemblies) => From(assemblies.ToArray());

    public IRuleLoadSpec From(params Type[] types) => With(() => _scanner.Type(types));

    public IRuleLoadSpec From(IEnumerable<Type> types) => From(types.ToArray());

    public IRuleLoadSpec From(Action<IRuleTypeScanner> scanAction) => With(() => scanAction(_scanner));

    public IRuleLoadSpec Where(Func<IRuleMetadata, bool> filter) => With(() => _filters.Add(filter));

    public IRuleLoadSpec To(string ruleSetName) => With(() => RuleSetName = ruleSetName);

    public IEnumerable<Type> Types() =>
        _scanner.Found().Where(t => _filters.Count == 0 || _filters.TrueForAll(f => f(new RuleMetadata(t))));

    private RuleLoadSpec With(Action change)
    {
        change();
        return this;
    }
}

/// <summary>Rule classes: concrete, and public and not nested unless said.</summary>
internal sealed class RuleTypeScanner : IRuleTypeScanner
{
    private readonly List<Type> _types = [];
    private bool _private;
    private bool _nested;

    public IRuleTypeScanner PrivateTypes(bool include = true)
    {
        _private = include;
        return this;
    }

    public IRuleTypeScanner NestedTypes(bool include = true)
    {
        _nested = include;
        return this;
    }

    public IRuleTypeScanner Assembly(params Assembly[] assemblies) => Type([.. assemblies.SelectMany(a => a.GetTypes())]);

    public IRuleTypeScanner AssemblyOf<T>() => AssemblyOf(typeof(T));

    public IRuleTypeScanner AssemblyOf(Type type) => Assembly(type.Assembly);

    public IRuleTypeScanner Type(params Type[] types)
    {
        _types.AddRange(types);
        return this;
    }

    public IEnumerable<Type> Found() => _types.Distinct().Where(IsRule);

    private bool IsRule(Type type) =>
        typeof(Rule).IsAssignableFrom(type) && type is { IsAbstract: false, ContainsGenericParameters: false }
        && (_nested || !type.IsNested) && (_private || IsPublic(type));

    private static bool IsPublic(Type type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType!));
}
