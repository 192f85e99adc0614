using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Workflows.Rules.Sheets;

namespace Workflows.Host.Sheets;

/// <summary>
/// Writes one sheet as a workbook. Plain numbers are numbers, everything else is text and formatted as text, so that a spreadsheet program
/// does not make a date of <c>1-2</c>. The same cells give the same bytes.
/// </summary>
internal static partial class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string SheetTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int TextStyle = 1;
    private const int HeadingStyle = 2;
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="sheet">The cells.</param>
    /// <param name="name">The sheet's name on its tab.</param>
    public static byte[] Write(Sheet sheet, string name)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Text(archive, "[Content_Types].xml", ContentTypes);
            Text(archive, "_rels/.rels", Relations(("officeDocument", "xl/workbook.xml")));
            Text(archive, "xl/_rels/workbook.xml.rels", Relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")));
            Text(archive, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>
                <sheet name="{TabName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>
                """);
            Text(archive, "xl/styles.xml", Styles);
            using var part = Part(archive, "xl/worksheets/sheet1.xml");
            using var writer = XmlWriter.Create(part, Settings);
            WriteSheet(writer, sheet);
        }

        return content.ToArray();
    }

    private static XmlWriterSettings Settings => new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None };

    private static string ContentTypes => $"""
        <Types xmlns="{Package}content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="{SheetTypes}.sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SheetTypes}.worksheet+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="{SheetTypes}.styles+xml"/></Types>
        """;

    private static string Styles => $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
        <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="49" fontId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
        """;

    private static string Relations(params (string Type, string Target)[] parts) =>
        $"<Relationships xmlns=\"{Package}relationships\">" + string.Concat(parts.Select((p, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/{p.Type}\" Target=\"{p.Target}\"/>")) + "</Relationships>";

    private static void WriteSheet(XmlWriter writer, Sheet sheet)
    {
        writer.WriteStartElement("worksheet", Main);
        WriteView(writer, sheet.Headings.DefaultIfEmpty(-1).Max() + 1);
        WriteWidths(writer, sheet);
        writer.WriteStartElement("sheetData");
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            WriteRow(writer, sheet.Rows[row], row, sheet.Headings.Contains(row));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteView(XmlWriter writer, int fixedRows)
    {
        writer.WriteStartElement("sheetViews");
        writer.WriteStartElement("sheetView");
        writer.WriteAttributeString("workbookViewId", "0");
        if (fixedRows > 0)
        {
            writer.WriteStartElement("pane");
            writer.WriteAttributeString("ySplit", Text(fixedRows));
            writer.WriteAttributeString("topLeftCell", $"A{Text(fixedRows + 1)}");
            writer.WriteAttributeString("activePane", "bottomLeft");
            writer.WriteAttributeString("state", "frozen");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteWidths(XmlWriter writer, Sheet sheet)
    {
        var columns = sheet.Rows.Select(r => r.Count).DefaultIfEmpty(0).Max();
        if (columns == 0)
        {
            return;
        }

        writer.WriteStartElement("cols");
        for (var column = 0; column < columns; column++)
        {
            var widest = sheet.Rows.Where(r => column < r.Count).Max(r => WidthOf(r[column]));
            writer.WriteStartElement("col");
            writer.WriteAttributeString("min", Text(column + 1));
            writer.WriteAttributeString("max", Text(column + 1));
            writer.WriteAttributeString("width", Text(Math.Clamp(widest + 3, 10, 60)));
            writer.WriteAttributeString("customWidth", "1");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteRow(XmlWriter writer, IReadOnlyList<string> cells, int row, bool isHeading)
    {
        writer.WriteStartElement("row");
        writer.WriteAttributeString("r", Text(row + 1));
        for (var column = 0; column < cells.Count; column++)
        {
            if (cells[column].Length > 0)
            {
                WriteCell(writer, cells[column], $"{ColumnName(column)}{Text(row + 1)}", isHeading || column == 0);
            }
        }

        writer.WriteEndElement();
    }

    private static void WriteCell(XmlWriter writer, string text, string at, bool isHeading)
    {
        writer.WriteStartElement("c");
        writer.WriteAttributeString("r", at);
        if (PlainNumber().IsMatch(text) && text.Count(char.IsAsciiDigit) <= 15)
        {
            writer.WriteElementString("v", text);
            writer.WriteEndElement();
            return;
        }

        writer.WriteAttributeString("s", Text(isHeading ? HeadingStyle : TextStyle));
        writer.WriteAttributeString("t", "inlineStr");
        writer.WriteStartElement("is");
        writer.WriteStartElement("t");
        writer.WriteAttributeString("xml", "space", null, "preserve");
        writer.WriteString(XlsxText.Encode(CellEscape.Escape(text)));
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>Chinese signs take the room of two others.</summary>
    private static int WidthOf(string text) => text.Sum(c => c >= '\u2E80' ? 2 : 1);

    private static string ColumnName(int column) =>
        (column >= 26 ? ColumnName((column / 26) - 1) : string.Empty) + (char)('A' + (column % 26));

    /// <summary>A tab's name has at most 31 characters, and none of these signs.</summary>
    private static string TabName(string name)
    {
        var clean = string.Concat(name.Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '&' or '<' or '"' or '\'')));
        return clean.Length == 0 ? "sheet" : clean[..Math.Min(31, clean.Length)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Text(ZipArchive archive, string name, string text)
    {
        using var part = Part(archive, name);
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + text));
    }

    private static Stream Part(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Written;
        return entry.Open();
    }

    /// <summary>A number that a spreadsheet program would write back as it stands here.</summary>
    [GeneratedRegex(@"^(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[0-9]*[1-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
