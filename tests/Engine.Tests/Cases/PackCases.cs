using System.Runtime.CompilerServices;
using Workflows.Engine.Cases;

namespace Workflows.Tests.Cases;

/// <summary>Plays every case of the pack that is shipped, and of tests/Corpus/cases.</summary>
public sealed class PackCases
{
    private static readonly string Root = RootOf();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "workflows"), "*.cases.json", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Path.Combine(Root, "workflows"), path))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Case_of_the_pack_comes_to_what_it_expects(string file)
    {
        var results = await RunAsync(Read(Path.Combine(Root, "workflows")), file);
        Assert.NotEmpty(results);
        Assert.Empty(results.Where(r => !r.IsPassed).Select(r => $"{r.Name}: {string.Join(" | ", r.Differences)}"));
    }

    [Fact]
    public void Pack_is_without_findings() =>
        Assert.Empty(Read(Path.Combine(Root, "workflows")).Diagnostics.Select(d => d.ToString()));

    [Fact]
    public async Task Case_that_comes_out_otherwise_says_where()
    {
        var results = await RunAsync(Read(Path.Combine(Root, "tests/Corpus/cases")), string.Empty);
        var told = results.SelectMany(r => r.Differences.Select(d => $"{r.Name}: {d}")).ToList();
        var expected = await File.ReadAllLinesAsync(
            Path.Combine(Root, "tests/Corpus/cases/told.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, told);
    }

    [Fact]
    public void Rule_files_of_the_pack_prove_themselves()
    {
        var programs = Read(Path.Combine(Root, "workflows")).Programs.Values;
        Assert.Empty(programs.SelectMany(p => p.RunTests().Results.Where(t => !t.Passed).Select(t => $"{p.Name}: {t.Name}")));
    }

    private static async Task<List<CaseResult>> RunAsync(CasePack pack, string under)
    {
        var results = new List<CaseResult>();
        await foreach (var result in CaseRunner.RunAsync(pack, under))
        {
            results.Add(result);
        }

        return results;
    }

    private static CasePack Read(string folder) => CasePack.Read(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(p => p.EndsWith(".json", StringComparison.Ordinal) || p.EndsWith(".rules", StringComparison.Ordinal))
        .Select(p => (Path: p, Name: Path.GetRelativePath(folder, p)))
        .Where(p => !p.Name.StartsWith("bin/", StringComparison.Ordinal) && !p.Name.StartsWith("obj/", StringComparison.Ordinal))
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => new PackFile(p.Name, File.ReadAllText(p.Path))));

    private static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
