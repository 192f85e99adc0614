using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Workflows.Engine.Ports;
using Workflows.Host.Secrets;

namespace Workflows.Host.Connectors;

/// <summary>
/// Calls other systems. What they answer goes to the run; where the effect wishes it, no answer, too many requests and faults of their
/// side are tried again with the same key. A system that fails again and again is left alone for a while.
/// </summary>
internal sealed class HttpConnector(GuardedHttp http, SecretStore secrets, TimeProvider clock) : Connector
{
    private const int MostRedirects = 5;

    private readonly ConcurrentDictionary<string, Way> ways = new(StringComparer.OrdinalIgnoreCase);

    public override string Kind => "http";

    /// <summary>How the ways to the systems called since the start are doing.</summary>
    public IReadOnlyList<CircuitView> Circuits =>
        [.. ways.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => new CircuitView(w.Key, StateOf(w.Value.Circuit.CircuitState)))];

    public override async Task<EffectResult> PerformAsync(OutboxMessage message, CancellationToken stop)
    {
        var (effect, fault) = HttpEffect.Read(JsonElement.Parse(message.Payload));
        if (effect is null)
        {
            return Said("Refused", fault!);
        }

        try
        {
            var fill = await secrets.FillerAsync(effect.Headers.Values);
            return await PipelineOf(effect.Address).ExecuteAsync(
                async within => await SendAsync(effect, message.IdempotencyKey, fill, within), stop);
        }
        catch (Exception refused) when (refused is OutgoingRefusedException or SecretMissingException
            || refused is HttpRequestException { InnerException: OutgoingRefusedException })
        {
            return Said("Refused", (refused.InnerException ?? refused).Message);
        }
        catch (HttpRequestException gone)
        {
            return AgainOr(effect, "FailedToConnect", gone.Message);
        }
        catch (TimeoutRejectedException)
        {
            return AgainOr(effect, "Timeout", $"No answer within {effect.Timeout.TotalSeconds:0.#} s.");
        }
        catch (BrokenCircuitException broken)
        {
            return AgainOr(
                effect, "FailedToConnect", $"{effect.Address.Authority} fails again and again and is left alone.", broken.RetryAfter);
        }
    }

    private static EffectResult AgainOr(HttpEffect effect, string outcome, string why, TimeSpan? notBefore = null) =>
        effect.Retries ? new EffectResult.Retry(why, notBefore) : Said(outcome, why);

    private static EffectResult.Answered Said(string outcome, string why) =>
        new(JsonSerializer.SerializeToElement(new { Outcome = outcome, Message = why }));

    private async Task<EffectResult> SendAsync(HttpEffect effect, string key, Func<string, string> fill, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(effect.Timeout);
        try
        {
            using var answer = await FollowAsync(effect, key, fill, over.Token);
            return effect.Retries && IsTheirFault(answer.StatusCode)
                ? new EffectResult.Retry($"{effect.Address.Authority} answered {(int)answer.StatusCode}.", NotBefore(answer))
                : new EffectResult.Answered(await HttpAnswer.ReadAsync(answer, effect.IsDownload, stop));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutRejectedException(effect.Timeout);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpEffect effect, string key, Func<string, string> fill, CancellationToken stop)
    {
        var to = effect.Address;
        for (var hop = 0; ; hop++)
        {
            // Another host is not told our secrets, nor is the same one where everybody on the way could read along.
            var isHome = OutgoingPolicy.OriginOf(to) == OutgoingPolicy.OriginOf(effect.Address);
            using var request = (isHome ? effect : effect with { Headers = new Dictionary<string, string>() })
                .ToRequest(to, key, isHome ? fill : static text => text);
            var answer = await http.SendAsync(request, stop);
            var keepsMethod = answer.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                || effect.Method.Equals("GET", StringComparison.OrdinalIgnoreCase);
            var isRedirect = (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.Location is not null;
            // Another method than asked for is another effect: the run gets the answer as it is.
            if (!isRedirect || !keepsMethod || hop == MostRedirects)
            {
                return answer;
            }

            to = new Uri(to, answer.Headers.Location!);
            answer.Dispose();
        }
    }

    private static string StateOf(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "halfOpen",
        _ => "open",
    };

    private ResiliencePipeline PipelineOf(Uri address) => ways.GetOrAdd(address.Authority, _ => MakeWay()).Pipeline;

    private Way MakeWay()
    {
        var circuit = new CircuitBreakerStateProvider();
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.8,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                StateProvider = circuit,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is HttpRequestException { InnerException: not OutgoingRefusedException }
                        or TimeoutRejectedException
                    || arguments.Outcome.Result is EffectResult.Retry),
            })
            .Build();
        return new(pipeline, circuit);
    }

    private static bool IsTheirFault(HttpStatusCode status) => (int)status is 408 or 425 or 429 or (>= 500 and not (501 or 505));

    private TimeSpan? NotBefore(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } wish ? wish.Delta ?? (wish.Date - clock.GetUtcNow()) : null;

    private sealed record Way(ResiliencePipeline Pipeline, CircuitBreakerStateProvider Circuit);
}
