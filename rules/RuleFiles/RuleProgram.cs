using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Compiling;
using Workflows.Rules.RuleFiles.Testing;

namespace Workflows.Rules.RuleFiles;

/// <summary>
/// A checked rule set, ready to judge. Immutable and safe for use from many threads; judging many times costs the compiling once for each
/// set of parameter values.
/// </summary>
public sealed class RuleProgram
{
    private const int MostKits = 16;
    private readonly ProgramModel _model;
    private readonly ConcurrentDictionary<string, ConcurrentBag<RuleKit>> _kits = new();

    private RuleProgram(ProgramModel model, string? version)
    {
        _model = model;
        var header = model.Files.Main.Syntax.Header!;
        Name = header.Name.Text;
        Label = header.Label?.Text ?? new LocalText(Name);
        Version = version ?? HashOf(model.Files);
        Rules = [.. model.Rules.Select(r => new RuleInfo(r.Name, r.Label, r.Tags, r.Place))];
        Tables = [.. model.Tables.Select(InfoOf)];
        TypesLookedAt = model.Rules.SelectMany(r => EndlessRules.Uses(r.Conditions)).Select(use => use.Type).ToHashSet();
    }

    /// <summary>The rule set's name.</summary>
    public string Name { get; }

    /// <summary>Its text for people.</summary>
    public LocalText Label { get; }

    /// <summary>The version that decisions name: the label given when it was compiled, else a hash of the files' texts.</summary>
    public string Version { get; }

    /// <summary>The fact types by name, those of used files included.</summary>
    public IReadOnlyDictionary<string, FactType> FactTypes => _model.Facts;

    /// <summary>The names of the fact types that a rule looks at: facts of others change nothing of what is concluded.</summary>
    public IReadOnlySet<string> TypesLookedAt { get; }

    public IReadOnlyList<RuleParameter> Parameters => _model.Parameters;

    public IReadOnlyList<RuleTable> Tables { get; }

    public IReadOnlyList<RuleInfo> Rules { get; }

    internal ProgramModel Model => _model;

    /// <summary>Checks a rule set. Never throws on text.</summary>
    /// <param name="files">Its own file first, then the files that it may use.</param>
    /// <param name="version">What decisions shall name; a hash of the texts unless given.</param>
    public static RuleCheck Compile(IReadOnlyList<RuleFile> files, string? version = null) => Compile(FileSet.Read(files), version);

    internal static RuleCheck Compile(FileSet files, string? version)
    {
        var model = ProgramBinder.Bind(files);
        var found = files.Units.Reverse().SelectMany(u => u.Problems.Found.OrderBy(d => d.Place.Line).ThenBy(d => d.Place.Column)).ToList();
        var isGood = found.TrueForAll(d => d.Severity != Severity.Error);
        return new RuleCheck(isGood ? new RuleProgram(model, version) : null, found);
    }

    /// <summary>Judges facts at one moment.</summary>
    /// <param name="facts">The facts; of two with one key the later one counts.</param>
    /// <param name="parameters">Values that stand in for parameters' own; wrong ones are reported and left out.</param>
    /// <param name="now">What the rules take for now.</param>
    /// <param name="cancellation">Ends the judging early; then the outcome says so.</param>
    public RuleOutcome Evaluate(
        IEnumerable<RuleFact> facts, IReadOnlyDictionary<string, object?>? parameters, DateTimeOffset now,
        CancellationToken cancellation = default)
    {
        using var judge = Open(parameters, now, cancellation);
        judge.Put(facts);
        judge.Fire();
        return judge.Outcome();
    }

    /// <summary>Opens a judge to which facts are told as they change.</summary>
    public RuleJudge Open(
        IReadOnlyDictionary<string, object?>? parameters, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var errors = new List<Diagnostic>();
        var values = ValuesOf(parameters, errors);
        var key = KeyOf(values);
        var kit = _kits.TryGetValue(key, out var bag) && bag.TryTake(out var known) ? known : RuleKit.Make(_model, values);
        return new RuleJudge(this, kit, now, errors, k => Return(key, k), cancellation);
    }

