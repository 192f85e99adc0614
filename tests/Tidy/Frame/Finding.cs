namespace Workflows.Tidy.Frame;

/// <summary>One place where the tree breaks a rule.</summary>
/// <param name="Path">The file, from the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Instead">What to do about it.</param>
/// <param name="Subject">The member or word it is about, where a file may have several; the ratchet lists it by this name.</param>
/// <param name="Measured">The figure, for rules that measure; findings without one are counted.</param>
public sealed record Finding(string Path, int Line, string What, string Instead, string Subject = "-", int? Measured = null)
{
    public override string ToString() => $"{Path}:{Line}: {What}. {Instead}";
}
