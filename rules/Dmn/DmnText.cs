namespace Workflows.Rules.Dmn;

/// <summary>A stretch of FEEL in a DMN file with the place where it begins, so that its diagnostics point into the file.</summary>
/// <param name="Text">The text as written; empty where the file leaves it out.</param>
/// <param name="Place">Where its first character stands.</param>
internal sealed record DmnText(string Text, SourcePlace Place);
