using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>What people do to mend a run.</summary>
internal static class Repairs
{
    public static Diagnostic? Apply(Burst burst, RepairInput repair) => repair.Command switch
    {
        CancelRunRepair => burst.CancelRun(repair.Reason),
        _ => RunProblems.NoIncident(null),
    };
}
