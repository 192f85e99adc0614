using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Drawing;
using Workflows.Tests.Cases;

namespace Workflows.Tests.Drawing;

/// <summary>
/// Every process of the pack has its drawing in both languages beside it, as it is now, and its folder's README shows both.
/// UPDATE_GOLDEN=1 draws them anew.
/// </summary>
public sealed class PackDrawings
{
    private static readonly string Pack = Path.Combine(PackFolder.Root, "workflows");
    private static readonly Lazy<ActivityCatalogue> Catalogue = new(() =>
    {
        var types = PackFolder.Shipped.Definitions.Select(d => d.ActivityTypeName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new ActivityCatalogue(isDefinition: types.Contains);
    });

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Pack, "*.flow.json", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Pack, path))
        .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Drawing_shows_the_process_as_it_is(string file)
    {
        var path = Path.Combine(Pack, file);
        var definition = CompiledDefinition.Compile(DefinitionReader.Read(file, File.ReadAllText(path)).Definition!, Catalogue.Value);
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "README.md"));
        foreach (var language in new[] { "en", "zh" })
        {
            var drawing = path.Replace(".flow.json", $".{language}.svg", StringComparison.Ordinal);
            var found = DefinitionDrawing.Svg(definition, language);
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                File.WriteAllText(drawing, found);
            }

            Assert.Equal(File.ReadAllText(drawing).TrimEnd(), found.TrimEnd());
            Assert.Contains($"({Path.GetFileName(drawing)})", readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_process_speaks_both_languages() => Assert.Empty(
        from definition in PackFolder.Shipped.Definitions
        from activity in Below(definition.Root)
        let wanted = OutcomesOf(activity)
        let named = activity.OutcomesZh.Select(o => o.Key).ToList()
        where wanted.Except(named).Any()
        select $"{definition.DefinitionId} {activity.Id}: {string.Join(", ", wanted.Except(named))}");

    private static IEnumerable<ActivityElement> Below(ActivityElement element) =>
        element.Children.SelectMany(child => Below(child.Element)).Prepend(element);

    private static IReadOnlyList<string> OutcomesOf(ActivityElement activity) =>
        activity["outcomes"]?["expression"]?["value"]?.AsText() is { } list
            ? [.. System.Text.Json.JsonElement.Parse(list).EnumerateArray().Select(o => o.GetString()!)]
            : [];
}
