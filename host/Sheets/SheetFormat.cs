namespace Workflows.Host.Sheets;

/// <summary>The files that a table or the parameters of a rule set can be edited in elsewhere.</summary>
internal enum SheetFormat
{
    /// <summary>Office Open XML, as spreadsheet programs write it.</summary>
    Xlsx,

    /// <summary>Comma separated values in UTF-8 (RFC 4180).</summary>
    Csv,

    /// <summary>A decision with a decision table in DMN; for tables alone.</summary>
    Dmn,
}
