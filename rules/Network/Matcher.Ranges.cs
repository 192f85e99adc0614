namespace Workflows.Rules.Network;

/// <summary>How comparisons of order are looked up in large buckets; small ones are gone through.</summary>
internal sealed partial class Matcher
{
    /// <summary>The candidates in a bucket that lie where a left match's do; null when all must be looked at.</summary>
    public Token[]? CandidatesNear(BetaNode node, Token left, Bucket bucket, bool isExact) =>
        Near(node, left, bucket, isExact, isRight: true);

    /// <summary>The left matches in a bucket whose candidates lie where a fact does; null when all must be looked at.</summary>
    public Token[]? PartnersNear(BetaNode node, Entry entry, Bucket bucket, bool isExact) =>
        Near(node, entry, bucket, isExact, isRight: false);

    private Token[]? Near(BetaNode node, Token token, Bucket bucket, bool isExact, bool isRight) =>
        isExact && node.Range is { } range && bucket.Count >= Network.LargeBucket && range.SpanOf(token, !isRight) is { } span
            ? TreeOf(bucket, range, isRight).Touching(span) : null;

    // A tree that is made in the middle of a change knows the values of the change; when that is undone, it must be made anew.
    private SpanTree TreeOf(Bucket bucket, RangeSpec range, bool isRight)
    {
        var tree = bucket.Index.TreeOf(bucket, range, isRight, out var isNew);
        if (isNew)
        {
            ForgetWhenUndone(bucket);
        }

        return tree;
    }

    // Apart, because a look-up that makes nothing shall allocate nothing for it.
    private void ForgetWhenUndone(Bucket bucket) => Undo(() => bucket.Index.ForgetTrees(bucket));
}
