using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles;

/// <summary>A rule file as the host hands it over.</summary>
/// <param name="Name">Its path or name, as diagnostics show it and as <c>use "name"</c> finds it (the last part of a path is
/// enough).</param>
/// <param name="Text">Its whole text.</param>
public sealed record RuleFile(string Name, string Text)
{
    /// <summary>
    /// The file in its one canonical form. Words and comments stay; formatting twice changes nothing. Works on faulty files too.
    /// </summary>
    public RuleFile Format() => this with { Text = RuleFileFormatter.Format(Text) };

    /// <summary>The names of the files that it uses, as it writes them.</summary>
    public IReadOnlyList<string> Uses() =>
        [.. RuleFileParser.Parse(Name, Text).Of<UseSyntax>().Where(u => !u.Name.IsMissing).Select(u => u.Name.Text)];
}
