using System.Xml.Linq;

namespace Workflows.Rules.Dmn.Kit;

/// <summary>
/// Reads a <c>*-test-*.xml</c> file of the compatibility kit. Elements are told by local name, and what the kit's schema does not know is
/// passed over. Recursion is bounded by the depth that <see cref="SafeXml"/> lets through.
/// </summary>
internal static class KitReader
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The file's cases, null where it is no test file, and everything that is wrong with it. Never throws.</summary>
    public static (KitFile? File, IReadOnlyList<Diagnostic> Problems) Read(string file, string text)
    {
        var problems = new List<Diagnostic>();
        var root = SafeXml.Read(file, text, problems);
        if (root is not null && root.Name.LocalName != "testCases")
        {
            problems.Add(KitProblems.NotTests(new SourcePlace(file, 1, 1), root.Name.LocalName));
            root = null;
        }

        return (root is null ? null : File(root), problems);
    }

    private static KitFile File(XElement root) =>
        new(One(root, "modelName")?.Value.Trim() ?? string.Empty, [.. All(root, "testCase").Select(Case)]);

    private static KitCase Case(XElement e)
    {
        var kind = Attribute(e, "type") ?? "decision";
        return new KitCase(Attribute(e, "id") ?? string.Empty, kind, Attribute(e, "invocableName"),
            [.. All(e, "inputNode").Select(i => new KitInput(Attribute(i, "name") ?? string.Empty, Attribute(i, "namespace"), Value(i)))],
            [.. All(e, "resultNode").Select(Expectation)]);
    }

    private static KitExpectation Expectation(XElement e) => new(
        Attribute(e, "name") ?? string.Empty, Attribute(e, "namespace"), Attribute(e, "errorResult") is "true" or "1",
        One(e, "expected") is { } expected ? Value(expected) : null);

    /// <summary>The value that stands in an element; null where nothing does.</summary>
    private static KitValue? Value(XElement holder)
    {
        if (IsNil(holder))
        {
            return null;
        }

        if (One(holder, "list") is { } list)
        {
            return IsNil(list) ? null : new KitValue(null, null) { Items = [.. All(list, "item").Select(i => Value(i) ?? Nothing())] };
        }

        var components = All(holder, "component").ToList();
        if (components.Count > 0)
        {
            return new KitValue(null, null) { Components = [.. components.Select(Component)] };
        }

        return One(holder, "value") is { } value && !IsNil(value) ? Simple(value) : null;
    }

    private static KeyValuePair<string, KitValue> Component(XElement e) => new(Attribute(e, "name") ?? string.Empty, Value(e) ?? Nothing());

    private static KitValue Nothing() => new(null, null);

    private static KitValue Simple(XElement e)
    {
        var type = ((string?)e.Attribute(Instance + "type"))?.Trim();
        return new KitValue(type?[(type.IndexOf(':', StringComparison.Ordinal) + 1)..], e.Value);
    }

    private static bool IsNil(XElement e) => ((string?)e.Attribute(Instance + "nil"))?.Trim() is "true" or "1";

    private static string? Attribute(XElement e, string name) => (string?)e.Attribute(name);

    private static IEnumerable<XElement> All(XElement e, string name) => e.Elements().Where(c => c.Name.LocalName == name);

    private static XElement? One(XElement e, string name) => All(e, name).FirstOrDefault();
}
