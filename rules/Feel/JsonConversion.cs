using System.Globalization;
using System.Text.Json;

namespace Workflows.Rules.Feel;

/// <summary>Reads JSON as values of declared types and says what does not fit.</summary>
internal sealed class JsonConversion(ICollection<Diagnostic> diagnostics, SourcePlace place)
{
    private const int MostTold = 100;

    public object? Read(JsonElement json, FeelType type, string path, int depth)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || depth > FeelJson.MaxDepth)
        {
            return null;
        }

        return type switch
        {
            ListType list when json.ValueKind == JsonValueKind.Array => ReadList(json, list, path, depth),
            ListType list => new[] { Read(json, list.Element, path, depth + 1) },
            ContextType context => ReadContext(json, context, path, depth),
            _ => ReadSimple(json, type, path, depth),
        };
    }

    private object?[] ReadList(JsonElement json, ListType type, string path, int depth)
    {
        var elements = new object?[json.GetArrayLength()];
        var at = 0;
        foreach (var element in json.EnumerateArray())
        {
            elements[at] = Read(element, type.Element, string.Create(CultureInfo.InvariantCulture, $"{path}[{at}]"), depth + 1);
            at++;
        }

        return elements;
    }

    private object? ReadContext(JsonElement json, ContextType type, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Misfit(json, type, path);
        }

        return FeelContext.Of(json.EnumerateObject().Select(p => (p.Name, Read(p, type, path, depth))));
    }

    private object? Read(JsonProperty property, ContextType type, string path, int depth)
    {
        var inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
        if (type.FieldType(property.Name) is { } known)
        {
            return Read(property.Value, known, inner, depth + 1);
        }

        if (!type.IsOpen)
        {
            var near = NearestName.Of(property.Name, type.Fields.Select(f => f.Name));
            Tell("F402", $"{inner}: {type.Name} has no field \"{property.Name}\"", $"{inner}：{type.Name} 没有字段“{property.Name}”",
                near is null ? new LocalText("Leave it out", "请删去它") : new LocalText($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));
        }

        return FeelJson.Read(property.Value, depth + 1);
    }

    private object? ReadSimple(JsonElement json, FeelType type, string path, int depth)
    {
        var value = FeelJson.Read(json, depth);
        if (type.Kind != FeelKind.String && value is string text)
        {
            value = Parsed(text, type.Kind) ?? value;
        }

        return FeelValues.TryConvert(value, type, out var converted) && (value is not null || json.ValueKind != JsonValueKind.Number)
            ? converted : Misfit(json, type, path);
    }

    private static object? Parsed(string text, FeelKind kind) => kind switch
    {
        FeelKind.Date => FeelIso.TryDate(text, out var date) ? date : null,
        FeelKind.Time => FeelIso.TryTime(text, out var time) ? time : null,
        FeelKind.DateTime => FeelIso.TryDateTime(text, out var moment) ? moment : null,
        FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration => FeelIso.TryDuration(text, out var duration) ? duration : null,
        _ => null,
    };

    private object? Misfit(JsonElement json, FeelType type, string path)
    {
        var found = json.GetRawText();
        found = found.Length > 40 ? found[..40] + "…" : found;
        Tell("F401", $"{path}: {found} is no {type.Name}", $"{path}：{found} 不是 {type.Name}", Example(type.Kind));
        return null;
    }

    private void Tell(string code, string en, string zh, LocalText next)
    {
        if (diagnostics.Count < MostTold)
        {
            diagnostics.Add(new Diagnostic(code, Severity.Error, place, new LocalText(en.TrimStart(':', ' '), zh.TrimStart('：')), next));
        }
    }

    private static LocalText Example(FeelKind kind) => kind switch
    {
        FeelKind.Date => new("Write it as \"2026-11-01\"", "请写成 \"2026-11-01\""),
        FeelKind.Time => new("Write it as \"10:00:00\"", "请写成 \"10:00:00\""),
        FeelKind.DateTime => new("Write it as \"2026-11-01T10:00:00+08:00\"", "请写成 \"2026-11-01T10:00:00+08:00\""),
        FeelKind.DaysTimeDuration => new("Write it as \"P1DT2H\"", "请写成 \"P1DT2H\""),
        FeelKind.YearsMonthsDuration => new("Write it as \"P1Y2M\"", "请写成 \"P1Y2M\""),
        _ => new("Write a value of that type, or null", "请写该类型的值，或 null"),
    };
}
