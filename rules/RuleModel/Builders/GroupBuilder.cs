namespace Workflows.Rules.RuleModel.Builders;

/// <summary>How the elements of a group belong together.</summary>
public enum GroupType
{
    And,
    Or,
}

/// <summary>Something that becomes an element of a rule's left-hand side.</summary>
public abstract class RuleElementBuilder
{
    private protected RuleElementBuilder()
    {
    }

    internal abstract RuleElement BuildElement();
}

/// <summary>Puts a group of patterns together.</summary>
public class GroupBuilder : RuleElementBuilder
{
    private readonly List<RuleElementBuilder> _children = [];
    private GroupType _type;
    private int _unnamed;

    public GroupBuilder()
    {
    }

    public GroupBuilder(GroupType type) => _type = type;

    public void GroupType(GroupType type) => _type = type;

    /// <summary>Adds a pattern over a CLR type; without a name it gets one that no author writes.</summary>
    public PatternBuilder Pattern(Type type, string? name = null) => Add(new PatternBuilder(type, name ?? $"${type.Name}{++_unnamed}"));

    public PatternBuilder Pattern(Declaration declaration) => Add(new PatternBuilder(declaration.Type, declaration.Name));

    public GroupBuilder Group(GroupType type) => Add(new GroupBuilder(type));

    public NotBuilder Not() => Add(new NotBuilder());

    public ExistsBuilder Exists() => Add(new ExistsBuilder());

    public ForAllBuilder ForAll() => Add(new ForAllBuilder());

    /// <summary>Adds an element that is built already.</summary>
    public void Element(RuleElement element) => Add(new BuiltElement(element));

    internal override RuleElement BuildElement() => BuildGroup();

    internal GroupElement BuildGroup()
    {
        var children = _children.Select(c => c.BuildElement());
        return _type == Builders.GroupType.And ? new AndElement(children) : new OrElement(children);
    }

    private T Add<T>(T child)
        where T : RuleElementBuilder
    {
        _children.Add(child);
        return child;
    }

    private sealed class BuiltElement(RuleElement element) : RuleElementBuilder
    {
        internal override RuleElement BuildElement() => element;
    }
}
