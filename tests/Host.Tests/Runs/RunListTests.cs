using System.Data.Common;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Runs;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Runs;

/// <summary>Lists of runs in a shop that has very many of them.</summary>
public sealed class RunListTests(SharedProduct shared)
{
    private const string Text = """{"name": "Listed", "root": {"type": "Elsa.WriteLine", "id": "said", "text": "done"}}""";
    private static readonly RunFilter All = new(null, null, null, null, Incidents: false);

    public static TheoryData<string> Filters => ["all", "state", "definition", "both", "correlation", "incidents", "children"];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task List_is_read_by_an_index_from_its_newest_run_on(string name)
    {
        using var file = new SqliteFile();
        await file.OpenAsync();
        await using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseSqlite($"Data Source={file.Path}").Options);
        foreach (var page in new[] { null, "639000000000000000-r1" })
        {
            var plan = await PlanOf(db, RunQueries.ListOf(db, FilterOf(name), page, 50));
            Assert.Contains("INDEX IX_Runs_", plan);
            // What a correlation or a parent has is little, and sorted; the rest lies in the order of the list.
            Assert.Equal(name is "correlation" or "children", plan.Contains("B-TREE FOR ORDER BY"));
        }
    }

    [Fact]
    public async Task Count_reads_no_run()
    {
        using var file = new SqliteFile();
        await file.OpenAsync();
        await using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseSqlite($"Data Source={file.Path}").Options);
        foreach (var name in new[] { "all", "state", "definition" })
        {
            Assert.Contains("COVERING INDEX", await PlanOf(db, RunQueries.Fitting(db, FilterOf(name)).Select(r => r.Status)));
        }
    }

    [Fact]
    public async Task Text_finds_runs_sheet_by_sheet_newest_first()
    {
        var product = shared.Product;
        await product.PublishAsync("listed", Text);
        using var client = await product.WithKeyAsync();
        for (var n = 0; n < 5; n++)
        {
            await client.PostAsJsonAsync("/api/runs", new { definitionId = "listed", id = $"listed-{n}", name = $"Found by this {n}" });
        }

        List<string> found = [];
        var next = "";
        do
        {
            var sheet = JsonElement.Parse(await client.GetStringAsync($"/api/runs?limit=2&text=by+this&page={next}"));
            Assert.Equal(5, sheet.GetProperty("total").GetInt32());
            found.AddRange(sheet.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("id").GetString()!));
            next = sheet.TryGetProperty("next", out var after) ? after.GetString() : null;
        }
        while (next is not null);
        Assert.Equal(["listed-4", "listed-3", "listed-2", "listed-1", "listed-0"], found);
    }

    private static RunFilter FilterOf(string name) => name switch
    {
        "state" => All with { State = RunStatus.Waiting },
        "definition" => All with { Definition = "listed" },
        "both" => All with { State = RunStatus.Waiting, Definition = "listed" },
        "correlation" => All with { Correlation = "O1" },
        "incidents" => All with { Incidents = true },
        "children" => All with { Parent = "r1" },
        _ => All,
    };

    private static async Task<string> PlanOf<T>(WorkflowsDb db, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using DbCommand command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = "";
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            plan += reader.GetString(3) + "\n";
        }

        return plan;
    }
}
