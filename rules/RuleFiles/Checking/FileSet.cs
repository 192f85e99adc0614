using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A file of a <see cref="FileSet"/> with what is found wrong with it.</summary>
internal sealed record FileUnit(RuleFile File, FileSyntax Syntax, Problems Problems);

/// <summary>
/// A rule set's file and the files it uses, directly or through others, used ones first. The first file handed over is the rule set's
/// own; of the others only those that are used count.
/// </summary>
internal sealed class FileSet
{
    private readonly IReadOnlyList<RuleFile> _files;
    private readonly Func<RuleFile, FileSyntax> _parse;
    private readonly Dictionary<RuleFile, FileUnit> _units = new(ReferenceEqualityComparer.Instance);
    private readonly List<FileUnit> _ordered = [];

    private FileSet(IReadOnlyList<RuleFile> files, Func<RuleFile, FileSyntax> parse)
    {
        _files = files;
        _parse = parse;
    }

    /// <summary>Used files first, the rule set's own last.</summary>
    public IReadOnlyList<FileUnit> Units => _ordered;

    public FileUnit Main => _ordered[^1];

    public IEnumerable<Diagnostic> Diagnostics => _ordered.SelectMany(u => u.Problems.Found);

    public static FileSet Read(IReadOnlyList<RuleFile> files, Func<RuleFile, FileSyntax>? parse = null)
    {
        if (files.Count == 0)
        {
            throw new ArgumentException("There must be at least one file", nameof(files));
        }

        var set = new FileSet(files, parse ?? (f => RuleFileParser.Parse(f.Name, f.Text)));
        set.Visit(files[0]);
        return set;
    }

    /// <summary>All declarations of a kind with their files.</summary>
    public IEnumerable<(FileUnit Unit, T Item)> Of<T>()
        where T : ItemSyntax => _ordered.SelectMany(u => u.Syntax.Of<T>().Select(i => (u, i)));

    // A walk with a stack of its own: a thousand files that use each other in a row are no reason to fail.
    private void Visit(RuleFile main)
    {
        var path = new List<(FileUnit Unit, Queue<UseSyntax> Uses)>();
        Open(main, path);
        while (path.Count > 0)
        {
            var (unit, uses) = path[^1];
            if (!uses.TryDequeue(out var use))
            {
                path.RemoveAt(path.Count - 1);
                _ordered.Add(unit);
                continue;
            }

            Follow(unit, use, path);
        }
    }

    private void Follow(FileUnit unit, UseSyntax use, List<(FileUnit Unit, Queue<UseSyntax> Uses)> path)
    {
        if (use.Name.IsMissing)
        {
            return;
        }

        if (Find(use.Name.Text, unit.File) is not { } used)
        {
            var known = _files.Where(f => f != unit.File).Select(f => LastPart(f.Name)).ToList();
            unit.Problems.Add("R214", use.Name.Span, CheckTexts.UseNotFound(use.Name.Text, NearestName.Of(use.Name.Text, known), known));
        }
        else if (path.FindIndex(p => ReferenceEquals(p.Unit.File, used)) is >= 0 and var start)
        {
            var names = path.Skip(start).Select(p => LastPart(p.Unit.File.Name)).Append(LastPart(used.Name));
            unit.Problems.Add("R215", use.Name.Span, CheckTexts.UseCycle(string.Join(" → ", names)));
        }
        else if (!_units.ContainsKey(used))
        {
            Open(used, path);
        }
    }

    private void Open(RuleFile file, List<(FileUnit Unit, Queue<UseSyntax> Uses)> path)
    {
        var syntax = _parse(file);
        var problems = new Problems(syntax.Source);
        foreach (var problem in syntax.Problems)
        {
            problems.Add(problem);
        }

        var unit = new FileUnit(file, syntax, problems);
        _units.Add(file, unit);
        path.Add((unit, new Queue<UseSyntax>(syntax.Of<UseSyntax>())));
    }

    /// <summary>
    /// The file of that name; else the one at that path beside the file that uses it, however the host writes paths; else one whose name
    /// ends alike.
    /// </summary>
    private RuleFile? Find(string name, RuleFile from)
    {
        var beside = Plain(Beside(from.Name, name));
        return _files.FirstOrDefault(f => f.Name == name) ?? _files.FirstOrDefault(f => Plain(f.Name) == beside)
            ?? Ending(beside) ?? Ending(Plain(name)) ?? Ending(LastPart(name));
    }

    private RuleFile? Ending(string path) =>
        _files.FirstOrDefault(f => ("/" + Plain(f.Name)).EndsWith("/" + path, StringComparison.Ordinal));

    private static string Beside(string from, string name) =>
        from.LastIndexOfAny(['/', '\\']) is >= 0 and var at ? from[..(at + 1)] + name : name;

    /// <summary>A path with plain slashes and without steps up and in place, as far as it tells where they lead.</summary>
    private static string Plain(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\').Where(p => p is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }

    private static string LastPart(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
