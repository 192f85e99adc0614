using System.Text;
using Workflows.Host.Facts;
using Workflows.Host.Facts.Import;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Rules.RuleFiles;

namespace Workflows.Tests.Facts;

/// <summary>CSV files become facts; what is wrong is told with its place, and nothing is lost silently.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Types = """
        rules things "Things" zh "物品"

        fact Thing "Thing" zh "物品"
          id     string key "Number" zh "编号"
          price  number     "Price" zh "价格"
          madeOn date       "Made on" zh "日期"

        fact Mark "Mark" zh "记录"
          kind  string key "Kind" zh "类别"
          times number key "Which" zh "第几次"
        """;

    private static readonly Dictionary<string, ImportRule> Map = new()
    {
        ["things.csv"] = new("Thing"), ["marks.csv"] = new("Mark", "times"), ["lost.csv"] = new("Lost"),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("workflows-import-").FullName;

    [Fact]
    public async Task Second_import_of_the_same_files_changes_nothing()
    {
        Put("things.csv", "id,price,made_on\nA,1.50,2026-09-01\n\"B \"\"x\"\", y\",,\n");
        var first = await ImportAsync();
        Assert.Empty(first.Errors);
        Assert.Equal(new FactTally(2, 0, 0, 0), first.Total);
        Assert.Equal(new FactTally(0, 0, 0, 2), (await ImportAsync()).Total);
        Put("things.csv", "id,price,made_on\nA,2,2026-09-01\n\"B \"\"x\"\", y\",,\n");
        Assert.Equal(new FactTally(0, 1, 0, 1), (await ImportAsync()).Total);
    }

    [Fact]
    public async Task Row_that_is_otherwise_the_same_counts_up_where_the_mapping_says_so()
    {
        Put("marks.csv", "kind\nlate\nlate\ngame\n");
        var report = await ImportAsync();
        Assert.Equal(new FactTally(3, 0, 0, 0), report.Total);
        Assert.Equal(new FactTally(0, 0, 0, 3), (await ImportAsync()).Total);
    }

    [Theory]
    [InlineData("id,price\nA,1\nB,much\nC,3\n", "K103", 3, 3)]
    [InlineData("id,colour\nA,red\n", "K201", 1, 4)]
    [InlineData("price\n1\n", "K202", 1, 1)]
    [InlineData("id,price\nA,1,2\nB,2\n", "K203", 2, 1)]
    [InlineData("id,price\nA,\uFFFD\n", "K204", 2, 3)]
    [InlineData("id,price\nA,1\nA,2\n", "K205", 3, 1)]
    public async Task Wrong_row_is_told_with_file_line_and_column(string text, string code, int line, int column)
    {
        Put("things.csv", text);
        var error = Assert.Single((await ImportAsync()).Errors);
        Assert.Equal((code, "things.csv", line, column), (error.Code, error.Place.File, error.Place.Line, error.Place.Column));
    }

    [Fact]
    public async Task Good_rows_are_kept_unless_all_or_none_is_wished()
    {
        Put("things.csv", "id,price\nA,1\nB,much\nC,3\n");
        var atomic = await ImportAsync(atomic: true);
        Assert.False(atomic.Written);
        Assert.Equal(0, atomic.Total.Added);
        var report = await ImportAsync();
        Assert.Equal(2, report.Total.Added);
        Assert.Equal((3, 1), (report.Files[0].Rows, report.Files[0].BadRows));
    }

    [Fact]
    public async Task Folder_without_known_files_is_no_success()
    {
        Put("other.csv", "a\n1\n");
        var report = await ImportAsync();
        Assert.Equal("K207", Assert.Single(report.Errors).Code);
        Assert.Equal(["other.csv"], report.Skipped);
    }

    [Fact]
    public async Task Mapping_to_a_type_that_nobody_declares_is_told()
    {
        Put("lost.csv", "id\n1\n");
        Assert.Equal("K206", Assert.Single((await ImportAsync()).Errors).Code);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, Encoding.UTF8);

    private async Task<ImportReport> ImportAsync(bool atomic = false)
    {
        var settings = new HostSettings { DataFolder = folder };
        using var store = await SqliteRunStore.OpenAsync(settings.WorkflowsFile, CrashPoints.None, TestContext.Current.CancellationToken);
        var types = new FactCatalogue();
        types.Replace([new RuleFile("things.rules", Types)]);
        var import = new FactImport(types, new FactStore(store, new FactIndexes(store), TimeProvider.System), Map);
        return await import.RunAsync(folder, atomic, _ => { }, TestContext.Current.CancellationToken);
    }
}
