using System.IO.Compression;
using System.Text;
using Workflows.Host.Sheets;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.Sheets;

namespace Workflows.Tests.Sheets;

/// <summary>
/// The cases below tests/Corpus/sheets. A case begins with <c>=== name</c> and the sheet's file name behind <c>--- </c>; of a workbook the
/// parts follow, each behind <c>@@ path</c>. <c>as name</c> behind the file's name asks for a table; <c>out</c> before it writes one of the
/// rule file that follows. A ␀ stands for a zero byte. What is expected stands behind <c>&gt; </c>: the diagnostics, else the lines that
/// the rule file has afterwards. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public sealed class SheetCorpusTests
{
    private static readonly RuleFile Before = new("shop.rules", """
        rules shop "Shop" zh "店铺"

        # the figure that operations change
        parameter top number = 0.015 in [0..1] "top rate" zh "最高比例"

        table rates "Rates" zh "比例" first
          post string
          | post  || rate |
          | "old" || 1    |
        """ + "\n");

    public static IEnumerable<TheoryDataRow<string>> Files =>
        SheetCase.Files().Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file)
    {
        var path = Path.Combine(SheetCase.Folder(), file);
        var results = SheetCase.Read(path).Select(c => (Case: c, Found: string.Join('\n', Outcome(c.Written)))).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, string.Concat(results.Select(r => r.Case.With(r.Found))));
            return;
        }

        Assert.All(results, r => Assert.Equal(r.Case.With(r.Case.Expected), r.Case.With(r.Found)));
    }

    /// <summary>The bytes and the name of a case's sheet.</summary>
    public static (string Name, byte[] Content) SheetOf(string text)
    {
        var lines = text.Split('\n', 2);
        var (name, body) = (lines[0]["--- ".Length..], lines.Length > 1 ? lines[1].Replace('␀', '\0') : string.Empty);
        return (name, name.EndsWith(".xlsx", StringComparison.Ordinal) && body.StartsWith("@@ ", StringComparison.Ordinal)
            ? Packed(body) : Encoding.UTF8.GetBytes(body));
    }

    public static TakenSheet Take(string name, byte[] content)
    {
        var words = name.Split(" as ");
        var format = SheetFiles.FormatOf(words[0]) ?? SheetFormat.Csv;
        return name.StartsWith("parameters", StringComparison.Ordinal)
            ? SheetFiles.TakeParameters(Before, name, content, format)
            : SheetFiles.TakeTable(Before, words.ElementAtOrDefault(1), words[0], content, format);
    }

    private static IEnumerable<string> Outcome(string text)
    {
        var (name, content) = SheetOf(text);
        if (name.StartsWith("out ", StringComparison.Ordinal))
        {
            return Written(name["out ".Length..], new RuleFile("shop.rules", Encoding.UTF8.GetString(content)));
        }

        var taken = Take(name, content);
        Assert.All(taken.Diagnostics, d => Assert.NotNull(d.Message.Zh));
        return taken.Diagnostics.Select(d => d.ToString("en"))
            .Concat((taken.File?.Text ?? string.Empty).Split('\n').Except(Before.Text.Split('\n')));
    }

    private static IEnumerable<string> Written(string name, RuleFile file)
    {
        var format = SheetFiles.FormatOf(name)!.Value;
        var table = Path.GetFileNameWithoutExtension(name);
        var written = table == "parameters" ? SheetFiles.WriteParameters(file, format) : SheetFiles.WriteTable(file, table, format);
        var text = Encoding.UTF8.GetString(written.Content ?? []).TrimStart('\uFEFF').TrimEnd().ReplaceLineEndings("\n");
        return written.Diagnostics.Select(d => d.ToString("en")).Concat(text.Split('\n'));
    }

    private static byte[] Packed(string body)
    {
        var parts = body.Split("@@ ", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('\n', 2))
            .ToDictionary(p => p[0], p => p[1]);
        parts.TryAdd("xl/workbook.xml", """
            <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet r:id="r1"/></sheets>
            </workbook>
            """);
        parts.TryAdd("xl/_rels/workbook.xml.rels", """
            <Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>
            """);
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in parts)
            {
                using var part = archive.CreateEntry(path).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return content.ToArray();
    }
}
