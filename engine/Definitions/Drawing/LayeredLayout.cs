namespace Workflows.Engine.Definitions.Drawing;

/// <summary>
/// Places the boxes of a group in layers from top to bottom: each below what leads to it, ordered so that few lines cross, pulled under
/// what it is connected with. A line over several layers passes them through places of its own.
/// </summary>
internal sealed class LayeredLayout(DrawingGroup group)
{
    private const double LayerGap = 56;
    private const double BoxGap = 28;
    private const double LineGap = 16;
    private const double SideGap = 34;
    private const int Sweeps = 8;
    private const int MostPlaces = 60_000;

    private readonly List<List<Place>> layers = [];
    private readonly Dictionary<DrawingBox, Place> places = [];
    private readonly List<(DrawingEdge Edge, List<Place> Way)> ways = [];

    public void Arrange()
    {
        var depth = Depths();
        foreach (var box in group.Boxes)
        {
            places[box] = Put(new Place(box), depth[box]);
        }

        foreach (var edge in group.Edges.Where(e => e.From != e.To))
        {
            ways.Add((edge, Way(edge, depth)));
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Order(sweep % 2 == 0);
        }

        Align();
        SetHeights();
        Route();
    }

    // The longest way from above; lines that go back do not count.
    private Dictionary<DrawingBox, int> Depths()
    {
        var depth = group.Boxes.ToDictionary(b => b, _ => 0);
        var forward = group.Edges.Where(e => !e.IsBackward && e.From != e.To).ToLookup(e => e.From);
        var open = group.Boxes.ToDictionary(b => b, _ => 0);
        foreach (var edge in group.Edges.Where(e => !e.IsBackward && e.From != e.To))
        {
            open[edge.To]++;
        }

        var ready = new Queue<DrawingBox>(group.Boxes.Where(b => open[b] == 0));
        while (ready.TryDequeue(out var box))
        {
            foreach (var edge in forward[box])
            {
                depth[edge.To] = Math.Max(depth[edge.To], depth[box] + 1);
                if (--open[edge.To] == 0)
                {
                    ready.Enqueue(edge.To);
                }
            }
        }

        return depth;
    }

    private Place Put(Place place, int layer)
    {
        while (layers.Count <= layer)
        {
            layers.Add([]);
        }

        place.Layer = layer;
        place.Index = layers[layer].Count;
        layers[layer].Add(place);
        return place;
    }

    private List<Place> Way(DrawingEdge edge, Dictionary<DrawingBox, int> depth)
    {
        var (from, to) = (places[edge.From], places[edge.To]);
        var (upper, lower) = depth[edge.From] <= depth[edge.To] ? (from, to) : (to, from);
        var way = new List<Place> { upper };
        var isShort = layers.Sum(l => l.Count) > MostPlaces;
        for (var layer = upper.Layer + 1; layer < lower.Layer && !isShort; layer++)
        {
            way.Add(Put(new Place(null), layer));
        }

        way.Add(lower);
        for (var i = 1; i < way.Count; i++)
        {
            way[i].Above.Add(way[i - 1]);
            way[i - 1].Below.Add(way[i]);
        }

        if (upper != from)
        {
            way.Reverse();
        }

        return way;
    }

    private void Order(bool downwards)
    {
        foreach (var layer in downwards ? layers.Skip(1) : Enumerable.Reverse(layers).Skip(1))
        {
            var wanted = layer.ToDictionary(p => p, p => Middle(downwards ? p.Above : p.Below, p.Index));
            layer.Sort((a, b) => wanted[a] != wanted[b] ? wanted[a].CompareTo(wanted[b]) : a.Index.CompareTo(b.Index));
            for (var i = 0; i < layer.Count; i++)
            {
                layer[i].Index = i;
            }
        }
    }

