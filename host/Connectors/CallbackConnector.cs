using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Secrets;
using Workflows.Host.Triggers;

namespace Workflows.Host.Connectors;

/// <summary>
/// Tells a caller how its run ended, signed by the rules of Standard Webhooks where the definition names a secret. Tried again until the
/// other side answers with a 2xx; the signed id stays the same, so that it can tell a repetition.
/// </summary>
internal sealed class CallbackConnector(GuardedHttp http, SecretStore secrets, TimeProvider clock) : Connector
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public override string Kind => "callback";

    public override async Task<EffectResult> PerformAsync(OutboxMessage message, CancellationToken stop)
    {
        var payload = JsonElement.Parse(message.Payload);
        if (!Uri.TryCreate(payload.GetProperty("Url").GetString(), UriKind.Absolute, out var address))
        {
            return new EffectResult.Impossible("The address of the callback is none.");
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(Longest);
        try
        {
            using var request = await RequestAsync(address, message.IdempotencyKey, payload);
            using var answer = await http.SendAsync(request, over.Token);
            return answer.IsSuccessStatusCode
                ? new EffectResult.Answered(JsonSerializer.SerializeToElement((int)answer.StatusCode))
                : new EffectResult.Retry($"{address.Authority} answered {(int)answer.StatusCode}.");
        }
        catch (Exception refused) when (refused is OutgoingRefusedException or SecretMissingException
            || refused is HttpRequestException { InnerException: OutgoingRefusedException })
        {
            return new EffectResult.Impossible((refused.InnerException ?? refused).Message);
        }
        catch (HttpRequestException gone)
        {
            return new EffectResult.Retry(gone.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new EffectResult.Retry($"{address.Authority} did not answer within {Longest.TotalSeconds} s.");
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(Uri address, string key, JsonElement payload)
    {
        var raw = Encoding.UTF8.GetBytes(payload.GetProperty("Content").GetRawText());
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(raw) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var stamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", key);
        request.Headers.Add("webhook-timestamp", stamp);
        if (payload.TryGetProperty("Secret", out var named) && named.GetString() is { } name)
        {
            var secret = await secrets.ReadAsync(name) ?? throw new SecretMissingException($"There is no secret {name}.");
            request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, stamp, raw, secret));
        }

        return request;
    }
}
