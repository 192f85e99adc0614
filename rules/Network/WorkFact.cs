using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A fact's place in a session: its value and where it takes part. Made once per fact; the value may be replaced.</summary>
internal class WorkFact : IFact
{
    /// <summary>
    /// Where the fact is remembered: entries in indexes, members of queries without outer names and matches of rules with one pattern.
    /// </summary>
    public FactUse? FirstUse;

    public WorkFact(object? value) => Value = value;

    public object? Value { get; set; }

    /// <summary>The order of arrival.</summary>
    public long Sequence { get; set; }

    /// <summary>The hash of its identity on arrival; a fact whose content changes keeps it.</summary>
    public int IdentityHash { get; set; }

    /// <summary>Why it is there, if rules concluded it.</summary>
    public Justifications? Justified { get; set; }

    public Type Type => Value?.GetType() ?? typeof(object);

    public virtual IFactSource? Source => Justified;
}
