namespace Workflows.Rules.Network;

/// <summary>The search trees over an index's large buckets. Made when they are asked for; they can be forgotten at any time.</summary>
internal sealed class SpanTrees
{
    private readonly Dictionary<Bucket, List<SpanTree>> _trees = new(ReferenceEqualityComparer.Instance);

    public SpanTree Of(Bucket bucket, RangeSpec spec, bool isRight, out bool isNew)
    {
        if (!_trees.TryGetValue(bucket, out var trees))
        {
            _trees.Add(bucket, trees = []);
        }

        var tree = trees.Find(t => ReferenceEquals(t.Spec, spec) && t.IsRight == isRight);
        isNew = tree is null;
        if (tree is null)
        {
            trees.Add(tree = new SpanTree(spec, isRight));
            for (var token = bucket.First; token is not null; token = bucket.Next(token))
            {
                tree.Add(token);
            }
        }

        return tree;
    }

    public void Added(Bucket bucket, Token token)
    {
        if (_trees.TryGetValue(bucket, out var trees))
        {
            trees.ForEach(t => t.Add(token));
        }
    }

    public void Removed(Bucket bucket, Token token)
    {
        if (bucket.Count == 0)
        {
            _trees.Remove(bucket);
        }
        else if (_trees.TryGetValue(bucket, out var trees))
        {
            trees.ForEach(t => t.Remove(token));
        }
    }

    /// <summary>A token stays in its bucket but may stand for another span; says whether that is of interest.</summary>
    public bool Changed(Bucket bucket, Token token)
    {
        if (!_trees.TryGetValue(bucket, out var trees))
        {
            return false;
        }

        trees.ForEach(t => t.Change(token));
        return true;
    }

    public void Forget(Bucket bucket) => _trees.Remove(bucket);
}
