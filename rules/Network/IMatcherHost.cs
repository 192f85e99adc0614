namespace Workflows.Rules.Network;

/// <summary>What the matcher needs from its session.</summary>
internal interface IMatcherHost
{
    bool IsTracing { get; }

    object IdentityOf(object? value);

    /// <summary>Tells that an expression failed; true when a listener has dealt with it and the condition counts as not met.</summary>
    bool OnFailed(BoundExpression expression, Token? left, WorkFact? right, Exception failure);

    void OnEvaluated(BoundExpression expression, Token? left, WorkFact? right, object? result);
}
