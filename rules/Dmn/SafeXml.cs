using System.Xml;
using System.Xml.Linq;

namespace Workflows.Rules.Dmn;

/// <summary>
/// Reads XML that a stranger wrote: no document type, no entity from outside, and limits on characters and depth that are checked while
/// reading, so that the tree can be walked by recursion.
/// </summary>
internal static class SafeXml
{
    /// <summary>Most UTF-16 code units of a file.</summary>
    public const int MostCharacters = 20_000_000;

    /// <summary>Most elements inside one another.</summary>
    public const int MostDepth = 200;

    /// <summary>The root element, or null with the diagnostic that says why (D101 not XML, D102 too large, D103 too deep).</summary>
    public static XElement? Read(string file, string text, List<Diagnostic> problems)
    {
        if (text.Length > MostCharacters)
        {
            problems.Add(DmnProblems.TooLarge(file, MostCharacters));
            return null;
        }

        try
        {
            return Within(file, text, problems) ? Load(text) : null;
        }
        catch (XmlException e)
        {
            problems.Add(DmnProblems.NotXml(new SourcePlace(file, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition))));
            return null;
        }
    }

    private static bool Within(string file, string text, List<Diagnostic> problems)
    {
        using var reader = Open(text);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth < MostDepth)
            {
                continue;
            }

            var at = (IXmlLineInfo)reader;
            problems.Add(DmnProblems.TooDeep(new SourcePlace(file, at.LineNumber, at.LinePosition), MostDepth));
            return false;
        }

        return true;
    }

    private static XElement? Load(string text)
    {
        using var reader = Open(text);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
    }

    private static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = MostCharacters,
    });
}
