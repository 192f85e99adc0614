namespace Workflows.Rules;

/// <summary>How much a <see cref="Diagnostic"/> weighs: an error stops publishing, a warning does not.</summary>
public enum Severity
{
    Error,
    Warning,
    Info,
}

/// <summary>
/// A stretch of text in a file. Lines and columns count from 1, columns in UTF-16 code units; a length of 0 means a point.
/// </summary>
/// <param name="File">The file's name as the caller gave it; empty for text without a file.</param>
/// <param name="Line">First line, from 1.</param>
/// <param name="Column">First column, from 1.</param>
/// <param name="Length">How many code units it covers.</param>
public readonly record struct SourcePlace(string File, int Line, int Column, int Length = 0)
{
    /// <summary>The place of something that has none: a whole input.</summary>
    public static SourcePlace None { get; } = new(string.Empty, 0, 0);

    public override string ToString() => Line == 0 ? File : $"{File} {Line}:{Column}".TrimStart();
}

/// <summary>
/// What is wrong with something a person wrote, told so that they can mend it. Text from people never throws: it gives diagnostics.
/// </summary>
/// <param name="Code">Stable code: a letter for the area and three digits, e.g. <c>R204</c>. Codes are never reused.</param>
/// <param name="Severity">Whether it stops publishing.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong, in the words of the person who wrote the text.</param>
/// <param name="NextStep">What to do about it; null only where the message already says it.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourcePlace Place, LocalText Message, LocalText? NextStep = null)
{
    /// <summary>One line as the command line prints it: place, code, message, next step.</summary>
    public string ToString(string language) =>
        $"{Place}  {Code}  {Message.For(language)}{(NextStep is null ? string.Empty : " " + NextStep.For(language))}";

    public override string ToString() => ToString("en");
}
