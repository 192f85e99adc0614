using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Language;

/// <summary>
/// What an editor asks about rule files: functions of the text and a position. What is found about parts of a file that do not change is
/// kept, so that an answer at each keystroke costs little more than what was changed. Safe for use from many threads; keep one for each
/// open document.
/// </summary>
public sealed class RuleLanguage
{
    private readonly CheckMemory _memory = new();

    /// <summary>All findings of the first file, as <see cref="RuleProgram.Compile(IReadOnlyList{RuleFile}, string?)"/> gives
    /// them.</summary>
    /// <param name="files">The file, then the files that it may use.</param>
    public IReadOnlyList<Diagnostic> Diagnostics(IReadOnlyList<RuleFile> files)
    {
        var set = FileSet.Read(files, _memory.Parse);
        ProgramBinder.Bind(set, _memory);
        return [.. set.Main.Problems.Found.OrderBy(d => d.Place.Line).ThenBy(d => d.Place.Column)];
    }

    /// <summary>What may be written at a place, the likeliest kinds first.</summary>
    /// <param name="files">The file, then the files that it may use.</param>
    /// <param name="line">Line of the first file, from 1.</param>
    /// <param name="column">Column, from 1; the place lies before that character.</param>
    public IReadOnlyList<RuleCompletion> Complete(IReadOnlyList<RuleFile> files, int line, int column)
    {
        var document = Open(files);
        return new Completions(document, document.OffsetOf(line, column)).All();
    }

    /// <summary>What the word at a place is; null where there is nothing to say.</summary>
    public RuleHover? Hover(IReadOnlyList<RuleFile> files, int line, int column)
    {
        var document = Open(files);
        return new Lookup(document).At(document.OffsetOf(line, column));
    }

    /// <summary>Where the word at a place is declared; null for words of the language.</summary>
    public SourcePlace? Definition(IReadOnlyList<RuleFile> files, int line, int column) => Hover(files, line, column)?.Definition;

    /// <summary>What a file declares, in its order.</summary>
    public static IReadOnlyList<RuleOutlineItem> Outline(RuleFile file)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        return [.. syntax.Items.Where(i => i is not UseSyntax && !i.Name.IsMissing).Select(i => OutlineOf(syntax, i))];
    }

    /// <summary>What a file calls itself, whatever else may be wrong with it; null where it has no name.</summary>
    public static LocalText? LabelOf(RuleFile file) =>
        RuleFileParser.Parse(file.Name, file.Text).Header is { Name.IsMissing: false } header
            ? FactTypeBinder.LabelOf(header.Label, header.Name) : null;

    private static RuleOutlineItem OutlineOf(FileSyntax syntax, ItemSyntax item)
    {
        var whole = syntax.WholeOf(item.Span);
        var kind = item switch
        {
            FactSyntax => RuleSymbolKind.FactType,
            ParameterSyntax => RuleSymbolKind.Parameter,
            TableSyntax => RuleSymbolKind.Table,
            TestSyntax => RuleSymbolKind.Test,
            _ => RuleSymbolKind.Rule,
        };
        var place = syntax.Source.PlaceOf(item.Name.Span);
        var last = syntax.Source.PlaceOf(new Span(whole.End, whole.End)).Line;
        return new RuleOutlineItem(kind, item.Name.Text, FactTypeBinder.LabelOf(item.Label, item.Name), place, last);
    }

    private Document Open(IReadOnlyList<RuleFile> files) => new(ProgramBinder.Declare(FileSet.Read(files, _memory.Parse), _memory));
}
