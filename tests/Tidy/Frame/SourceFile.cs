using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Tidy.Frame;

/// <summary>A tracked text file. Paths are from the repository's root with forward slashes.</summary>
public sealed class SourceFile
{
    private readonly Lazy<string[]> lines;
    private readonly Lazy<CompilationUnitSyntax> root;

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        lines = new(() => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        root = new(() => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(Text).GetRoot());
    }

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<string> Lines => lines.Value;

    /// <summary>The syntax, for C# files.</summary>
    public CompilationUnitSyntax Root => root.Value;

    /// <summary>The first folder, which names the project for product code; empty for a file in the root.</summary>
    public string Top => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : string.Empty;

    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    public bool Is(params string[] extensions) => extensions.Any(e => Path.EndsWith("." + e, StringComparison.OrdinalIgnoreCase));

    public bool Under(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>How many lines a node covers, comments above it not counted.</summary>
    public static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>The line above, trimmed; empty above the first.</summary>
    public string LineAbove(int line) => line >= 2 ? Lines[line - 2].Trim() : string.Empty;
}
