using System.Text.Json;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles;

/// <summary>What rules say, as JSON: the same on the command line, over HTTP and in histories.</summary>
public static class RuleJson
{
    /// <summary>
    /// Writes <c>{ruleSet, version, conclusions: [{type, key, fact, reasons}], effects: [{verb, target, fields, rule, key}], errors,
    /// firings}</c>.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="ruleSet">The rule set's name.</param>
    /// <param name="outcome">What it said.</param>
    /// <param name="explain">Whether with the reasons.</param>
    public static void Write(Utf8JsonWriter writer, string ruleSet, RuleOutcome outcome, bool explain)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleSet", ruleSet);
        writer.WriteString("version", outcome.Version);
        writer.WriteStartArray("conclusions");
        foreach (var conclusion in outcome.Conclusions)
        {
            Write(writer, conclusion, explain);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("effects");
        foreach (var effect in outcome.Effects)
        {
            Write(writer, effect);
        }

        writer.WriteEndArray();
        Write(writer, "errors", outcome.Errors);
        writer.WriteNumber("firings", outcome.Firings);
        writer.WriteEndObject();
    }

    /// <summary>Writes a conclusion with or without its reasons.</summary>
    public static void Write(Utf8JsonWriter writer, RuleConclusion conclusion, bool explain)
    {
        writer.WriteStartObject();
        writer.WriteString("type", conclusion.Fact.FactTypeName);
        writer.WriteString("key", conclusion.Fact.Key);
        writer.WritePropertyName("fact");
        FactJson.Write(writer, conclusion.Fact);
        if (explain)
        {
            writer.WriteStartArray("reasons");
            foreach (var reason in conclusion.Reasons)
            {
                Write(writer, reason);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuleReason reason)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", reason.Rule);
        Write(writer, "label", reason.Label);
        writer.WriteString("version", reason.Version);
        WritePlace(writer, reason.Place);
        Write(writer, "text", reason.Text);
        WriteEvidence(writer, reason.Evidence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuleEffect effect)
    {
        writer.WriteStartObject();
        writer.WriteString("verb", effect.Verb switch
        {
            RuleEffectVerb.RaiseEvent => "raiseEvent",
            RuleEffectVerb.StartWorkflow => "startWorkflow",
            _ => "notify",
        });
        writer.WriteString("target", effect.Target);
        Write(writer, "fields", effect.Fields);
        writer.WriteString("rule", effect.Rule);
        writer.WriteString("key", effect.Key);
        writer.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter writer, IReadOnlyList<RuleEvidence> evidence)
    {
        writer.WriteStartArray("evidence");
        foreach (var item in evidence)
        {
            writer.WriteStartObject();
            writer.WriteString("name", item.Name);
            writer.WriteString("kind", item switch
            {
                { IsParameter: true } => "parameter",
                { Value: RuleFact } => "fact",
                { Value: IReadOnlyList<object?> and [RuleFact, ..] } => "facts",
                _ => "value",
            });
            WriteItem(writer, item.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Facts are named by type and key where they have one: a reason may rest on thousands.</summary>
    private static void WriteItem(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case RuleFact fact:
                writer.WriteString("type", fact.FactTypeName);
                writer.WriteString("key", fact.Key);
                writer.WritePropertyName("value");
                FactJson.Write(writer, fact);
                break;
            case IReadOnlyList<object?> and [RuleFact { Key: not null } first, ..]:
                writer.WriteString("type", first.FactTypeName);
                writer.WriteStartArray("keys");
                foreach (var member in (IReadOnlyList<object?>)value)
                {
                    writer.WriteStringValue(((RuleFact)member!).Key);
                }

                writer.WriteEndArray();
                break;
            default:
                Write(writer, "value", value);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        FeelJson.Write(writer, value);
    }

    private static void Write(Utf8JsonWriter writer, string name, LocalText text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("en", text.En);
        writer.WriteString("zh", text.Zh);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<Diagnostic> diagnostics)
    {
        writer.WriteStartArray(name);
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("code", diagnostic.Code);
            writer.WriteString("severity", diagnostic.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "info",
            });
            WritePlace(writer, diagnostic.Place);
            Write(writer, "message", diagnostic.Message);
            if (diagnostic.NextStep is { } next)
            {
                Write(writer, "nextStep", next);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter writer, SourcePlace place)
    {
        writer.WriteStartObject("place");
        writer.WriteString("file", place.File);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
        writer.WriteNumber("length", place.Length);
        writer.WriteEndObject();
    }
}
