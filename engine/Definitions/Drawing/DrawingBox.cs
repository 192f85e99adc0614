namespace Workflows.Engine.Definitions.Drawing;

/// <summary>A line of a drawing from one box to another, with the outcome that it follows.</summary>
internal sealed record DrawingEdge(DrawingBox From, DrawingBox To, string Label, bool IsBackward)
{
    /// <summary>The points it passes, from its source to its target, relative to the group.</summary>
    public IReadOnlyList<(double X, double Y)> Points { get; set; } = [];
}

/// <summary>What is inside a box under one heading: a flowchart, a list, a port.</summary>
internal sealed record DrawingGroup(string? Label, IReadOnlyList<DrawingBox> Boxes, IReadOnlyList<DrawingEdge> Edges)
{
    public double X { get; set; }

    public double Y { get; set; }

    public double Width { get; set; }

    public double Height { get; set; }
}

/// <summary>An activity in a drawing: its texts, what is inside it, and where it stands relative to its group.</summary>
internal sealed class DrawingBox(string id, string title, string kind, string? detail, string color)
{
    public string Id { get; } = id;

    public string Title { get; } = title;

    /// <summary>Name of its type.</summary>
    public string Kind { get; } = kind;

    /// <summary>What it is about: a condition, an event's name, a route.</summary>
    public string? Detail { get; } = detail;

    public string Color { get; } = color;

    /// <summary>A decision is drawn with slanted sides.</summary>
    public bool IsDecision { get; init; }

    /// <summary>It can start runs.</summary>
    public bool IsStart { get; init; }

    public IReadOnlyList<DrawingGroup> Groups { get; set; } = [];

    public double X { get; set; }

    public double Y { get; set; }

    public double Width { get; set; }

    public double Height { get; set; }
}
