using System.Text.Json;
using Workflows.Engine.Judging;
using Workflows.Engine.Ports;
using Workflows.Host.Facts;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>Judges facts by published rule sets, with the reasons for the history.</summary>
internal sealed class RuleJudgement(RuleLibrary library, FactStore facts)
{
    /// <summary>Answers a run that has facts judged.</summary>
    public async Task<QueryAnswer> EvaluateAsync(EvaluateRulesQuery query, CancellationToken stop)
    {
        if (library.Find(query.RuleSet) is not { } set)
        {
            return new(null, null, RuleProblems.UnknownRuleSet(query.RuleSet));
        }

        var loaded = new List<RuleFact>();
        return await LoadAsync(set.Program, query.Load, loaded) is { } missing
            ? new(null, null, missing)
            : RuleAnswers.Evaluate(set.Program, set.Parameters, query, loaded, stop);
    }

    /// <summary>Answers a run that asks a decision table.</summary>
    public QueryAnswer Decide(DecideTableQuery query, CancellationToken stop) => library.Find(query.RuleSet) is { } set
        ? RuleAnswers.Decide(set.Program, set.Parameters, query, stop)
        : new(null, null, RuleProblems.UnknownRuleSet(query.RuleSet));

    /// <summary>Judges facts at a moment; values given here go before those of operations, and those before the file's own.</summary>
    public static RuleOutcome Judge(
        PublishedRuleSet set, IEnumerable<RuleFact> judged, IReadOnlyDictionary<string, JsonElement> parameters, DateTimeOffset now,
        CancellationToken stop)
    {
        var values = new Dictionary<string, object?>(set.Parameters);
        foreach (var (name, value) in parameters)
        {
            values[name] = FeelJson.Read(value);
        }

        return set.Program.Evaluate(judged, values, now, stop);
    }

    /// <summary>Everything that is stored and that a rule of the program looks at.</summary>
    public static IReadOnlyList<FactQuery> AllOf(RuleProgram program) =>
    [
        .. program.FactTypes.Values.Where(type => !type.IsConcluded && program.TypesLookedAt.Contains(type.Name))
            .Select(type => new FactQuery(type.Name, new Dictionary<string, JsonElement>())),
    ];

    /// <summary>Adds stored facts to those that are judged; tells what is wrong with the question.</summary>
    public async Task<Diagnostic?> LoadAsync(RuleProgram program, IReadOnlyList<FactQuery> queries, List<RuleFact> into)
    {
        foreach (var query in queries)
        {
            if (program.FactTypes.GetValueOrDefault(query.Type) is not { } type)
            {
                return RuleProblems.UnknownType(query.Type);
            }

            if (query.Where.Keys.FirstOrDefault(field => type.IndexOf(field) < 0) is { } unknown)
            {
                return RuleProblems.UnknownField(query.Type, unknown);
            }

            foreach (var stored in await facts.QueryIndexedAsync(type, query.Where, query.Limit, query.Key))
            {
                // A fact of an older form of its type that no longer fits is not judged: its type's new fields decide.
                if (FactJson.Read(type, JsonElement.Parse(stored.Json)).Fact is { } fact)
                {
                    into.Add(fact);
                }
            }
        }

        return null;
    }
}
