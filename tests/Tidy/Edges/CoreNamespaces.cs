using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Edges;

/// <summary>
/// The core names nothing that reaches outside. Single members are banned by rules/BannedSymbols.txt; this bans whole namespaces.
/// </summary>
public sealed class CoreNamespaces : TidyRule
{
    private static readonly (string Namespace, string Reason)[] Banned =
    [
        ("System.Net", "the core does no I/O: effects leave as data"),
        ("System.IO.Pipes", "the core does no I/O: the host reads and hands over text"),
        ("System.IO.Compression", "the core does no I/O: the host reads and hands over text"),
        ("System.IO.MemoryMappedFiles", "the core does no I/O: the host reads and hands over text"),
        ("System.Data", "the core knows no database: it goes through the ports"),
        ("System.Timers", "the core never waits: a deadline is a timer in the decision"),
        ("System.Reflection.Emit", "expressions compile through System.Linq.Expressions, which can be read"),
        ("Microsoft.AspNetCore", "the core knows no HTTP server"),
        ("Microsoft.EntityFrameworkCore", "the core knows no database: it goes through the ports"),
        ("Microsoft.Data", "the core knows no database: it goes through the ports"),
        ("Microsoft.Extensions", "what the core needs is an argument: no container, no logger, no options"),
        ("Quartz", "schedules are fired by the host"),
    ];

    public override string Name => "core-namespaces";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("engine/A.cs", "using System.Net.Http;"),
        SourceTree.Of("rules/A.cs", "class A { object x = new System.Net.Sockets.TcpClient(); }"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("engine/A.cs", "using System.Text.Json;"), SourceTree.Of("host/A.cs", "using System.Net.Http;")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Core
        from name in file.Root.DescendantNodes()
        where name is QualifiedNameSyntax or MemberAccessExpressionSyntax or UsingDirectiveSyntax { Name: IdentifierNameSyntax }
        where name.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax)
        let text = name is UsingDirectiveSyntax { Name: { } simple } ? simple.ToString() : name.ToString()
        from ban in Banned
        where text == ban.Namespace || text.StartsWith(ban.Namespace + ".", StringComparison.Ordinal)
        select new Finding(file.Path, file.LineOf(name), $"{ban.Namespace} in the core: {ban.Reason}",
            "Take it as an argument or through a port", ban.Namespace);
}
