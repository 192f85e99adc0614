namespace Workflows.Rules.Dmn;

/// <summary>A DMN file as text.</summary>
/// <param name="Name">Its name, as diagnostics give it.</param>
/// <param name="Text">Its whole text.</param>
public sealed record DmnFile(string Name, string Text);
