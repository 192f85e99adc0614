using System.Text;
using System.Text.Json;
using Workflows.Rules.Reasons;

namespace Workflows.Rules.RuleModel;

/// <summary>
/// Writes rules of any front end as JSON, for tools: the same parts as the model, with each expression as the text its author wrote.
/// Reading rules is the front ends' work; what they read comes out here in one form.
/// </summary>
public static class RuleJson
{
    /// <summary>One rule as a JSON object; equal rules give equal texts.</summary>
    public static string Write(IRuleDefinition rule)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, rule);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes one rule as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, IRuleDefinition rule)
    {
        json.WriteStartObject();
        json.WriteString("name", rule.Name);
        json.WriteString("version", RuleVersion.Of(rule));
        json.WriteString("description", rule.Description);
        json.WriteNumber("priority", rule.Priority);
        json.WriteString("repeatability", rule.Repeatability.ToString());
        WriteTexts(json, "tags", rule.Tags);
        WriteTime(json, "effectiveFrom", rule.EffectiveFrom);
        WriteTime(json, "effectiveTo", rule.EffectiveTo);
        WriteParts(json, "services", rule.DependencyGroup.Dependencies);
        WriteParts(json, "when", [rule.LeftHandSide]);
        WriteParts(json, "filters", rule.FilterGroup.Filters);
        WriteParts(json, "then", rule.RightHandSide.Actions);
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IEnumerable<RuleElement> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("kind", part.ElementType.ToString());
            WritePart(json, part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, RuleElement part)
    {
        switch (part)
        {
            case GroupElement group:
                WriteParts(json, "parts", group.ChildElements);
                break;
            case NotElement absent:
                WriteParts(json, "parts", [absent.Source]);
                break;
            case ExistsElement exists:
                WriteParts(json, "parts", [exists.Source]);
                break;
            case ForAllElement all:
                WriteParts(json, "parts", [all.BasePattern, .. all.Patterns]);
                break;
            case PatternElement pattern:
                json.WriteString("name", pattern.Declaration.Name);
                json.WriteString("type", pattern.Source is null ? pattern.Key.ToString() : TypeText(pattern.ValueType));
                WriteTexts(json, "conditions", pattern.Expressions.Select(e => ExpressionText.Of(e.Rule)));
                WriteParts(json, "source", pattern.Source is null ? [] : [pattern.Source]);
                break;
            case AggregateElement aggregate:
                WriteAggregate(json, aggregate);
                break;
            case BindingElement binding:
                json.WriteString("expression", ExpressionText.Of(binding.Rule));
                break;
            default:
                WriteDoing(json, part);
                break;
        }
    }

    private static void WriteAggregate(Utf8JsonWriter json, AggregateElement aggregate)
    {
        json.WriteString("aggregate", aggregate.Name);
        json.WriteString("type", TypeText(aggregate.ResultType));
        json.WriteStartArray("selectors");
        foreach (var selector in aggregate.Expressions)
        {
            json.WriteStartObject();
            json.WriteString("role", selector.Name);
            json.WriteString("expression", ExpressionText.Of(selector.Rule));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteParts(json, "source", [aggregate.Source]);
    }

    private static void WriteDoing(Utf8JsonWriter json, RuleElement part)
    {
        switch (part)
        {
            case ActionElement action:
                json.WriteString("does", action.Kind.ToString());
                json.WriteString("on", action.ActionTrigger.ToString());
                json.WriteString("expression", ExpressionText.Of(action.Rule));
                break;
            case FilterElement filter:
                json.WriteString("filter", filter.FilterType.ToString());
                json.WriteString("expression", ExpressionText.Of(filter.Rule));
                break;
            case DependencyElement dependency:
                json.WriteString("name", dependency.Declaration.Name);
                json.WriteString("type", TypeText(dependency.ServiceType));
                break;
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            json.WriteString(name, moment);
        }
    }

    private static string TypeText(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeText))}>" : type.Name;
}
