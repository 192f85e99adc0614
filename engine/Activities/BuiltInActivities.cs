using Workflows.Engine.Activities.Composition;
using Workflows.Engine.Activities.Flow;
using Workflows.Engine.Activities.Primitives;

namespace Workflows.Engine.Activities;

/// <summary>Every built-in activity type, by group.</summary>
internal static class BuiltInActivities
{
    public static IEnumerable<Activity> All() =>
    [
        new Workflow(),
        new Sequence(),

        new WriteLine(),
    ];
}
