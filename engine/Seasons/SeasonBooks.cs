using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Cases;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;

namespace Workflows.Engine.Seasons;

/// <summary>Looks at what a season left behind: every run, every task, and the books by the pack's own rules.</summary>
internal sealed class SeasonBooks(SeasonPlan plan, PackRules rules, Rehearsal rehearsal, Season season)
{
    private const int Named = 20;

    public SeasonReport Close(IReadOnlyDictionary<string, int> refused, int happened)
    {
        var heads = rehearsal.Store.Heads;
        var figures = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var mistakes = new List<string>();
        foreach (var month in Months())
        {
            Look(month, figures, mistakes);
        }

        return new SeasonReport
        {
            Runs = heads.GroupBy(h => h.DefinitionId).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(
                g => g.Key,
                IReadOnlyDictionary<string, int> (g) => g.GroupBy(h => RunStatusNames.Of(h.Status))
                    .OrderBy(s => s.Key, StringComparer.Ordinal).ToDictionary(s => s.Key, s => s.Count())),
            Tasks = rehearsal.Tasks.GroupBy(t => t.State.ToString().ToLowerInvariant()).ToDictionary(g => g.Key, g => g.Count()),
            Loose = Loose(heads),
            Incidents =
            [
                .. refused.Select(r => $"{r.Value} × {r.Key}"),
                .. heads.Where(h => h.OpenIncidents > 0).SelectMany(h => RunState.Restore(h).Incidents.Values
                    .Select(i => $"{h.DefinitionId} {i.NodeId} {i.Code} {i.Message.En}"))
                    .GroupBy(line => line).Select(g => $"{g.Count()} × {g.Key}"),
            ],
            Figures = figures,
            Mistakes = mistakes,
            Happenings = happened,
        };
    }

    /// <summary>Each definition whose runs wait for nobody, with how many and the first of them.</summary>
    private List<string> Loose(IReadOnlyList<RunHead> heads)
    {
        var held = rehearsal.Tasks
            .Where(t => t is { State: TaskState.Open or TaskState.Claimed, Assignee: not null, DueAt: not null })
            .Select(t => t.RunId).ToHashSet();
        var open = heads.Where(h => h.Status is not (RunStatus.Finished or RunStatus.Cancelled)).ToList();
        var safe = open.Where(h => held.Contains(h.RunId)).Select(h => h.RunId).ToHashSet();
        var states = open.Where(h => !safe.Contains(h.RunId)).ToDictionary(h => h.RunId, RunState.Restore);
        safe.UnionWith(states.Where(s => s.Value.Bookmarks.Values.Any(b => b.Kind == "timer")).Select(s => s.Key));
        for (var before = -1; before < safe.Count;)
        {
            before = safe.Count;
            safe.UnionWith(states
                .Where(s => s.Value.Bookmarks.Values.Any(b => b.Kind == "run" && safe.Contains(b.Key)))
                .Select(s => s.Key));
        }

        return
        [
            .. states.Where(s => !safe.Contains(s.Key)).GroupBy(s => s.Value.DefinitionId).Select(g =>
                $"{g.Count()} × {g.Key}, such as {g.First().Key}: " + string.Join(", ", g.First().Value.Bookmarks.Values.Select(b =>
                    $"{g.First().Value.Instances.GetValueOrDefault(b.Instance)?.NodeId} {b.Kind} {b.Key}").Take(Named))),
        ];
    }

    private IEnumerable<string> Months()
    {
        var first = season.From.ToOffset(plan.Zone);
        for (var month = new DateOnly(first.Year, first.Month, 1);
            new DateTimeOffset(month.ToDateTime(TimeOnly.MinValue), plan.Zone) < season.To; month = month.AddMonths(1))
        {
            yield return month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        }
    }

    private void Look(string month, SortedDictionary<string, decimal> figures, List<string> mistakes)
    {
        var everything = new Dictionary<string, JsonElement>();
        var query = new EvaluateRulesQuery(
            plan.BooksRuleSet,
            new Dictionary<string, JsonElement>(),
            [.. plan.BooksLoad.Select(type => new FactQuery(type, everything, 1_000_000))],
            new Dictionary<string, JsonElement> { ["month"] = JsonSerializer.SerializeToElement(month) },
            season.To);
        var answer = rules.AnswerAsync(query).AsTask().GetAwaiter().GetResult();
        if (answer.Error is { } error)
        {
            mistakes.Add($"{month}: {error}");
            return;
        }

        foreach (var conclusion in answer.Value!.Value.GetProperty("conclusions").EnumerateArray())
        {
            var fact = conclusion.GetProperty("fact");
            switch (conclusion.GetProperty("type").GetString())
            {
                case "BookFigure":
                    figures[$"{month} {fact.GetProperty("name").GetString()}"] = fact.GetProperty("value").GetDecimal();
                    break;
                case "BookMistake":
                    mistakes.Add($"{month} {fact.GetProperty("what").GetString()}: {conclusion.GetProperty("reason").GetProperty("en")}");
                    break;
            }
        }
    }
}
