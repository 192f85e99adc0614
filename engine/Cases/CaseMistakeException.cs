namespace Workflows.Engine.Cases;

/// <summary>A case asks for what cannot be.</summary>
internal sealed class CaseMistakeException(string message) : Exception(message);
