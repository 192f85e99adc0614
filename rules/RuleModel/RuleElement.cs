namespace Workflows.Rules.RuleModel;

/// <summary>A part of a rule's definition. Immutable once built.</summary>
public abstract class RuleElement
{
    private readonly List<Declaration> _exports = [];
    private readonly List<Declaration> _imports = [];

    private protected RuleElement()
    {
    }

    /// <summary>What kind of element it is.</summary>
    public abstract ElementType ElementType { get; }

    /// <summary>The names it declares for the elements beside and after it.</summary>
    public IEnumerable<Declaration> Exports => _exports;

    /// <summary>The names it needs from elements before it.</summary>
    public IEnumerable<Declaration> Imports => _imports;

    private protected void Export(IEnumerable<Declaration> declarations) => AddDistinct(_exports, declarations);

    private protected void Import(IEnumerable<Declaration> declarations) => AddDistinct(_imports, declarations);

    private protected void ImportFrom(IEnumerable<RuleElement> children, IEnumerable<Declaration>? except = null)
    {
        var own = except?.ToList() ?? [];
        Import(children.SelectMany(c => c.Imports).Where(d => !own.Contains(d)));
    }

    private static void AddDistinct(List<Declaration> list, IEnumerable<Declaration> declarations)
    {
        foreach (var declaration in declarations)
        {
            if (!list.Contains(declaration))
            {
                list.Add(declaration);
            }
        }
    }
}

/// <summary>The kinds of <see cref="RuleElement"/>.</summary>
public enum ElementType
{
    And,
    Or,
    Not,
    Exists,
    ForAll,
    Pattern,
    Aggregate,
    Binding,
    Expression,
    NamedExpression,
    Action,
    ActionGroup,
    Filter,
    FilterGroup,
    Dependency,
    DependencyGroup,
}

/// <summary>An element of a rule's left-hand side.</summary>
public abstract class RuleLeftElement : RuleElement
{
    private protected RuleLeftElement()
    {
    }
}

/// <summary>An element of a rule's right-hand side.</summary>
public abstract class RuleRightElement : RuleElement
{
    private protected RuleRightElement()
    {
    }
}
