namespace Workflows.Host.Sheets;

/// <summary>How large a spreadsheet may be. They are checked while reading, before anything is held in memory.</summary>
internal static class SheetLimits
{
    /// <summary>Bytes of a file as it is stored.</summary>
    public const int Bytes = 8_000_000;

    /// <summary>Bytes of all parts of a workbook that are read, unpacked.</summary>
    public const int UnpackedBytes = 64_000_000;

    /// <summary>Parts of a workbook.</summary>
    public const int Parts = 500;

    public const int Rows = 50_000;

    public const int Columns = 256;

    /// <summary>Cells with something in them.</summary>
    public const int Cells = 500_000;

    /// <summary>Characters of one cell; spreadsheet programs allow as many.</summary>
    public const int CellLength = 32_767;
}
