using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;

namespace Workflows.Engine.Runs;

/// <content>Telling somebody outside how the run ended.</content>
internal sealed partial class Burst
{
    private const string CallbackKey = "callback";

    /// <summary>Remembers in the run whom to tell; the last wish counts.</summary>
    public void CallBackAtEnd(string address, string? secret) => Emit(new Remembered(
        1, CallbackKey, RunValues.Context([new("Url", address), new("Secret", secret is { Length: > 0 } ? secret : null)])));

    /// <summary>Decides the effect that tells it, with a key of its own for each end that the run comes to.</summary>
    private void TellEnd()
    {
        if (State.Root?.Memory?.GetValueOrDefault(CallbackKey) is not { } callback)
        {
            return;
        }

        var id = State.PeekId();
        var payload = RunValues.Context(
        [
            new("Url", RunValues.TryGet(callback, "Url", out var url) ? url : null),
            new("Secret", RunValues.TryGet(callback, "Secret", out var secret) ? secret : null),
            new("Content", RunValues.Context(
            [
                new("type", "run." + RunStatusNames.Of(State.Status)),
                new("timestamp", Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)),
                new("data", RunValues.Context(
                [
                    new("run", State.RunId),
                    new("status", RunStatusNames.Of(State.Status)),
                    new("correlationId", State.CorrelationId),
                    new("outputs", RunValues.Context(State.Root?.Outputs ?? Enumerable.Empty<KeyValuePair<string, object?>>())),
                ])),
            ])),
        ]);
        var json = System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(payload));
        Emit(new EffectDecided(new OutboxMessage(id, State.RunId, null, "callback", id, json, Now)));
    }
}
