using System.Text.Json;
using Workflows.Engine.WorkingTime;

namespace Workflows.Engine.Ports;

/// <summary>
/// A question that a burst asks while it is decided: it reads, it never changes anything outside. The answer is written into the
/// history, so that folding and replaying never ask again.
/// </summary>
public abstract record RunQuery;

/// <summary>Judge facts by a rule set.</summary>
/// <param name="RuleSet">Name of the rule set; its published version is taken.</param>
/// <param name="Facts">Facts that the run itself brings: by type name, JSON arrays of objects.</param>
/// <param name="Load">Stored facts to judge together with them.</param>
/// <param name="Parameters">Values that stand in for the rule set's own parameters.</param>
/// <param name="Now">The moment that the rules take for now.</param>
public sealed record EvaluateRulesQuery(
    string RuleSet,
    IReadOnlyDictionary<string, JsonElement> Facts,
    IReadOnlyList<FactQuery> Load,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    DateTimeOffset Now) : RunQuery
{
    /// <summary>The types whose conclusions are wanted; none: all. What rules conclude on the way need not burden a history.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];
}

/// <summary>Decide by one decision table of a rule set.</summary>
public sealed record DecideTableQuery(string RuleSet, string Table, IReadOnlyDictionary<string, JsonElement> Inputs, DateTimeOffset Now)
    : RunQuery;

/// <summary>Read stored facts into the run.</summary>
public sealed record ReadFactsQuery(FactQuery Facts) : RunQuery;

/// <summary>Add working time to a moment by a named calendar.</summary>
/// <param name="Calendar">Name of the calendar; null: the shop's own.</param>
/// <param name="From">Where counting starts.</param>
/// <param name="WorkingTime">How much working time to add.</param>
/// <param name="Pauses">What does not count; a pause that lasts gives an answer without a moment.</param>
public sealed record WorkingTimeQuery(
    string? Calendar, DateTimeOffset From, TimeSpan WorkingTime, IReadOnlyList<WorkPause>? Pauses = null) : RunQuery;

/// <summary>Which stored facts: all of a type whose fields equal the given values, at most <paramref name="Limit"/>.</summary>
public sealed record FactQuery(string Type, IReadOnlyDictionary<string, JsonElement> Where, int Limit = 1_000_000)
{
    /// <summary>Only the fact with this key; null: with any.</summary>
    public string? Key { get; init; }
}

/// <summary>
/// An answer: either a value or what went wrong in words. <paramref name="Evidence"/> names what it rests on (rule set version, reasons,
/// calendar arithmetic) for the history.
/// </summary>
public sealed record QueryAnswer(JsonElement? Value, JsonElement? Evidence, Rules.Diagnostic? Error = null);

/// <summary>
/// Answers a burst's questions about rules, facts and calendars. Reads only. Must give the same answer for the same stored facts and
/// rule versions.
/// </summary>
public interface IRuleSource
{
    /// <summary>Answers one question. Throws only when the medium fails.</summary>
    ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default);
}
