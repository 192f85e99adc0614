using System.Text.Json;
using Workflows.Engine.WorkingTime;
using Workflows.Host.Serving;

namespace Workflows.Host.RuleSets;

/// <summary>The calendars of working time that the pack brings, by name.</summary>
internal sealed class Calendars
{
    private const string Ordinary = "shop";

    private readonly Dictionary<string, WorkCalendar> known = new(StringComparer.OrdinalIgnoreCase);

    public Calendars(HostSettings settings, ILogger<Calendars> log)
    {
        var folder = Path.Combine(settings.PackFolder, "Calendars");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var holidays = Path.Combine(folder, "holiday-cn");
        var statutory = Directory.Exists(holidays)
            ? Directory.EnumerateFiles(holidays, "*.json").Order(StringComparer.Ordinal).Select(Read).ToList()
            : [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.calendar.json").Order(StringComparer.Ordinal))
        {
            var (calendar, diagnostics) = WorkCalendarReader.Read(Path.GetFileName(path), Read(path), statutory);
            if (calendar is null)
            {
                log.ShippedTextRefused(path, diagnostics[0].ToString());
                continue;
            }

            known[calendar.Name] = calendar;
        }
    }

    /// <summary>A calendar by its name; the shop's own for null.</summary>
    public WorkCalendar? Find(string? name) => known.GetValueOrDefault(string.IsNullOrEmpty(name) ? Ordinary : name);

    private static JsonElement Read(string path) => JsonElement.Parse(File.ReadAllBytes(path));
}
