using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>A rule while its <see cref="Rule.Define"/> runs.</summary>
internal sealed class RuleDraft
{
    private readonly Dictionary<string, Declaration> _names = [];
    private readonly HashSet<string> _services = [];
    private int _unnamed;

    public string? Name { get; set; }

    public int? Priority { get; set; }

    public List<DependencyElement> Dependencies { get; } = [];

    public GroupDraft Left { get; } = new(isOr: false);

    public List<FilterElement> Filters { get; } = [];

    public List<ActionElement> Actions { get; } = [];

    /// <summary>The number of actions that conclude, which is the key of the next one.</summary>
    public int Yields { get; set; }

    public Declaration Declare<T>(Expression<Func<T>> alias)
    {
        var name = AliasReplacer.NameOf(alias);
        if (_names.TryGetValue(name, out var known) && known.Type == typeof(T))
        {
            return known;
        }

        var declaration = new Declaration(typeof(T), name);
        _names[name] = declaration;
        return declaration;
    }

    public Declaration Unnamed(Type type) => new(type, $"${type.Name}{++_unnamed}");

    public void DeclareService(Declaration declaration) => _services.Add(declaration.Name);

    /// <summary>A condition with its parameter under the pattern's name and other names as further parameters.</summary>
    public LambdaExpression Condition(Declaration subject, LambdaExpression condition) =>
        new AliasReplacer(_names).Replace(condition, [subject.ToParameterExpression()], refused: _services);

    /// <summary>An expression without parameters of its own.</summary>
    public LambdaExpression Over(LambdaExpression expression) => new AliasReplacer(_names).Replace(expression, [], refused: _services);

    public LambdaExpression Action(LambdaExpression action) =>
        new AliasReplacer(_names)
            .Replace(action, [.. action.Parameters.Select(p => Expression.Parameter(p.Type, "$" + p.Name))], refused: []);

    public IRuleDefinition Build(RuleMetadata metadata) =>
        new RuleDefinition(Name ?? metadata.Name, (GroupElement)Left.Build(), new ActionGroupElement(Actions))
        {
            Description = metadata.Description,
            Priority = Priority ?? metadata.Priority,
            Repeatability = metadata.Repeatability,
            Tags = metadata.Tags,
            Properties = new PropertyMap(new RuleProperty(RuleProperties.ClrType, metadata.RuleType)),
            DependencyGroup = new DependencyGroupElement(Dependencies),
            FilterGroup = new FilterGroupElement(Filters),
        };
}

/// <summary>A group of patterns in the making.</summary>
internal sealed class GroupDraft(bool isOr)
{
    private readonly List<Func<RuleElement>> _children = [];

    /// <summary>The latest pattern, to which further conditions can be added.</summary>
    public PatternDraft? Latest { get; private set; }

    public void Add(PatternDraft pattern)
    {
        Latest = pattern;
        _children.Add(pattern.Build);
    }

    public void Add(Func<RuleElement> child) => _children.Add(child);

    public RuleElement Build()
    {
        var children = _children.Select(c => c());
        return isOr ? Element.OrGroup(children) : Element.AndGroup(children);
    }
}

/// <summary>A pattern in the making.</summary>
internal sealed class PatternDraft(Declaration declaration, Func<RuleElement>? source = null)
{
    public Declaration Declaration { get; } = declaration;

    public List<LambdaExpression> Conditions { get; } = [];

    /// <summary>The same pattern under another name.</summary>
    public PatternDraft Under(Declaration other)
    {
        var renamed = new PatternDraft(other, source);
        renamed.Conditions.AddRange(Conditions.Select(c => AliasReplacer.Rename(c, Declaration.Name, other)));
        return renamed;
    }

    public PatternElement Build()
    {
        var conditions = Conditions.Select(RuleExpression.FromLambda);
        return source is null
            ? Element.Pattern(Declaration, FactKey.Of(Declaration.Type), conditions)
            : Element.Pattern(Declaration, conditions, source());
    }
}
