using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Testing;

/// <summary>What the facts of a firing should be.</summary>
public static class Matched
{
    /// <summary>Some fact of the type.</summary>
    public static FactConstraint<TFact> Fact<TFact>() => new(_ => true, typeof(TFact).Name);

    /// <summary>Some fact of the type that equals the value.</summary>
    public static FactConstraint<TFact> Fact<TFact>(TFact fact) => new(f => Equals(f, fact), $"{fact}");

    /// <summary>Some fact of the type that satisfies the predicate.</summary>
    public static FactConstraint<TFact> Fact<TFact>(Expression<Func<TFact, bool>> predicate) =>
        new(predicate.Compile(), predicate.ToString());
}

/// <summary>What one of a firing's facts should be.</summary>
public abstract class FactConstraint
{
    private protected FactConstraint()
    {
    }

    internal abstract bool IsMetBy(IFactMatch fact);

    internal abstract void Tell(IFactMatch fact);
}

/// <summary>What one of a firing's facts should be; can hand the fact to the test.</summary>
public sealed class FactConstraint<TFact> : FactConstraint
{
    private readonly Func<TFact, bool> _predicate;
    private readonly string _text;
    private Action<TFact>? _callback;

    internal FactConstraint(Func<TFact, bool> predicate, string text)
    {
        _predicate = predicate;
        _text = text;
    }

    /// <summary>Called with the fact of each firing that is counted.</summary>
    public FactConstraint<TFact> Callback(Action<TFact> action)
    {
        _callback = action;
        return this;
    }

    public override string ToString() => _text;

    internal override bool IsMetBy(IFactMatch fact) =>
        fact.Value is TFact value ? _predicate(value) : fact.Value is null && default(TFact) is null
            && fact.Declaration.Type == typeof(TFact) && _predicate(default!);

    internal override void Tell(IFactMatch fact) => _callback?.Invoke((TFact)fact.Value!);
}
