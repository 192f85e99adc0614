using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Engine.WorkingTime;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Host.Waking;
using Workflows.Rules;

namespace Workflows.Host.WorkingTime;

/// <summary>
/// The calendars of working time by name: those that the pack brings, each as somebody may have changed it, and added ones. A change is on
/// disk before it counts.
/// </summary>
internal sealed class Calendars : IDisposable
{
    private const string Setting = "calendars";

    private readonly SettingStore settings;
    private readonly TimeProvider clock;
    private readonly IReadOnlyList<JsonElement> statutory;
    private readonly Dictionary<string, JsonElement> shipped = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim writing = new(1);
    private volatile Dictionary<string, ShopCalendar> known;

    public Calendars(HostSettings host, SettingStore settings, TimeProvider clock, ILogger<Calendars> log)
    {
        this.settings = settings;
        this.clock = clock;
        var folder = Path.Combine(host.PackFolder, "Calendars");
        statutory = [.. Files(Path.Combine(folder, "holiday-cn"), "*.json").Select(path => Read(path, log)).OfType<JsonElement>()];
        foreach (var path in Files(folder, "*.calendar.json"))
        {
            if (Read(path, log) is not { } json)
            {
                continue;
            }

            var (calendar, diagnostics) = WorkCalendarReader.Read(Path.GetFileName(path), json, statutory);
            if (calendar is null)
            {
                log.ShippedTextRefused(path, diagnostics[0].ToString());
                continue;
            }

            shipped[calendar.Name] = json;
        }

        known = Make(Changes());
    }

    /// <summary>Set when a calendar has changed.</summary>
    public Signal Changed { get; } = new();

    /// <summary>All there are, by name.</summary>
    public IEnumerable<ShopCalendar> All => known.Values.OrderBy(c => c.Calendar.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A calendar by its name; the shop's own for null.</summary>
    public ShopCalendar? Find(string? name) => known.GetValueOrDefault(string.IsNullOrEmpty(name) ? WorkCalendar.Ordinary : name);

    /// <summary>Reads a calendar as it would be kept.</summary>
    public WorkCalendarResult Try(string name, JsonElement json) => WorkCalendarReader.Read(name, json, statutory);

    /// <summary>
    /// Puts a calendar that could be read in the place of the one with its name; no text: the pack's own again, or none where it has none.
    /// </summary>
    public async Task<ShopCalendar?> ChangeAsync(string name, JsonElement? json, string? reason, string actor)
    {
        await writing.WaitAsync();
        try
        {
            var changes = Changes();
            if (json is null && !shipped.ContainsKey(name))
            {
                changes.Remove(name);
            }
            else
            {
                changes[name] = new CalendarChange(json, reason, actor, clock.GetUtcNow(), HashOf(json ?? shipped[name]));
            }

            await settings.WriteAsync(Setting, changes);
            known = Make(changes);
        }
        finally
        {
            writing.Release();
        }

        Changed.Set();
        return Find(name);
    }

    public void Dispose() => writing.Dispose();

    private Dictionary<string, CalendarChange> Changes() =>
        new(settings.Read<Dictionary<string, CalendarChange>>(Setting) ?? [], StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, ShopCalendar> Make(Dictionary<string, CalendarChange> changes)
    {
        var made = new Dictionary<string, ShopCalendar>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in shipped.Keys.Union(changes.Keys, StringComparer.OrdinalIgnoreCase))
        {
            var change = changes.GetValueOrDefault(name);
            var json = change?.Json ?? shipped.GetValueOrDefault(name);
            if (json.ValueKind == JsonValueKind.Object && Try(name, json).Calendar is { } calendar)
            {
                made[name] = new ShopCalendar(calendar, json, HashOf(json), change, shipped.ContainsKey(name));
            }
        }

        return made;
    }

    private string HashOf(JsonElement json)
    {
        var takesStatutory = json.TryGetProperty("statutory", out var wanted) && wanted.ValueKind == JsonValueKind.True;
        var texts = takesStatutory ? statutory.Prepend(json) : [json];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Select(t => t.GetRawText())))));
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    // A product whose pack has a bad file starts without it and says so.
    private static JsonElement? Read(string path, ILogger<Calendars> log)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException fault)
        {
            log.ShippedTextRefused(path, fault.Message);
            return null;
        }
    }
}

/// <summary>A calendar as it counts now.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Json">What it was read from.</param>
/// <param name="Hash">Another one means that it counts otherwise: its text or the statutory days have changed.</param>
/// <param name="Change">The last change by a person; null when there was none.</param>
/// <param name="IsShipped">Whether the pack brings a calendar of this name.</param>
internal sealed record ShopCalendar(WorkCalendar Calendar, JsonElement Json, string Hash, CalendarChange? Change, bool IsShipped)
{
    /// <summary>Why it is what it is, for the history of what is counted by it.</summary>
    public LocalText Why => Change is { } change && change.Hash == Hash
        ? change.Reason is { Length: > 0 } reason ? new(reason) : new("The calendar was changed.", "日历已更改。")
        : new("The calendar or the holidays of the pack have changed.", "业务包的日历或节假日已更改。");

    /// <summary>Who made it what it is.</summary>
    public string By => Change is { } change && change.Hash == Hash ? change.By : "calendar";
}

/// <summary>A change of a calendar by a person.</summary>
/// <param name="Json">The new calendar; null: the pack's own again.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Hash">What it came to.</param>
internal sealed record CalendarChange(JsonElement? Json, string? Reason, string By, DateTimeOffset At, string Hash);
