using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>
/// An activity or expression cannot do what its definition asks. It stops the branch it is in and becomes an incident of the run; no
/// other exception may leave an activity.
/// </summary>
public sealed class RunFaultException : Exception
{
    /// <param name="code">Diagnostic code: E and three digits.</param>
    /// <param name="text">What went wrong, for people.</param>
    /// <param name="nextStep">What to do about it.</param>
    public RunFaultException(string code, LocalText text, LocalText? nextStep = null)
        : base((text ?? throw new ArgumentNullException(nameof(text))).En)
    {
        Code = code;
        Text = text;
        NextStep = nextStep;
    }

    public string Code { get; }

    public LocalText Text { get; }

    public LocalText? NextStep { get; }

    /// <summary>The fault as the answer to a request that is refused for it.</summary>
    internal Diagnostic ToDiagnostic() => new(Code, Severity.Error, SourcePlace.None, Text, NextStep);
}
