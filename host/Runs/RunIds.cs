using System.Security.Cryptography;
using System.Text;

namespace Workflows.Host.Runs;

/// <summary>Ids of runs: new ones sort by time, those of a cause are the same whenever the cause is told.</summary>
internal static class RunIds
{
    /// <summary>An id that nothing else has.</summary>
    public static string New() => Guid.CreateVersion7().ToString("N");

    /// <summary>The id of the run that a cause starts.</summary>
    public static string Of(string cause) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cause)))[..32];
}
