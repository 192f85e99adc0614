namespace Workflows.Rules.RuleModel.Builders;

/// <summary>Puts something together that stands over one pattern or group.</summary>
public abstract class SourcedBuilder : RuleElementBuilder
{
    private RuleElementBuilder? _source;

    private protected SourcedBuilder()
    {
    }

    public PatternBuilder Pattern(Type type, string? name = null)
    {
        var builder = new PatternBuilder(type, name ?? $"${type.Name}");
        _source = builder;
        return builder;
    }

    public GroupBuilder Group(GroupType type)
    {
        var builder = new GroupBuilder(type);
        _source = builder;
        return builder;
    }

    private protected RuleElement BuildSource() =>
        (_source ?? throw new InvalidOperationException("It needs a pattern or a group")).BuildElement();
}

/// <summary>Puts a <see cref="NotElement"/> together.</summary>
public class NotBuilder : SourcedBuilder
{
    internal override RuleElement BuildElement() => new NotElement(BuildSource());
}

/// <summary>Puts an <see cref="ExistsElement"/> together.</summary>
public class ExistsBuilder : SourcedBuilder
{
    internal override RuleElement BuildElement() => new ExistsElement(BuildSource());
}

/// <summary>Puts a <see cref="ForAllElement"/> together.</summary>
public class ForAllBuilder : RuleElementBuilder
{
    private readonly List<PatternBuilder> _patterns = [];
    private PatternBuilder? _base;

    public PatternBuilder BasePattern(Type type) => _base = new PatternBuilder(type, $"${type.Name}");

    public PatternBuilder Pattern(Type type)
    {
        var builder = new PatternBuilder(type, $"${type.Name}");
        _patterns.Add(builder);
        return builder;
    }

    internal override RuleElement BuildElement() =>
        new ForAllElement((_base ?? throw new InvalidOperationException("It needs a base pattern")).BuildPattern(),
            _patterns.Select(p => p.BuildPattern()));
}