    private static double Middle(List<Place> neighbours, int otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(n => n.Index);

    private void Align()
    {
        foreach (var layer in layers)
        {
            var x = 0.0;
            foreach (var place in layer)
            {
                place.Center = x + (place.Width / 2);
                x += place.Width + place.Gap;
            }
        }

        for (var sweep = 0; sweep < Sweeps * 2; sweep++)
        {
            var downwards = sweep % 2 == 0;
            foreach (var layer in downwards ? layers : Enumerable.Reverse(layers))
            {
                Pull(layer, downwards);
            }
        }

        var left = layers.SelectMany(l => l).Min(p => p.Center - (p.Width / 2));
        foreach (var place in layers.SelectMany(l => l))
        {
            place.Center -= left;
        }
    }

    // Each place goes towards the middle of its neighbours; who is in the way is pushed, from the left and from the right, half each.
    private static void Pull(List<Place> layer, bool downwards)
    {
        var wanted = layer.Select(p =>
            (downwards ? p.Above : p.Below) is { Count: > 0 } near ? near.Average(n => n.Center) : p.Center).ToArray();
        var fromLeft = new double[wanted.Length];
        var fromRight = new double[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            fromLeft[i] = i == 0 ? wanted[0] : Math.Max(wanted[i], fromLeft[i - 1] + Distance(layer[i - 1], layer[i]));
        }

        for (var i = wanted.Length - 1; i >= 0; i--)
        {
            fromRight[i] = i == wanted.Length - 1 ? wanted[i] : Math.Min(wanted[i], fromRight[i + 1] - Distance(layer[i], layer[i + 1]));
        }

        for (var i = 0; i < wanted.Length; i++)
        {
            layer[i].Center = (fromLeft[i] + fromRight[i]) / 2;
        }
    }

    private static double Distance(Place left, Place right) =>
        ((left.Width + right.Width) / 2) + Math.Min(left.Gap, right.Gap) + (left.Gap == right.Gap ? 0 : 6);

    private void SetHeights()
    {
        var y = 0.0;
        foreach (var layer in layers)
        {
            var height = layer.Max(p => p.Box?.Height ?? 0);
            foreach (var place in layer)
            {
                place.Top = y;
                place.LayerHeight = height;
                if (place.Box is { } box)
                {
                    box.X = place.Center - (box.Width / 2);
                    box.Y = y;
                }
            }

            y += height + LayerGap;
        }

        group.Height = Math.Max(0, y - LayerGap);
        group.Width = layers.SelectMany(l => l).Max(p => p.Center + (p.Width / 2));
    }

    private void Route()
    {
        foreach (var (edge, way) in ways)
        {
            var points = new List<(double X, double Y)>();
            for (var i = 0; i < way.Count; i++)
            {
                var goesDown = i + 1 < way.Count ? way[i + 1].Layer >= way[i].Layer : way[i].Layer >= way[i - 1].Layer;
                Pass(points, way[i], i == 0, i == way.Count - 1, goesDown);
            }

            edge.Points = points;
        }

        Spread();
    }

    // Lines at one side of a box begin and end side by side, in the order in which they part.
    private void Spread()
    {
        var ends = ways.SelectMany(w => new[]
        {
            (w.Edge, IsSource: true, Box: w.Edge.From, w.Edge.Points[0].Y, Towards: w.Edge.Points[1].X),
            (w.Edge, IsSource: false, Box: w.Edge.To, w.Edge.Points[^1].Y, Towards: w.Edge.Points[^2].X),
        }).ToList();
        foreach (var side in ends.GroupBy(e => (e.Box, e.Y)))
        {
            var ordered = side.OrderBy(e => e.Towards).ThenBy(e => e.IsSource).ToList();
            var step = Math.Min(SideGap, (side.Key.Box.Width - SideGap) / ordered.Count);
            foreach (var (index, end) in ordered.Index())
            {
                var points = end.Edge.Points.ToArray();
                points[end.IsSource ? 0 : ^1].X += (index - ((ordered.Count - 1) / 2.0)) * step;
                end.Edge.Points = points;
            }
        }
    }

    private static void Pass(List<(double X, double Y)> points, Place place, bool isFirst, bool isLast, bool goesDown)
    {
        var bottom = place.Top + (place.Box?.Height ?? place.LayerHeight);
        if (isFirst)
        {
            points.Add((place.Center, goesDown ? bottom : place.Top));
        }
        else if (isLast)
        {
            points.Add((place.Center, goesDown ? place.Top : bottom));
        }
        else
        {
            points.Add((place.Center, goesDown ? place.Top : bottom));
            points.Add((place.Center, goesDown ? bottom : place.Top));
        }
    }

    /// <summary>A place in a layer: a box, or where a line passes.</summary>
    private sealed class Place(DrawingBox? box)
    {
        public DrawingBox? Box { get; } = box;

        public double Width { get; } = box?.Width ?? 0;

        public double Gap { get; } = box is null ? LineGap : BoxGap;

        public int Layer { get; set; }

        public int Index { get; set; }

        public double Center { get; set; }

        public double Top { get; set; }

        public double LayerHeight { get; set; }

        public List<Place> Above { get; } = [];

        public List<Place> Below { get; } = [];
    }
}
