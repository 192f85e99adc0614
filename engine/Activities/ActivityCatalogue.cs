using Workflows.Engine.Activities.Composition;

namespace Workflows.Engine.Activities;

/// <summary>
/// The activity types that definitions may use: the built-in ones and those of the host. Immutable; made once at start.
/// </summary>
public sealed class ActivityCatalogue
{
    private readonly Dictionary<string, Activity> _byType = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, bool> _isDefinition;

    /// <param name="own">Activities beyond the built-in ones; one of a built-in type stands in for it.</param>
    /// <param name="isDefinition">Whether a type is the name of a definition that is usable as an activity.</param>
    public ActivityCatalogue(IEnumerable<Activity>? own = null, Func<string, bool>? isDefinition = null)
    {
        _isDefinition = isDefinition ?? (static _ => false);
        foreach (var activity in BuiltInActivities.All().Concat(own ?? []))
        {
            _byType[activity.Descriptor.Type] = activity;
        }
    }

    /// <summary>All types, sorted by name.</summary>
    public IReadOnlyList<Activity> All =>
        field ??= [.. _byType.Values.OrderBy(activity => activity.Descriptor.Type, StringComparer.Ordinal)];

    /// <summary>Runs a definition as an activity.</summary>
    internal Activity InnerWorkflow { get; } = new InnerWorkflow();

    /// <summary>Stands for a type that nobody knows; faults when it is reached.</summary>
    internal Activity Unknown { get; } = new UnknownActivity();

    /// <summary>The activity of a type, or null.</summary>
    public Activity? Find(string type) => _byType.GetValueOrDefault(type);

    internal bool IsDefinition(string type) => _isDefinition(type);
}
