using System.Text.Json;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Running;
using Workflows.Engine.WorkingTime;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Engine.Cases;

/// <summary>A file of a pack as the host hands it over.</summary>
/// <param name="Path">Its path within the pack, with slashes.</param>
/// <param name="Text">Its whole text.</param>
public sealed record PackFile(string Path, string Text);

/// <summary>
/// What a folder of processes holds: definitions (<c>*.flow.json</c>), rule files (<c>*.rules</c>), calendars (<c>*.calendar.json</c>,
/// with statutory years in <c>holiday-cn</c>), cases (<c>*.cases.json</c>). Everything is checked when it is read.
/// </summary>
public sealed class CasePack
{
    private CasePack(List<PackFile> files)
    {
        var found = new List<Diagnostic>();
        Definitions = ReadDefinitions(files, found);
        Shelf = new DefinitionShelf(Definitions);
        Programs = ReadPrograms(files, found);
        Statutory = [.. files
            .Where(f => f.Path.Contains("holiday-cn/", StringComparison.Ordinal) && f.Path.EndsWith(".json", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => ReadJson(f, found)).OfType<JsonElement>()];
        Calendars = ReadCalendars(files, found);
        Files = [.. files.Where(f => f.Path.EndsWith(".cases.json", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)];
        Seasons = [.. files.Where(f => f.Path.EndsWith(".season.json", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)];
        Diagnostics = found;
        var types = new Dictionary<string, FactType>(StringComparer.Ordinal);
        foreach (var (name, type) in Programs.Values.SelectMany(p => p.FactTypes))
        {
            types.TryAdd(name, type);
        }

        FactTypes = types;
    }

    /// <summary>The definitions, as if all were published.</summary>
    public IReadOnlyList<WorkflowDefinition> Definitions { get; }

    /// <summary>The definitions with their triggers, made ready once for all cases.</summary>
    internal DefinitionShelf Shelf { get; }

    /// <summary>The rule sets by name.</summary>
    public IReadOnlyDictionary<string, RuleProgram> Programs { get; }

    /// <summary>All fact types by name.</summary>
    public IReadOnlyDictionary<string, FactType> FactTypes { get; }

    /// <summary>The calendars by name.</summary>
    public IReadOnlyDictionary<string, WorkCalendar> Calendars { get; }

    /// <summary>The statutory years that calendars may take.</summary>
    internal IReadOnlyList<JsonElement> Statutory { get; }

    /// <summary>The files of cases.</summary>
    public IReadOnlyList<PackFile> Files { get; }

    /// <summary>The plans by which a season is played.</summary>
    public IReadOnlyList<PackFile> Seasons { get; }

    /// <summary>What is wrong with definitions, rule files and calendars.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads the files of a folder; those of other kinds are passed over.</summary>
    public static CasePack Read(IEnumerable<PackFile> files) => new([.. files]);

    private static List<WorkflowDefinition> ReadDefinitions(List<PackFile> files, List<Diagnostic> found)
    {
        var definitions = new List<WorkflowDefinition>();
        foreach (var file in files.Where(f => f.Path.EndsWith(".flow.json", StringComparison.Ordinal)))
        {
            var (definition, problems) = DefinitionReader.Read(file.Path, file.Text);
            found.AddRange(problems);
            if (definition is not null)
            {
                definitions.Add(definition);
            }
        }

        var types = definitions.Select(d => d.ActivityTypeName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var catalogue = new ActivityCatalogue(isDefinition: types.Contains);
        foreach (var definition in definitions)
        {
            found.AddRange(CompiledDefinition.Compile(definition, catalogue).Diagnostics);
        }

        return definitions;
    }

    private static Dictionary<string, RuleProgram> ReadPrograms(List<PackFile> files, List<Diagnostic> found)
    {
        var texts = files.Where(f => f.Path.EndsWith(".rules", StringComparison.Ordinal))
            .Select(f => new RuleFile(f.Path, f.Text)).ToList();
        var programs = new Dictionary<string, RuleProgram>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var check = RuleProgram.Compile([text, .. texts.Where(other => other != text)]);
            found.AddRange(check.Diagnostics.Where(d => d.Severity == Severity.Error));
            if (check.Program is { } program)
            {
                programs[program.Name] = program;
            }
        }

        return programs;
    }

    private static JsonElement? ReadJson(PackFile file, List<Diagnostic> found)
    {
        try
        {
            return JsonElement.Parse(file.Text);
        }
        catch (JsonException fault)
        {
            found.Add(WorkingTimeProblems.NotJson(file.Path, fault));
            return null;
        }
    }

    private Dictionary<string, WorkCalendar> ReadCalendars(List<PackFile> files, List<Diagnostic> found)
    {
        var calendars = new Dictionary<string, WorkCalendar>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Where(f => f.Path.EndsWith(".calendar.json", StringComparison.Ordinal)))
        {
            if (ReadJson(file, found) is not { } json)
            {
                continue;
            }

            var (calendar, problems) = WorkCalendarReader.Read(file.Path, json, Statutory);
            found.AddRange(problems);
            if (calendar is not null)
            {
                calendars[calendar.Name] = calendar;
            }
        }

        return calendars;
    }
}
