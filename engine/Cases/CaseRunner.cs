using System.Text.Json;

namespace Workflows.Engine.Cases;

/// <summary>
/// Runs the cases of a pack in memory. A file of cases has <c>definition</c>, <c>at</c> (the moment of the start), <c>facts</c> and
/// <c>start</c> for all, and <c>cases</c>, each with <c>name</c>, its own of these, <c>steps</c> and <c>expect</c>.
/// </summary>
public static class CaseRunner
{
    /// <summary>Runs every case of every file in order; what is wrong with a case or its file is its difference.</summary>
    /// <param name="pack">What the cases are about.</param>
    /// <param name="under">Only the files whose path begins so.</param>
    /// <param name="only">Only cases whose name holds this.</param>
    public static async IAsyncEnumerable<CaseResult> RunAsync(CasePack pack, string under = "", string only = "")
    {
        ArgumentNullException.ThrowIfNull(pack);
        foreach (var file in pack.Files.Where(f => f.Path.StartsWith(under, StringComparison.Ordinal)))
        {
            var (cases, mistake) = ProcessCase.ReadAll(file);
            if (mistake is not null)
            {
                yield return new CaseResult(file.Path, file.Path, [mistake]);
            }

            foreach (var one in cases.Where(one => one.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                yield return await RunAsync(pack, one);
            }
        }
    }

    private static async Task<CaseResult> RunAsync(CasePack pack, ProcessCase one)
    {
        try
        {
            return new CaseResult(one.File, one.Name, await new CaseRun(pack, one).RunAsync());
        }
        catch (Exception fault) when (fault is CaseMistakeException or JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException)
        {
            // A case is text from outside: whatever it has that cannot be is told as its own fault.
            return new CaseResult(one.File, one.Name, [fault.Message]);
        }
    }
}
