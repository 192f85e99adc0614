namespace Workflows.Rules.Network;

/// <summary>
/// Lists whose links are in the tokens. The first element's backward link leads to the last one, so appending needs no second head.
/// A removed token keeps its links: removals undone in reverse order restore the list exactly.
/// </summary>
internal static class TokenList
{
    public static void AppendChild(Token parent, JoinToken child)
    {
        var head = parent.FirstChild;
        child.NextSibling = null;
        if (head is null)
        {
            parent.FirstChild = child;
            child.PrevSibling = child;
            return;
        }

        var tail = head.PrevSibling!;
        tail.NextSibling = child;
        child.PrevSibling = tail;
        head.PrevSibling = child;
    }

    public static void RemoveChild(Token parent, JoinToken child)
    {
        if (ReferenceEquals(parent.FirstChild, child))
        {
            parent.FirstChild = child.NextSibling;
            if (child.NextSibling is not null)
            {
                child.NextSibling.PrevSibling = child.PrevSibling;
            }

            return;
        }

        child.PrevSibling!.NextSibling = child.NextSibling;
        (child.NextSibling ?? parent.FirstChild!).PrevSibling = child.PrevSibling;
    }

    public static void RestoreChild(Token parent, JoinToken child)
    {
        var head = parent.FirstChild;
        if (head is null || (child.NextSibling is not null && child.PrevSibling!.NextSibling is null))
        {
            parent.FirstChild = child;
            if (child.NextSibling is null)
            {
                child.PrevSibling = child;
            }
            else
            {
                child.NextSibling.PrevSibling = child;
            }

            return;
        }

        child.PrevSibling!.NextSibling = child;
        (child.NextSibling ?? head).PrevSibling = child;
    }

    public static void AppendUse(ref FactUse? head, FactUse use)
    {
        use.NextUse = null;
        if (head is null)
        {
            head = use;
            use.PrevUse = use;
            return;
        }

        var tail = head.PrevUse!;
        tail.NextUse = use;
        use.PrevUse = tail;
        head.PrevUse = use;
    }

    public static void RemoveUse(ref FactUse? head, FactUse use)
    {
        if (ReferenceEquals(head, use))
        {
            head = use.NextUse;
            if (use.NextUse is not null)
            {
                use.NextUse.PrevUse = use.PrevUse;
            }

            return;
        }

        use.PrevUse!.NextUse = use.NextUse;
        (use.NextUse ?? head!).PrevUse = use.PrevUse;
    }

    public static void RestoreUse(ref FactUse? head, FactUse use)
    {
        if (head is null || (use.NextUse is not null && use.PrevUse!.NextUse is null))
        {
            head = use;
            if (use.NextUse is null)
            {
                use.PrevUse = use;
            }
            else
            {
                use.NextUse.PrevUse = use;
            }

            return;
        }

        use.PrevUse!.NextUse = use;
        (use.NextUse ?? head).PrevUse = use;
    }
}
