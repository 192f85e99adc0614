using System.Security.Cryptography;
using System.Text;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Which version of a rule it is: what its front end says, or else a hash of its content.</summary>
internal static class RuleVersion
{
    /// <summary>The name of the property by which a front end gives a rule its version.</summary>
    public const string Property = "Version";

    public static string Of(IRuleDefinition rule) =>
        rule.Properties.TryGetProperty(Property, out var given) && given!.Value is string version
            ? version
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RuleDrawing.Text(rule))))[..12];
}
