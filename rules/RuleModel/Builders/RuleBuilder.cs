using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel.Builders;

/// <summary>Puts a rule together step by step.</summary>
public class RuleBuilder
{
    private readonly List<string> _tags = [];
    private readonly List<RuleProperty> _properties = [];
    private string _name = string.Empty;
    private string _description = string.Empty;
    private int _priority;
    private RuleRepeatability _repeatability;
    private GroupBuilder? _left;
    private DependencyGroupBuilder? _dependencies;
    private FilterGroupBuilder? _filters;
    private ActionGroupBuilder? _right;

    public void Name(string name) => _name = name;

    public void Description(string description) => _description = description;

    public void Tag(string tag) => _tags.Add(tag);

    public void Tags(IEnumerable<string> tags) => _tags.AddRange(tags);

    public void Property(string name, object value) => _properties.Add(new RuleProperty(name, value));

    public void Priority(int priority) => _priority = priority;

    public void Repeatability(RuleRepeatability repeatability) => _repeatability = repeatability;

    public DependencyGroupBuilder Dependencies() => _dependencies ??= new DependencyGroupBuilder();

    public GroupBuilder LeftHandSide() => _left ??= new GroupBuilder(GroupType.And);

    public FilterGroupBuilder Filters() => _filters ??= new FilterGroupBuilder();

    public ActionGroupBuilder RightHandSide() => _right ??= new ActionGroupBuilder();

    /// <summary>The finished, checked rule.</summary>
    public IRuleDefinition Build() =>
        new RuleDefinition(_name, LeftHandSide().BuildGroup(), RightHandSide().BuildGroup())
        {
            Description = _description,
            Priority = _priority,
            Repeatability = _repeatability,
            Tags = [.. _tags],
            Properties = new PropertyMap(_properties),
            DependencyGroup = Dependencies().BuildGroup(),
            FilterGroup = Filters().BuildGroup(),
        };
}

/// <summary>Collects the actions of a rule.</summary>
public class ActionGroupBuilder
{
    private readonly List<ActionElement> _actions = [];

    public void Action(LambdaExpression expression) => _actions.Add(Element.Action(expression));

    public void Action(LambdaExpression expression, ActionTrigger actionTrigger) => _actions.Add(Element.Action(expression, actionTrigger));

    internal ActionGroupElement BuildGroup() => new(_actions);
}

/// <summary>Collects the services of a rule.</summary>
public class DependencyGroupBuilder
{
    private readonly List<DependencyElement> _dependencies = [];

    public Declaration Dependency(Type type, string name)
    {
        var declaration = new Declaration(type, name);
        _dependencies.Add(new DependencyElement(declaration, type));
        return declaration;
    }

    internal DependencyGroupElement BuildGroup() => new(_dependencies);
}

/// <summary>Collects the filters of a rule.</summary>
public class FilterGroupBuilder
{
    private readonly List<FilterElement> _filters = [];

    public void Filter(FilterType filterType, LambdaExpression expression) => _filters.Add(new FilterElement(filterType, expression));

    internal FilterGroupElement BuildGroup() => new(_filters);
}
