namespace Workflows.Rules.Dmn.Kit;

/// <summary>Finds decisions that call functions of another platform, which have no counterpart here.</summary>
internal static class KitForeign
{
    /// <summary>Whether the element, or one that it requires, has a function written in Java.</summary>
    public static bool NeedsJava(DmnNode node)
    {
        var seen = new HashSet<DmnNode>();
        var open = new Stack<DmnNode>([node]);
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            if (IsJava(LogicOf(at)))
            {
                return true;
            }

            IEnumerable<DmnNode> more = at is ServiceNode service ? service.Outputs : at.Requires;
            foreach (var required in more)
            {
                open.Push(required);
            }
        }

        return false;
    }

    private static DmnBox? LogicOf(DmnNode node) => node switch
    {
        DecisionNode decision => decision.Decision.Logic,
        KnowledgeNode knowledge => knowledge.Knowledge.Function,
        _ => null,
    };

    /// <summary>Recursion is bounded by the depth of the file.</summary>
    private static bool IsJava(DmnBox? box) => box switch
    {
        FunctionBox f => f.Kind.Equals("Java", StringComparison.OrdinalIgnoreCase) || IsJava(f.Body),
        LiteralBox { Text.Text: var text } =>
            text.Contains("external", StringComparison.Ordinal) && text.Contains("java", StringComparison.Ordinal),
        ContextBox c => c.Entries.Any(e => IsJava(e.Value)),
        InvocationBox i => IsJava(i.Function) || i.Bindings.Any(b => IsJava(b.Value)),
        ListBox l => l.Items.Any(IsJava),
        RelationBox r => r.Rows.Any(row => row.Any(IsJava)),
        ConditionalBox c => IsJava(c.If) || IsJava(c.Then) || IsJava(c.Else),
        FilterBox f => IsJava(f.In) || IsJava(f.Match),
        IteratorBox i => IsJava(i.In) || IsJava(i.Body),
        _ => false,
    };
}
