using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// The rounds of a <see cref="PartialJoin"/>. For each connection a counter says what came of it in this round (-1 dead, 1 followed) and
/// another how much waits for the next ones.
/// </summary>
internal sealed class FlowGate(ActivityContext context, FlowGraph graph, ActivityNode target, int needed)
{
    /// <summary>Before the name of a connection: how much has come on it for later rounds.</summary>
    public const string LaterPrefix = "later>";

    private readonly FlowConnection[] _inbound = graph.ForwardInbound(target);

    private string PassedSlot => "passed:" + target.Id;

    /// <summary>A connection comes in. True: the target runs. False: it is dead for a round. Both may be several times.</summary>
    public IEnumerable<bool> Arrive(FlowConnection connection, bool isFollowed)
    {
        if (context.Counter(connection.Slot) == 0)
        {
            context.SetCounter(connection.Slot, isFollowed ? 1 : -1);
        }
        else if (isFollowed)
        {
            context.SetCounter(LaterPrefix + connection.Slot, context.Counter(LaterPrefix + connection.Slot) + 1);
        }

        return Rounds();
    }

    private List<bool> Rounds()
    {
        var passes = new List<bool>();
        while (true)
        {
            if (context.Counter(PassedSlot) == 0 && _inbound.Count(c => context.Counter(c.Slot) > 0) >= needed)
            {
                context.SetCounter(PassedSlot, 1);
                passes.Add(true);
            }

            if (!Array.TrueForAll(_inbound, c => context.Counter(c.Slot) != 0))
            {
                return passes;
            }

            if (context.Counter(PassedSlot) == 0)
            {
                passes.Add(false);
            }

            BeginNext();
        }
    }

    private void BeginNext()
    {
        context.SetCounter(PassedSlot, 0);
        foreach (var connection in _inbound)
        {
            var later = context.Counter(LaterPrefix + connection.Slot);
            context.SetCounter(connection.Slot, later > 0 ? 1 : 0);
            context.SetCounter(LaterPrefix + connection.Slot, Math.Max(later - 1, 0));
        }
    }
}
