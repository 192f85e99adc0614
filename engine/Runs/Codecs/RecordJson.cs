using System.Text.Json.Serialization;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs.Codecs;

/// <summary>The records that events carry whole, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TaskRecord))]
[JsonSerializable(typeof(OutboxMessage))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(FactWrite))]
[JsonSerializable(typeof(LocalText))]
internal sealed partial class RecordJson : JsonSerializerContext;
