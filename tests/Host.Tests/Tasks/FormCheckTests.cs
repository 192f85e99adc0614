using System.Text.Json;
using Workflows.Host.Tasks;

namespace Workflows.Tests.Tasks;

/// <summary>A form is held against its schema by the server, whatever the page did.</summary>
public sealed class FormCheckTests
{
    private const string Schema = """
        {"type": "object", "required": ["condition", "amount"], "properties": {
          "condition": {"type": "string", "enum": ["good", "damaged"]},
          "amount": {"type": "number", "minimum": 0, "maximum": 100},
          "pieces": {"type": "integer"},
          "when": {"type": "string", "format": "date"},
          "note": {"type": "string", "maxLength": 5},
          "parts": {"type": "array", "items": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}}}}}
        """;

    [Theory]
    [InlineData("""{"enum": "good", "minLength": "1", "maxLength": null, "format": 7}""", "\"text\"")]
    [InlineData("""{"minimum": "1", "maximum": []}""", "5")]
    [InlineData("""{"required": "a", "properties": ["a"]}""", """{"a": 1}""")]
    public void What_a_schema_says_in_another_kind_of_value_asks_for_nothing(string schema, string data) =>
        Assert.Empty(FormCheck.Check(JsonElement.Parse(schema), JsonElement.Parse(data)));

    [Theory]
    [InlineData("""{"type": "number", "format": "decimal", "minimum": 0.01, "multipleOf": 0.01}""", "\"59.00\"", "")]
    [InlineData("""{"type": "number", "format": "decimal", "minimum": 0.01, "multipleOf": 0.01}""", "\"1e3\"", "H302 body")]
    [InlineData("""{"type": "number", "format": "decimal", "minimum": 0.01, "multipleOf": 0.01}""", "\"-5\"", "H302 body")]
    [InlineData("""{"type": "number", "format": "decimal", "minimum": 0.01, "multipleOf": 0.01}""", "0.015", "H302 body")]
    [InlineData("""{"type": "number", "maximum": 10, "multipleOf": 0.01}""", "1e400", "H302 body;H302 body")]
    [InlineData("""{"type": "number"}""", "\"59.00\"", "H302 body")]
    [InlineData("""{"type": "string", "pattern": "^[0-9]{4}$"}""", "\"2026\"", "")]
    [InlineData("""{"type": "string", "pattern": "^[0-9]{4}$"}""", "\"26\"", "H302 body")]
    [InlineData("""{"type": "string", "pattern": "("}""", "\"26\"", "")]
    [InlineData("""{"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true}""", "[]", "H302 body")]
    [InlineData("""{"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true}""", "[1, 2, 3]", "H302 body")]
    [InlineData("""{"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true}""", "[1, 1]", "H302 body[1]")]
    public void Numbers_lists_and_patterns_are_held_to_their_limits(string schema, string data, string expected) =>
        Assert.Equal(expected, string.Join(';', FormCheck.Check(JsonElement.Parse(schema), JsonElement.Parse(data), "body")
            .Select(d => $"{d.Code} {d.Place.File}")));

    [Theory]
    [InlineData("""{"condition": "good", "amount": 5}""", "")]
    [InlineData("""{"condition": "good", "amount": 5, "pieces": 2.0, "when": "2026-09-01", "parts": [{"sku": "K1"}], "note": null}""", "")]
    [InlineData("""{"condition": "good"}""", "H301 data.amount")]
    [InlineData("""{"condition": "", "amount": 1}""", "H301 data.condition;H302 data.condition")]
    [InlineData("""{"condition": "broken", "amount": 1}""", "H302 data.condition")]
    [InlineData("""{"condition": "good", "amount": "5"}""", "H302 data.amount")]
    [InlineData("""{"condition": "good", "amount": -1}""", "H302 data.amount")]
    [InlineData("""{"condition": "good", "amount": 101}""", "H302 data.amount")]
    [InlineData("""{"condition": "good", "amount": 1, "pieces": 1.5}""", "H302 data.pieces")]
    [InlineData("""{"condition": "good", "amount": 1, "when": "yesterday"}""", "H302 data.when")]
    [InlineData("""{"condition": "good", "amount": 1, "note": "too long"}""", "H302 data.note")]
    [InlineData("""{"condition": "good", "amount": 1, "parts": [{"sku": "K1"}, {}]}""", "H301 data.parts[1].sku")]
    [InlineData("""{"condition": "good", "amount": 1, "admin": true}""", "H302 data.admin")]
    [InlineData("""[]""", "H302 data")]
    public void Data_is_told_each_fault_with_its_field(string data, string expected)
    {
        var found = FormCheck.Check(JsonElement.Parse(Schema), JsonElement.Parse(data));
        Assert.Equal(expected, string.Join(';', found.Select(d => $"{d.Code} {d.Place.File}")));
    }
}
