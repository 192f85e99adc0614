using Workflows.Engine.Cases;

namespace Workflows.Tests.Cases;

/// <summary>Plays every case of the pack that is shipped, and of tests/Corpus/cases.</summary>
public sealed class PackCases
{
    public static TheoryData<string> Files => [.. PackFolder.Shipped.Files.Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Case_of_the_pack_comes_to_what_it_expects(string file)
    {
        var results = await RunAsync(PackFolder.Shipped, file);
        Assert.NotEmpty(results);
        var failed = results.Where(r => !r.IsPassed).Select(r => $"{r.Name}: {string.Join(" | ", r.Differences)}").ToList();
        // The whole of it: a list would be told by the first letters of its texts.
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [Fact]
    public async Task Cases_leave_the_pack_as_it_was_for_those_that_come_after()
    {
        // The first starts a refund itself, the second waits for one that an event starts.
        var pack = PackFolder.Read("workflows");
        await RunAsync(pack, string.Empty);
        Assert.Empty((await RunAsync(pack, "AfterSales/dispute.cases.json")).SelectMany(r => r.Differences));
    }

    [Fact]
    public void Pack_is_without_findings() =>
        Assert.Empty(PackFolder.Shipped.Diagnostics.Select(d => d.ToString()));

    [Fact]
    public async Task Case_that_comes_out_otherwise_says_where()
    {
        var results = await RunAsync(PackFolder.Read("tests/Corpus/cases"), string.Empty);
        var told = results.SelectMany(r => r.Differences.Select(d => $"{r.Name}: {d}")).ToList();
        var expected = await File.ReadAllLinesAsync(
            Path.Combine(PackFolder.Root, "tests/Corpus/cases/told.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, told);
    }

    [Fact]
    public void Rule_files_of_the_pack_prove_themselves()
    {
        var programs = PackFolder.Shipped.Programs.Values;
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
}
