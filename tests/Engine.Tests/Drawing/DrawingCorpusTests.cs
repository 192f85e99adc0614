using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Drawing;

namespace Workflows.Tests.Drawing;

/// <summary>
/// The definitions below tests/Corpus/drawings with the pictures that are expected of them. UPDATE_GOLDEN=1 writes them; whoever does
/// looks at the pictures.
/// </summary>
public sealed class DrawingCorpusTests
{
    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory.EnumerateFiles(Folder(), "*.flow.json").Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Definition_is_drawn_as_expected(string file)
    {
        var definition = Compile(File.ReadAllText(Path.Combine(Folder(), file)));
        Compare(file.Replace(".flow.json", ".svg"), DefinitionDrawing.Svg(definition, "zh"));
        Compare(file.Replace(".flow.json", ".mmd"), DefinitionDrawing.Mermaid(definition));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Boxes_of_a_group_do_not_overlap(string file)
    {
        var svg = XDocument.Parse(DefinitionDrawing.Svg(Compile(File.ReadAllText(Path.Combine(Folder(), file)))));
        XNamespace ns = "http://www.w3.org/2000/svg";
        var boxes = svg.Descendants(ns + "rect").Where(r => (string?)r.Attribute("rx") == "8")
            .Select(r => (X: (double)r.Attribute("x")!, Y: (double)r.Attribute("y")!, W: (double)r.Attribute("width")!,
                H: (double)r.Attribute("height")!))
            .ToList();
        Assert.NotEmpty(boxes);
        Assert.All(
            from a in boxes.Index() from b in boxes.Skip(a.Index + 1) select (A: a.Item, B: b),
            pair => Assert.True(IsApart(pair.A, pair.B) || Holds(pair.A, pair.B) || Holds(pair.B, pair.A),
                $"{pair.A} and {pair.B} overlap"));
    }

    [Fact]
    public void Texts_of_a_definition_do_not_become_markup()
    {
        var json = """
            {"root": {"type": "Elsa.WriteLine", "id": "a\"><script>alert(1)</script>", "name": "</text><script>x</script>\"];",
            "text": "&#0;\u0000"}}
            """;
        var definition = Compile(json);
        var svg = XDocument.Parse(DefinitionDrawing.Svg(definition));
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "script");
        Assert.DoesNotContain("<script", DefinitionDrawing.Mermaid(definition), StringComparison.Ordinal);
    }

    private static bool IsApart((double X, double Y, double W, double H) a, (double X, double Y, double W, double H) b) =>
        a.X + a.W <= b.X || b.X + b.W <= a.X || a.Y + a.H <= b.Y || b.Y + b.H <= a.Y;

    private static bool Holds((double X, double Y, double W, double H) a, (double X, double Y, double W, double H) b) =>
        a.X <= b.X && a.Y <= b.Y && a.X + a.W >= b.X + b.W && a.Y + a.H >= b.Y + b.H;

    private static CompiledDefinition Compile(string json) =>
        CompiledDefinition.Compile(DefinitionReader.Read("drawing", json).Definition!, new ActivityCatalogue());

    private static void Compare(string file, string found)
    {
        var path = Path.Combine(Folder(), file);
        if (Updates)
        {
            File.WriteAllText(path, found);
        }

        Assert.Equal(File.ReadAllText(path), found);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/drawings");
}
