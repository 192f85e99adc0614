using System.Text;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A rule set's declarations, without its rules and tests.</summary>
internal sealed record DeclaredModel(
    FileSet Files,
    Declarations Declarations,
    IReadOnlyList<RuleParameter> Parameters,
    IReadOnlyList<BoundTable> Tables,
    ProgramNames Names,
    string Signature);

/// <summary>Checks the files of a rule set as one.</summary>
internal sealed class ProgramBinder
{
    private readonly FileSet _files;
    private readonly Declarations _declarations;
    private readonly CheckMemory? _memory;

    private ProgramBinder(FileSet files, CheckMemory? memory)
    {
        _files = files;
        _memory = memory;
        _declarations = Declarations.Read(files);
    }

    /// <param name="files">The files.</param>
    /// <param name="memory">Findings of earlier checks; a program that shall run is checked without, so that its places are right.</param>
    public static ProgramModel Bind(FileSet files, CheckMemory? memory = null) => new ProgramBinder(files, memory).Bind();

    /// <summary>Declarations alone, for questions about one place.</summary>
    public static DeclaredModel Declare(FileSet files, CheckMemory memory) => new ProgramBinder(files, memory).Declare();

    private ProgramModel Bind()
    {
        CheckTexts();
        var declared = Declare();
        var rules = Distinct<RuleSyntax>()
            .Select(r =>
                Item(r.Unit, r.Item, declared.Signature, p => RuleBinder.Bind(r.Item, declared.Names, _declarations, r.Unit.Syntax, p)))
            .OfType<BoundRule>().ToList();
        var main = _files.Main;
        var tests = main.Syntax.Of<TestSyntax>()
            .Select(t => Item(main, t, declared.Signature, p => TestBinder.Bind(t, declared.Names, _declarations, p)))
            .OfType<BoundTest>().ToList();
        var model = new ProgramModel(_files, _declarations.Types, declared.Parameters, declared.Tables, rules, tests, declared.Names);
        ProgramChecks.Run(model);
        return model;
    }

    private void CheckTexts()
    {
        if (_files.Main.Syntax.Header is { } header)
        {
            Texts.Check(header.Label, header.Name, _files.Main.Problems);
        }

        foreach (var (unit, fact) in _files.Of<FactSyntax>())
        {
            Texts.Check(fact.Label, fact.Name, unit.Problems);
            FloatingMoments.Warn(unit.Problems, unit.Syntax.WholeOf(fact.Span));
        }
    }

    private DeclaredModel Declare()
    {
        var types = TypeSignature();
        var parameters = Distinct<ParameterSyntax>()
            .Select(p => Item(p.Unit, p.Item, types, problems => ParameterBinder.Bind(p.Item, _declarations, problems))!).ToList();
        var parameterNames = parameters.ToDictionary(p => p.Name, p => new ParameterName(p.Name, p.Type));
        var around = types + string.Join('\n', parameters.Select(p => $"{p.Name} {p.Type.Name}"));
        var tables = Distinct<TableSyntax>()
            .Select(t => Item(t.Unit, t.Item, around, p => TableBinder.Bind(t.Item, parameterNames, _declarations, p)))
            .OfType<BoundTable>().ToList();
        var tableNames = tables.ToDictionary(t => t.Name, t => new TableName(t.Name, TypeOf(t), [.. t.Inputs.Select(i => i.Name)]));
        AddFaulty(tableNames);
        var names = new ProgramNames(_declarations.Types, parameterNames, tableNames);
        around += string.Join('\n', tableNames.Values.Select(t => $"{t.Name} {t.Type.Name}"));
        return new DeclaredModel(_files, _declarations, parameters, tables, names, around);
    }

    private T? Item<T>(FileUnit unit, ItemSyntax item, string around, Func<Problems, T?> bind)
        where T : class
    {
        return _memory is null ? Checked(unit.Problems) : _memory.Bind(unit, item, around, Checked);

        T? Checked(Problems problems)
        {
            FloatingMoments.Warn(problems, unit.Syntax.WholeOf(item.Span));
            return bind(problems);
        }
    }

    /// <summary>What the meaning of an expression depends on beside its own text and parameters: the fact types.</summary>
    private string TypeSignature()
    {
        var text = new StringBuilder();
        foreach (var (unit, fact) in _memory is null ? [] : _files.Of<FactSyntax>())
        {
            text.Append(unit.Syntax.Source.Slice(unit.Syntax.WholeOf(fact.Span))).Append('\n');
        }

        return text.ToString();
    }

    private static FunctionType TypeOf(BoundTable table) => FeelType.FunctionOf([.. table.Inputs.Select(i => i.Type)], table.Result);

    /// <summary>A table with a mistake is still there, so that its callers are not told that it is not.</summary>
    private void AddFaulty(Dictionary<string, TableName> names)
    {
        foreach (var (_, table) in _files.Of<TableSyntax>())
        {
            names.TryAdd(table.Name.Text, new TableName(table.Name.Text, FeelType.Function, [.. table.Inputs.Select(i => i.Text)]));
        }
    }

    /// <summary>The items of a kind, each name once; a second one is reported.</summary>
    private List<(FileUnit Unit, T Item)> Distinct<T>()
        where T : ItemSyntax
    {
        var seen = new HashSet<string>();
        var items = new List<(FileUnit Unit, T Item)>();
        foreach (var (unit, item) in _files.Of<T>().Where(i => !i.Item.Name.IsMissing))
        {
            if (seen.Add(item.Name.Text))
            {
                items.Add((unit, item));
            }
            else
            {
                unit.Problems.Add("R203", item.Name.Span, Checking.CheckTexts.DeclaredTwice(item.Name.Text));
            }
        }

        return items;
    }
}
