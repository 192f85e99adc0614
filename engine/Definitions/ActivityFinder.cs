using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>
/// Finds the activities in a definition by their shape, so that those inside an unknown activity are found too. An activity is an object
/// with a type that is no expression, no variable and no input.
/// </summary>
internal sealed class ActivityFinder(Func<int, int, SourcePlace> placeAt, List<Diagnostic> diagnostics)
{
    /// <summary>How deep activities may nest.</summary>
    internal const int MaxNesting = 2000;

    private static readonly HashSet<string> NoChildren = new(StringComparer.OrdinalIgnoreCase)
    {
        "metadata", "customProperties", "applicationProperties", "variables", "connections", "inputs", "outputs", "originalActivityJson",
    };

    private static readonly HashSet<string> AlwaysActivities = new(StringComparer.OrdinalIgnoreCase)
    {
        "activities", "root", "body", "then", "else", "branches", "activity", "trigger", "action", "entry", "exit", "default",
    };

    private static readonly string[] Marks =
        ["id", "nodeId", "version", "customProperties", "activities", "workflowDefinitionId", "workflowDefinitionVersionId"];

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _made = new(StringComparer.Ordinal);
    private bool _tooDeep;

    public ActivityElement Read(JsonPart source, string parentPath, int depth)
    {
        var type = source["type"]?.AsText() ?? string.Empty;
        var place = placeAt((source["type"] ?? source).Offset, type.Length);
        var id = UniqueId(source["id"]?.AsText(), type, place);
        var path = parentPath + ":" + id;
        return new ActivityElement
        {
            Id = id,
            NodeId = path,
            Name = source["name"]?.AsText(),
            Type = type,
            Source = source,
            Place = place,
            Children = ChildrenOf(source, path, depth, place),
            Variables = DeclarationReader.Variables(source["variables"]),
        };
    }

    private List<ChildElement> ChildrenOf(JsonPart source, string path, int depth, SourcePlace place)
    {
        var children = new List<ChildElement>();
        if (depth >= MaxNesting)
        {
            if (!_tooDeep)
            {
                diagnostics.Add(DefinitionProblems.TooDeep(place, MaxNesting));
                _tooDeep = true;
            }

            return children;
        }

        foreach (var (name, value) in source.Members)
        {
            if (NoChildren.Contains(name))
            {
                continue;
            }

            if (IsActivity(value, name))
            {
                children.Add(new ChildElement(name, -1, null, Read(value, path, depth + 1)));
            }
            else if (IsList(value))
            {
                AddItems(children, name, value, path, depth);
            }
        }

        return children;
    }

    private void AddItems(List<ChildElement> children, string name, JsonPart value, string path, int depth)
    {
        foreach (var (index, item) in value.List.Index())
        {
            if (IsActivity(item, name))
            {
                children.Add(new ChildElement(name, index, null, Read(item, path, depth + 1)));
                continue;
            }

            foreach (var (member, inner) in item.Members)
            {
                if (IsActivity(inner, member))
                {
                    children.Add(new ChildElement(name, index, member, Read(inner, path, depth + 1)));
                }
            }
        }
    }

    private static bool IsList(JsonPart value) =>
        value.Kind == JsonValueKind.Array || (value.Kind == JsonValueKind.Object && value["$values"] is not null);

    private static bool IsActivity(JsonPart part, string property)
    {
        if (part.Kind != JsonValueKind.Object || part["type"] is not { Kind: JsonValueKind.String } type
            || part["expression"] is not null || part["typeName"] is not null)
        {
            return false;
        }

        return type.Text!.Contains('.') || AlwaysActivities.Contains(property) || Marks.Any(mark => part[mark] is not null);
    }

    private string UniqueId(string? written, string type, SourcePlace place)
    {
        if (!string.IsNullOrEmpty(written) && _ids.Add(written))
        {
            return written;
        }

        var stem = string.IsNullOrEmpty(written) ? type[(type.LastIndexOf('.') + 1)..] : written + "-";
        string made;
        do
        {
            _made[stem] = _made.GetValueOrDefault(stem) + 1;
            made = stem + _made[stem].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        while (!_ids.Add(made));

        if (!string.IsNullOrEmpty(written))
        {
            diagnostics.Add(DefinitionProblems.DuplicateId(place, written, made));
        }

        return made;
    }
}
