using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What a name in a rule stands for.</summary>
internal enum NameKind
{
    /// <summary>One fact.</summary>
    Fact,

    /// <summary>All facts that <c>every</c> collects.</summary>
    Facts,

    /// <summary>A group of facts: its key's parts by name, every field of its facts as a list, and <c>members</c>.</summary>
    Group,

    /// <summary>A computed value.</summary>
    Value,
}

/// <summary>A name of a rule with its type; <see cref="Fact"/> is the type of its fact or facts.</summary>
internal sealed record ScopeName(string Name, FeelType Type, NameKind Kind, FactType? Fact = null, SourcePlace Place = default);

/// <summary>What an expression at one place of a rule set may name. Immutable.</summary>
internal sealed class RuleScope
{
    private readonly RuleScope? _outer;
    private readonly ScopeName? _own;

    private RuleScope(ProgramNames program, RuleScope? outer, ScopeName? own, ScopeName? candidate)
    {
        Program = program;
        _outer = outer;
        _own = own;
        Candidate = candidate;
    }

    /// <summary>Parameters, tables and fact types.</summary>
    public ProgramNames Program { get; }

    /// <summary>The fact whose fields are named without a prefix, inside <c>where</c>.</summary>
    public ScopeName? Candidate { get; }

    public static RuleScope Of(ProgramNames program) => new(program, null, null, null);

    public RuleScope With(ScopeName name) => new(Program, this, name, Candidate);

    /// <summary>The scope of a <c>where</c> over facts of a type.</summary>
    public RuleScope Within(ScopeName candidate) => new(Program, this, candidate, candidate);

    public ScopeName? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._own?.Name == name)
            {
                return scope._own;
            }
        }

        return null;
    }

    /// <summary>The names of the rule, the nearest first.</summary>
    public IEnumerable<ScopeName> Names()
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._own is { } own)
            {
                yield return own;
            }
        }
    }

    /// <summary>Everything an expression may begin with, for suggestions and completion.</summary>
    public IEnumerable<string> Known() =>
        (Candidate?.Fact?.Fields.Select(f => f.Name) ?? [])
        .Concat(Names().Select(n => n.Name).Where(n => n[0] != '$'))
        .Concat(Program.Parameters.Keys)
        .Concat(Program.Tables.Keys)
        .Distinct();
}
