using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Names;

/// <summary>
/// A C# file is named after one of its types: its main one. What follows a first dot tells parts of one type apart. A file of small types
/// whose names end alike may bear that ending, or its plural.
/// </summary>
public sealed class FileNames : TidyRule
{
    public override string Name => "file-names";

    public override IReadOnlyList<SourceTree> Bad => [SourceTree.Of("rules/Stuff.cs", "class Thing { } record Other;")];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("rules/Thing.cs", "class Thing<T> { } record Other;"),
        SourceTree.Of("rules/Thing.Reading.cs", "partial class Thing { }"),
        SourceTree.Of("rules/Records.cs", "record TaskRecord; record TimerRecord;"),
        SourceTree.Of("rules/EventArgs.cs", "class RuleEventArgs { } class FactEventArgs { }"),
        SourceTree.Of("host/Program.cs", "app.Run();"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        let names = Types.TopLevel(file).Select(Types.NameOf).ToList()
        let name = file.FileName.Split('.')[0]
        where names.Count > 0 && !names.Contains(name) && !IsPluralOf(name, names) && name != "Program"
        select new Finding(file.Path, 1, $"no type of it is called {name}", $"Name the file after its main type, perhaps {names[0]}.cs");

    private static bool IsPluralOf(string file, List<string> types)
    {
        var singular = file.EndsWith('s') ? file[file.LastIndexOf(file.Last(char.IsUpper))..^1] : file;
        return Ending(singular) > 1 || Ending(file) > 1;

        int Ending(string ending) => types.Count(t => t.EndsWith(ending, StringComparison.Ordinal));
    }
}
