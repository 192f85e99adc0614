using System.Text.Json;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Language;

namespace Workflows.Host.RuleSets;

/// <summary>A rule set in the list.</summary>
internal sealed record RuleHeadView(
    string Name, LocalText Label, int Latest, VersionState State, int? Published, string Etag, DateTimeOffset ChangedAt, string ChangedBy,
    int Rules, int Tables, bool AsksReview)
{
    public static RuleHeadView Of(IGrouping<string, RuleSetRow> versions, RuleLibrary library, bool asksReview)
    {
        var latest = versions.First();
        var program = library.Find(versions.Key)?.Program;
        var label = program?.Label ?? RuleLanguage.LabelOf(RuleLibrary.FileOf(latest.Name, latest.Text)) ?? new(latest.Name);
        return new(versions.Key, label, latest.Number, latest.State,
            versions.FirstOrDefault(v => v.State == VersionState.Published)?.Number, latest.ContentHash,
            new(latest.CreatedAt, TimeSpan.Zero), latest.CreatedBy, program?.Rules.Count ?? 0, program?.Tables.Count ?? 0, asksReview);
    }
}

/// <summary>All rule sets.</summary>
internal sealed record RuleHeadList(IReadOnlyList<RuleHeadView> Items, string? Next);

/// <summary>A version of a rule set.</summary>
internal sealed record RuleVersionView(
    string Name, string VersionId, int Version, VersionState State, string Etag, DateTimeOffset CreatedAt, string CreatedBy, string? Text)
{
    public static RuleVersionView Of(RuleSetRow row, bool withText = true) => new(
        row.Name, $"{row.Name}:{row.Number}", row.Number, row.State, row.ContentHash, new(row.CreatedAt, TimeSpan.Zero), row.CreatedBy,
        withText ? row.Text : null);
}

/// <summary>The versions of a rule set, without their texts.</summary>
internal sealed record RuleVersionList(IReadOnlyList<RuleVersionView> Items, string? Next);

/// <summary>A parameter: what the file says and what operations say.</summary>
internal sealed record RuleParameterView(
    string Name, LocalText Label, string Type, JsonElement? Default, JsonElement? Value, bool IsWhole, string? Allowed, string? Unit)
{
    public static RuleParameterView Of(RuleParameter parameter, IReadOnlyDictionary<string, object?> values) => new(
        parameter.Name, parameter.Label, parameter.Type.Name, Json(parameter.Default),
        values.TryGetValue(parameter.Name, out var value) ? Json(value) : null, parameter.Allowed?.IsWhole == true,
        parameter.Allowed is { Text.Length: > 0 } allowed ? allowed.Text : null, parameter.Unit);

    private static JsonElement Json(object? value) => JsonElement.Parse(FeelJson.Text(value));
}

/// <summary>The parameters of a rule set.</summary>
internal sealed record RuleParameterList(IReadOnlyList<RuleParameterView> Items, string? Next);

/// <summary>Body with a text and a place in it, from 1.</summary>
internal sealed record RuleText(string Text, string? Name = null, int Line = 1, int Column = 1);

/// <summary>Body that sets parameters; a null takes the operations' value away.</summary>
internal sealed record RuleParameterValues(Dictionary<string, JsonElement> Values);

/// <summary>How the tests of a rule set came out.</summary>
internal sealed record RuleTestView(int Passed, int Failed, IReadOnlyList<RuleTestResult> Results);
