using System.Runtime.CompilerServices;
using Workflows.Rules.Facts;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>
/// When two facts are the same to a session: with a key, when the keys are equal; concluded ones without a key, when all values are; facts
/// from outside without a key are each their own.
/// </summary>
internal sealed class FactSameness : IEqualityComparer<RuleFact>
{
    public bool Equals(RuleFact? a, RuleFact? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a is null || b is null || a.FactTypeName != b.FactTypeName)
        {
            return false;
        }

        return a.Key is not null ? a.Key == b.Key : a.FactType is { IsConcluded: true, HasKey: false } && a.Equals(b);
    }

    public int GetHashCode(RuleFact fact)
    {
        if (fact.Key is not null)
        {
            return HashCode.Combine(fact.FactTypeName, fact.Key);
        }

        return fact.FactType is { IsConcluded: true, HasKey: false } ? fact.GetHashCode() : RuntimeHelpers.GetHashCode(fact);
    }
}
