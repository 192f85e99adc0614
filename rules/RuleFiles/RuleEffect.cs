using System.Security.Cryptography;
using System.Text;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles;

/// <summary>What an effect asks for.</summary>
public enum RuleEffectVerb
{
    RaiseEvent,
    StartWorkflow,
    Notify,
}

/// <summary>
/// Something a rule asks to be done, as data; the engine does nothing. Like a conclusion it stands as long as a match asks for it, and two
/// matches that ask for the same ask once.
/// </summary>
/// <param name="Verb">What is to be done.</param>
/// <param name="Target">The event's or workflow's name, or who is to be told.</param>
/// <param name="Fields">What goes with it.</param>
/// <param name="Rule">The rule that asks for it.</param>
public sealed record RuleEffect(RuleEffectVerb Verb, string Target, IFeelContext Fields, string Rule)
{
    /// <summary>A short text that is the same for the same effect, today and after a restart: an idempotency key.</summary>
    public string Key =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rule}\n{Verb}\n{Target}\n{FeelValues.Text(Fields)}")))[..24];

    public bool Equals(RuleEffect? other) =>
        other is not null && Verb == other.Verb && Target == other.Target && Rule == other.Rule
        && FeelValues.Comparer.Equals(Fields, other.Fields);

    public override int GetHashCode() => HashCode.Combine(Verb, Target, Rule, FeelValues.Comparer.GetHashCode(Fields));
}
