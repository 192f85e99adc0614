using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Workflows.Rules;
using Workflows.Rules.Sheets;

namespace Workflows.Host.Sheets;

/// <summary>
/// Reads the first sheet of a workbook as texts. A workbook is hostile until read: its parts are unpacked in memory up to a limit, without
/// document types, entities or anything outside the file; formulas are refused, never run; macros and links are never looked at.
/// </summary>
internal sealed class XlsxReader
{
    private static readonly LocalText BytesText = new("bytes", "字节数");
    private static readonly LocalText PartsText = new("parts in the workbook", "工作簿部件数");
    private readonly string _file;
    private readonly ZipArchive _archive;
    private readonly List<Diagnostic> _problems;
    private long _left = SheetLimits.UnpackedBytes;

    private XlsxReader(string file, ZipArchive archive, List<Diagnostic> problems)
    {
        _file = file;
        _archive = archive;
        _problems = problems;
    }

    /// <summary>The cells, or null with what is wrong.</summary>
    public static Sheet? Read(string file, byte[] content, List<Diagnostic> problems)
    {
        if (content.Length > SheetLimits.Bytes)
        {
            problems.Add(SheetFileProblems.TooLarge(new(file, 1, 1), BytesText, SheetLimits.Bytes));
            return null;
        }

        var before = problems.Count;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            var sheet = new XlsxReader(file, archive, problems).Read();
            if (sheet is null && problems.Count == before)
            {
                problems.Add(SheetFileProblems.NotReadable(file));
            }

            return problems.Count == before ? sheet : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException
            or ArgumentException or IOException)
        {
            problems.Add(fault is TooLargeException
                ? SheetFileProblems.TooLarge(new(file, 1, 1), BytesText, SheetLimits.UnpackedBytes) : SheetFileProblems.NotReadable(file));
            return null;
        }
    }

    private Sheet? Read()
    {
        if (_archive.Entries.Count > SheetLimits.Parts)
        {
            _problems.Add(SheetFileProblems.TooLarge(new(_file, 1, 1), PartsText, SheetLimits.Parts));
            return null;
        }

        if (SheetPath() is not { } path || Open(path) is not { } sheet)
        {
            return null;
        }

        using (sheet)
        {
            var cells = new XlsxCells(_file, SharedTexts(), DateStyles(), FirstDay(), _problems);
            return new Sheet(_file, cells.Read(sheet));
        }
    }

    /// <summary>The part of the first sheet, as the workbook's relations name it.</summary>
    private string? SheetPath()
    {
        var first = Load("xl/workbook.xml")?.Descendants().FirstOrDefault(e => e.Name.LocalName == "sheet");
        var id = first?.Attributes().FirstOrDefault(a => a.Name.LocalName == "id" && a.Name.NamespaceName.EndsWith(
            "/relationships", StringComparison.Ordinal))?.Value;
        var relation = Load("xl/_rels/workbook.xml.rels")?.Elements().FirstOrDefault(r => r.Attribute("Id")?.Value == id);
        var target = relation?.Attribute("TargetMode")?.Value == "External" ? null : relation?.Attribute("Target")?.Value;
        return target is null ? null : target.StartsWith('/') ? target[1..] : "xl/" + target;
    }

    /// <summary>The day before the first day of dates: the end of 1899, or that of 1903 in workbooks made on a Macintosh.</summary>
    private DateTime FirstDay()
    {
        var properties = Load("xl/workbook.xml")?.Elements().FirstOrDefault(e => e.Name.LocalName == "workbookPr");
        return properties?.Attribute("date1904")?.Value is "1" or "true" ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
    }

    private List<string> SharedTexts() => Load("xl/sharedStrings.xml") is { } root
        ? [.. root.Elements().Where(e => e.Name.LocalName == "si").Select(XlsxCells.TextOf)] : [];

    /// <summary>Which cell styles show a number as a date or time; from 27 and 50 on stand those of Chinese and its neighbours.</summary>
    private HashSet<int> DateStyles()
    {
        var root = Load("xl/styles.xml");
        var own = (root?.Descendants().Where(e => e.Name.LocalName == "numFmt") ?? [])
            .Where(f => IsDate(f.Attribute("formatCode")?.Value ?? string.Empty)).Select(f => f.Attribute("numFmtId")?.Value).ToHashSet();
        var formats = root?.Elements().FirstOrDefault(e => e.Name.LocalName == "cellXfs")?.Elements() ?? [];
        return
        [
            .. formats.Select((f, i) => (Id: f.Attribute("numFmtId")?.Value, At: i))
                .Where(f => own.Contains(f.Id) || (int.TryParse(f.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58))).Select(f => f.At),
        ];
    }

    /// <summary>A format of days, months, years, hours or seconds; texts in quotes and colours in brackets say nothing.</summary>
    private static bool IsDate(string format)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var c in format)
        {
            quoted ^= c == '"';
            bracketed = c == '[' || (bracketed && c != ']');
            if (!quoted && !bracketed && char.ToLowerInvariant(c) is 'y' or 'd' or 'h' or 's')
            {
                return true;
            }
        }

        return false;
    }

    private XElement? Load(string path)
    {
        using var reader = Open(path);
        return reader is null ? null : XDocument.Load(reader).Root;
    }

    private XmlReader? Open(string path) => _archive.GetEntry(path) is { } entry ? XmlReader.Create(
        new StreamReader(new LimitedStream(entry.Open(), Take), Encoding.UTF8),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true,
            CloseInput = true,
        })
        : null;

    private void Take(int bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            throw new TooLargeException();
        }
    }

    private sealed class TooLargeException : IOException;

    /// <summary>Counts what is unpacked, since a small file can unpack to a huge one.</summary>
    private sealed class LimitedStream(Stream inner, Action<int> take) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            take(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
