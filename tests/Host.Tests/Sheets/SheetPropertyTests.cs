using System.IO.Compression;
using System.Text;
using CsCheck;
using Workflows.Host.Sheets;
using Workflows.Rules.RuleFiles;

namespace Workflows.Tests.Sheets;

public sealed class SheetPropertyTests
{
    private static readonly string[] Policies =
        ["unique", "first", "any", "priority", "rule order", "output order", "collect", "collect sum", "collect count"];

    private static readonly string[] Types = ["", "string", "number", "boolean", "date", "date and time", "duration", "list of string"];

    private static readonly string[] Tests =
    [
        "-", "1", "-5", "0.10", "1e2", "123456789012345678", "< 0.8", "[0.8..1.0)", "\"a, b\"", "not(\"x\")", "@\"2026-11-01\"", "+1", "=1",
        "\"'=x\"", "\"a | b # c\"", "\"\\\"quoted\\\" \\\\\"", "true", "date(\"2026-11-01\")", "\"刷单\"",
        "[1, 2][item > 1]", "\"\\t_x0041_\"",
    ];

    private static readonly string[] Labels =
        ["", "Rate", "提成 比例", "a \"b\"", "=SUM(A1:A9)", "'@x", "-1", "2024", "0010", " edge ", "a\nb", "a\tb\r", "_x000D_", "\u0001",
        "a;b,c"];

    private static readonly Gen<string> Label = Any(Labels);

    /// <summary>A table and a parameter list of any look, in the one form of rule files.</summary>
    private static readonly Gen<RuleFile> AnyFile =
        from columns in Gen.Select(Any(Types), Label, Label, Gen.Bool).Array[2, 5]
        from rows in Gen.Select(Any(Tests).Array[5], Label, Gen.Int[0, 3]).Array[1, 6]
        from policy in Any(Policies)
        from label in Label
        from otherwise in Gen.Bool
        from parameters in Gen.Select(Any("5", "\"a \\\" b\"", "@\"PT24H\"", "-1"), Label, Label, Label).Array[0, 4]
        select new RuleFile("any.rules", Text(columns, rows, policy, label, otherwise, parameters)).Format();

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Text(
        (string Type, string En, string Unit, bool HasValues)[] columns, (string[] Cells, string Note, int Above)[] rows, string policy,
        string label, bool otherwise, (string Value, string En, string Zh, string Unit)[] parameters)
    {
        var text = new StringBuilder("rules any \"Any\" zh \"任意\"\n");
        for (var i = 0; i < parameters.Length; i++)
        {
            var (value, en, zh, unit) = parameters[i];
            text.Append($"parameter p{i} number = {value} in [0..5] unit {Quote(unit + "u")} {Quoted(en, zh)}\n");
        }

        text.Append($"table t {Quoted(label, "表")} {policy}\n");
        foreach (var (column, i) in columns.Select((c, i) => (c, i)).Skip(1).Append((c: columns[0], i: 0)).Where(c => c.c.Type.Length > 0))
        {
            var values = column.HasValues ? "one of \"a, b\", \"c\"" : "in [0..5], (7..]";
            text.Append($"  c{i} {column.Type} {values} {Quoted(column.En, "列")}\n");
        }

        var names = columns.Select((_, i) => $"c{i}").ToList();
        text.Append($"  | {string.Join(" | ", names.Skip(1))} || {names[0]} |\n");
        foreach (var (cells, note, above) in rows)
        {
            text.Append(above == 1 && rows[0].Cells != cells ? "  # above\n" : string.Empty);
            text.Append($"  | {string.Join(" | ", cells.Take(columns.Length - 1))} || {cells[^1]} |{Comment(note)}\n");
        }

        return text.Append(otherwise ? "  | otherwise || 0 |  # rest\n" : string.Empty).ToString();
    }

    private static string Quoted(string en, string zh) =>
        en.Length == 0 ? string.Empty : Quote(en) + (zh.Length == 0 ? string.Empty : " zh " + Quote(zh));

    private static string Comment(string note) =>
        note.Trim().Length == 0 || note.Any(char.IsControl) ? string.Empty : "  # " + note.Trim();

