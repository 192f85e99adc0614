using System.Collections;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A live list of an aggregate's members as rules see it.</summary>
internal class Collected<T>(SlotList members) : IReadOnlyList<T>, ICollection<T>
{
    private T[]? _view;
    private int _version = -1;

    public SlotList Members { get; } = members;

    public int Count => Members.Count;

    public bool IsReadOnly => true;

    public T this[int index] => View()[index];

    public IEnumerator<T> GetEnumerator()
    {
        for (var slot = Members.First; slot is not null; slot = slot.Next)
        {
            yield return (T)slot.Value!;
        }
    }

    public bool Contains(T item) => Array.IndexOf(View(), item) >= 0;

    public void CopyTo(T[] array, int arrayIndex) => View().CopyTo(array, arrayIndex);

    public void Add(T item) => throw new NotSupportedException("A collected list changes only with its facts");

    public void Clear() => throw new NotSupportedException("A collected list changes only with its facts");

    public bool Remove(T item) => throw new NotSupportedException("A collected list changes only with its facts");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T[] View()
    {
        if (_view is null || _version != Members.Version)
        {
            var view = new T[Members.Count];
            var i = 0;
            for (var slot = Members.First; slot is not null; slot = slot.Next)
            {
                view[i++] = (T)slot.Value!;
            }

            (_view, _version) = (view, Members.Version);
        }

        return _view;
    }
}

/// <summary>A group of an aggregate as rules see it.</summary>
internal sealed class CollectedGroup<TKey, TElement>(SlotList members) : Collected<TElement>(members), IGrouping<TKey, TElement>
{
    /// <summary>The key; a whole number is read from where the group is found by it, so that no group keeps a box for it.</summary>
    public TKey Key => Members is GroupStage.Group { HasPlainKey: true, Place.Bits: var bits }
        ? typeof(TKey) == typeof(int) ? (TKey)(object)(int)bits : (TKey)(object)bits
        : (TKey)Members.Key!;
}

/// <summary>Members by key, keys in the order of their first member.</summary>
internal sealed class CollectedLookup<TKey, TElement>(Dictionary<GroupKey, SlotList> groups) : IKeyedLookup<TKey, TElement>
{
    public IEnumerable<TKey> Keys => groups.Values.Select(g => (TKey)g.Key!);

    public int Count => groups.Count;

    public IEnumerable<TElement> this[TKey key] =>
        groups.TryGetValue(new GroupKey(key), out var members) ? new CollectedGroup<TKey, TElement>(members) : [];

    public bool Contains(TKey key) => groups.ContainsKey(new GroupKey(key));

    public IEnumerator<IGrouping<TKey, TElement>> GetEnumerator()
    {
        foreach (var members in groups.Values)
        {
            yield return new CollectedGroup<TKey, TElement>(members);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A group's key; may be null.</summary>
internal readonly record struct GroupKey(object? Value);