    /// <summary>Decides by one table. An unknown table or input is an error in the answer.</summary>
    public TableDecision Decide(
        string table, IReadOnlyDictionary<string, object?> inputs, DateTimeOffset now,
        IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellation = default)
    {
        var errors = new List<Diagnostic>();
        var values = ValuesOf(parameters, errors);
        return TableAnswer.Of(_model, Version, table, inputs, values, new FeelRun(now, FeelRun.DefaultSteps, cancellation), errors);
    }

    /// <summary>Runs the tests of the rule set's own file.</summary>
    public RuleTestReport RunTests(CancellationToken cancellation = default) => RunTests(null, cancellation);

    /// <summary>
    /// Runs the tests of the rule set's own file with figures in place of those that it names itself; what a test says of a figure holds
    /// for that test all the same. The figures are those that <see cref="CheckParameters"/> finds nothing wrong with.
    /// </summary>
    public RuleTestReport RunTests(IReadOnlyDictionary<string, object?>? figures, CancellationToken cancellation = default) =>
        new([.. _model.Tests.Select(t => new TestRunner(this, t, figures, cancellation).Run())]);

    /// <summary>What is wrong with values for parameters: unknown names, wrong types, values that are not allowed.</summary>
    public IReadOnlyList<Diagnostic> CheckParameters(IReadOnlyDictionary<string, object?> values)
    {
        var errors = new List<Diagnostic>();
        ValuesOf(values, errors);
        return errors;
    }

    internal static RuleTable InfoOf(BoundTable table) => new(
        table.Name, table.Label, table.Policy,
        [
            .. table.Inputs.Select(c => new RuleTableColumn(c.Name, c.Type, false, c.Label)),
            .. table.Outputs.Select(c => new RuleTableColumn(c.Name, c.Type, true, c.Label)),
        ],
        table.Rows.Count, table.Place);

    private Dictionary<string, object?> ValuesOf(IReadOnlyDictionary<string, object?>? given, List<Diagnostic> errors)
    {
        var values = _model.Parameters.ToDictionary(p => p.Name, p => p.Default);
        foreach (var (name, value) in given ?? new Dictionary<string, object?>())
        {
            var parameter = _model.Parameters.FirstOrDefault(p => p.Name == name);
            if (parameter is null)
            {
                errors.Add(RunProblems.UnknownParameter(name, NearestName.Of(name, values.Keys)));
            }
            else if (!TryConvert(value, parameter.Type, out var converted) || converted is null
                || parameter.Allowed?.Contains(converted) == false)
            {
                errors.Add(RunProblems.WrongParameter(parameter, value));
            }
            else
            {
                values[name] = converted;
            }
        }

        return values;
    }

    /// <summary>Values from JSON hold dates and durations as texts.</summary>
    private static bool TryConvert(object? value, FeelType type, out object? converted)
    {
        converted = value;
        return value is string text && type.Kind is not (FeelKind.String or FeelKind.Any)
            ? FactText.TryParse(type, text, out converted) : FeelValues.TryConvert(value, type, out converted);
    }

    private void Return(string key, RuleKit kit)
    {
        if (_kits.Count < MostKits || _kits.ContainsKey(key))
        {
            var bag = _kits.GetOrAdd(key, _ => []);
            if (bag.Count < MostKits)
            {
                bag.Add(kit);
            }
        }
    }

    private static string KeyOf(Dictionary<string, object?> values) =>
        string.Join('\n', values.Select(v => $"{v.Key}={FeelLiteral.Of(v.Value)}"));

    private static string HashOf(FileSet files)
    {
        var text = string.Join('\u0001', files.Units.Select(u => u.File.Text.ReplaceLineEndings("\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