    [Theory]
    [InlineData("t.xlsx")]
    [InlineData("t.csv")]
    public void Table_and_parameters_that_went_out_come_back_unchanged(string name) => AnyFile.Sample(file =>
    {
        var format = SheetFiles.FormatOf(name)!.Value;
        var table = SheetFiles.WriteTable(file, "t", format);
        Assert.Empty(table.Diagnostics.Select(d => d.ToString()));
        var back = SheetFiles.TakeTable(file, "t", "t", table.Content!, format);
        Assert.Empty(back.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(file.Text, back.File!.Text);
        var list = SheetFiles.WriteParameters(file, format);
        var again = SheetFiles.TakeParameters(file, "p", list.Content!, format);
        Assert.Empty(again.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(file.Text, again.File!.Text);
        return true;
    }, iter: 300);

    [Fact]
    public void Table_that_went_out_as_a_decision_comes_back_with_the_same_columns_and_rows() => AnyFile.Sample(file =>
    {
        var table = SheetFiles.WriteTable(file, "t", SheetFormat.Dmn);
        var back = SheetFiles.TakeTable(file, "t", "t.dmn", table.Content!, SheetFormat.Dmn);
        Assert.True(back.File is not null, string.Join('\n', back.Diagnostics) + Encoding.UTF8.GetString(table.Content!));
        return Rows(back.File!) == Rows(file);
    }, iter: 200);

    [Fact]
    public void No_cell_that_goes_out_begins_like_a_formula() => AnyFile.Sample(file =>
    {
        var csv = Encoding.UTF8.GetString(SheetFiles.WriteTable(file, "t", SheetFormat.Csv).Content!).TrimStart('\uFEFF');
        foreach (var cell in csv.Split("\r\n").Where(l => !l.Contains('"', StringComparison.Ordinal)).SelectMany(l => l.Split(',')))
        {
            Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal), cell);
        }

        return true;
    }, iter: 200);

    [Fact]
    public void Workbook_that_unpacks_to_more_than_is_read_is_refused()
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/workbook.xml").Open();
            part.Write("<workbook>"u8);
            var blanks = Enumerable.Repeat((byte)' ', 1_000_000).ToArray();
            for (var written = 0; written <= SheetLimits.UnpackedBytes; written += 1_000_000)
            {
                part.Write(blanks);
            }
        }

        Assert.True(content.Length < 200_000);
        var taken = SheetCorpusTests.Take("bomb.xlsx", content.ToArray());
        Assert.Equal("S102", Assert.Single(taken.Diagnostics).Code);
    }

    [Theory]
    [InlineData(54936)]
    [InlineData(1200)]
    [InlineData(65001)]
    public void Chinese_text_is_read_in_each_encoding_that_spreadsheet_programs_save(int page)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
        const string Text = "table,rates\ntext,Rates\nzh,比例表\ncolumn,a,b\nuse,input,result\n1,1,2\n";
        byte[] content = [.. encoding.Preamble, .. encoding.GetBytes(Text)];
        Assert.Contains("zh \"比例表\"", SheetCorpusTests.Take("rates.csv", content).File!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_prefix_of_a_sheet_gives_diagnostics_or_a_rule_file()
    {
        foreach (var (name, content) in Sheets())
        {
            var step = Math.Max(1, content.Length / 400);
            for (var length = 0; length < content.Length; length += step)
            {
                Try(name, content[..length]);
            }
        }
    }

    [Fact]
    public void Changed_sheet_gives_diagnostics_or_a_rule_file()
    {
        var random = new Random(20261126);
        var sheets = Sheets();
        for (var round = 0; round < 3_000; round++)
        {
            var (name, content) = sheets[random.Next(sheets.Count)];
            var changed = content.ToArray();
            for (var change = random.Next(1, 5); change > 0 && changed.Length > 0; change--)
            {
                var sign = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"\",;\n=<>/&'|# 0a"[random.Next(15)];
                changed[random.Next(changed.Length)] = sign;
            }

            Try(name, changed);
        }
    }

    private static List<(string Name, byte[] Content)> Sheets()
    {
        var sheets = SheetCase.Files().SelectMany(SheetCase.Read).Select(c => SheetCorpusTests.SheetOf(c.Text));
        return [.. sheets.Where(s => !s.Name.StartsWith("out ", StringComparison.Ordinal))];
    }

    private static void Try(string name, byte[] content)
    {
        var taken = SheetCorpusTests.Take(name, content);
        Assert.True(taken.File is not null || taken.Diagnostics.Count > 0, name);
        Assert.All(taken.Diagnostics, d => Assert.True(d.Place.Line > 0, d.ToString()));
    }

    /// <summary>The rows of the table without notes and descriptions, which DMN holds elsewhere or not at all.</summary>
    private static string Rows(RuleFile file) => string.Join('\n', file.Text.Split('\n').Where(IsRow).Select(WithoutNote));

    private static bool IsRow(string line) => line.StartsWith("  |", StringComparison.Ordinal);

    private static string WithoutNote(string row)
    {
        var at = row.LastIndexOf("|  #", StringComparison.Ordinal);
        return at > 0 && row.IndexOf("||", StringComparison.Ordinal) < at ? row[..(at + 1)] : row;
    }

    private static string Quote(string text)
    {
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
        return $"\"{quoted}\"";
    }
}
