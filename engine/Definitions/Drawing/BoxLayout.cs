namespace Workflows.Engine.Definitions.Drawing;

/// <summary>Gives boxes and groups their sizes and places, from the innermost outwards.</summary>
internal static class BoxLayout
{
    public const double TitleSize = 13;
    public const double SmallSize = 11;
    public const double HeaderHeight = 46;
    public const double DetailHeight = 16;
    public const double LabelHeight = 18;

    private const double Narrowest = 120;
    private const double Widest = 240;
    private const double Padding = 14;
    private const double Gap = 18;

    public static void Arrange(DrawingBox box)
    {
        var text = Math.Max(TextSize.Width(box.Title, TitleSize), TextSize.Width(box.Kind, SmallSize));
        text = Math.Max(text, TextSize.Width(box.Detail ?? string.Empty, SmallSize));
        box.Width = Math.Clamp(text + (2 * Padding) + (box.IsDecision ? 28 : 8), Narrowest, Widest);
        box.Height = HeaderHeight + (box.Detail is null ? 0 : DetailHeight) - (box.Title == box.Kind ? DetailHeight - 4 : 0);
        if (box.Groups.Count == 0)
        {
            return;
        }

        var (x, tallest) = (Padding, 0.0);
        foreach (var group in box.Groups)
        {
            Arrange(group);
            group.X = x;
            group.Y = box.Height + (group.Label is null ? 0 : LabelHeight);
            x += Math.Max(group.Width, TextSize.Width(group.Label ?? string.Empty, SmallSize)) + Gap;
            tallest = Math.Max(tallest, group.Y + group.Height - box.Height);
        }

        box.Width = Math.Max(box.Width, x - Gap + Padding);
        box.Height += tallest + Padding;
    }

    private static void Arrange(DrawingGroup group)
    {
        foreach (var box in group.Boxes)
        {
            Arrange(box);
        }

        new LayeredLayout(group).Arrange();
    }
}
