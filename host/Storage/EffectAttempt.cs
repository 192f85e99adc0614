namespace Workflows.Host.Storage;

/// <summary>What is remembered about an effect that did not succeed.</summary>
/// <param name="Id">The outbox message.</param>
/// <param name="Attempts">How often it was tried by now.</param>
/// <param name="NextAttemptAt">Not tried before this moment.</param>
/// <param name="Dead">Whether it is given up until a person sends it again.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record EffectAttempt(string Id, int Attempts, DateTimeOffset NextAttemptAt, bool Dead, string? Error);
