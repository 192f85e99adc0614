using Workflows.Engine.Ports;

namespace Workflows.Engine.Storage;

/// <summary>Events that were set aside, by their names, each with its place in the order of all deliveries.</summary>
internal sealed class ParkedDeliveries
{
    private readonly Dictionary<string, List<(long Order, Delivery Delivery)>> _byName = [];
    private DateTimeOffset _earliestEnd = DateTimeOffset.MaxValue;

    public void Add(long order, Delivery delivery)
    {
        (_byName.TryGetValue(delivery.Target, out var named) ? named : _byName[delivery.Target] = []).Add((order, delivery));
        _earliestEnd = delivery.KeepUntil < _earliestEnd ? delivery.KeepUntil.Value : _earliestEnd;
    }

    /// <summary>Takes out what a new bookmark waits for.</summary>
    public IReadOnlyList<(long Order, Delivery Delivery)> TakeFor(BookmarkRecord bookmark) =>
        _byName.TryGetValue(bookmark.Key, out var named) ? Take(named, delivery => Fits(bookmark, delivery)) : [];

    /// <summary>Takes out what is kept no longer.</summary>
    public IReadOnlyList<(long Order, Delivery Delivery)> TakeEnded(DateTimeOffset now)
    {
        if (now < _earliestEnd)
        {
            return [];
        }

        List<(long, Delivery)> ended = [.. _byName.Values.SelectMany(named => Take(named, delivery => delivery.KeepUntil <= now))];
        _earliestEnd = _byName.Values.SelectMany(named => named).Min(one => one.Delivery.KeepUntil) ?? DateTimeOffset.MaxValue;
        return ended;
    }

    /// <summary>Takes out everything.</summary>
    public IReadOnlyList<(long Order, Delivery Delivery)> TakeAll()
    {
        List<(long, Delivery)> all = [.. _byName.Values.SelectMany(named => named)];
        _byName.Clear();
        return all;
    }

    /// <summary>Takes out one; false if it is not here.</summary>
    public bool Remove(string id) => _byName.Values.Any(named => named.RemoveAll(one => one.Delivery.Id == id) > 0);

    /// <summary>Whether a bookmark waits for an event.</summary>
    public static bool Fits(BookmarkRecord bookmark, Delivery delivery) =>
        bookmark.Kind == "event" && bookmark.Key == delivery.Target
        && (delivery.CorrelationId is null || bookmark.CorrelationId is null || bookmark.CorrelationId == delivery.CorrelationId);

    private static List<(long Order, Delivery Delivery)> Take(List<(long Order, Delivery Delivery)> named, Predicate<Delivery> which)
    {
        var taken = named.FindAll(one => which(one.Delivery));
        named.RemoveAll(one => which(one.Delivery));
        return taken;
    }
}
