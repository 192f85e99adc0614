using System.Text.Json;
using Workflows.Engine.Cases;
using Workflows.Engine.Ports;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Seasons;

/// <summary>A record of a season: what it says, and what of it was known when.</summary>
internal sealed class SeasonRecord(FactWrite write, RuleFact fact, SeasonPlan plan)
{
    private readonly List<(int Field, DateTimeOffset At)> _moments = [.. MomentsOf(fact, plan)];

    public string Type => write.Type;

    public string Key => write.Key;

    public RuleFact Fact => fact;

    /// <summary>The moments at which something of it became known, in order; none: it was always known.</summary>
    public IEnumerable<DateTimeOffset> Moments => _moments.Select(m => m.At).Distinct().Order();

    /// <summary>The record as it was known at a moment: what has not happened yet is empty.</summary>
    public string KnownAt(DateTimeOffset now)
    {
        var later = _moments.Where(m => m.At > now && fact[m.Field] is FeelDateTime).ToList();
        if (later.Count == 0)
        {
            return write.Json!;
        }

        var values = Enumerable.Range(0, fact.FactType.Fields.Count).Select(i => fact[i]).ToArray();
        later.ForEach(m => values[m.Field] = null);
        return FactJson.Write(new RuleFact(fact.FactType, values)).GetRawText();
    }

    public static IEnumerable<SeasonRecord> Read(CasePack pack, IEnumerable<FactWrite> records, SeasonPlan plan)
    {
        foreach (var write in records)
        {
            var type = pack.FactTypes.GetValueOrDefault(write.Type)
                ?? throw new CaseMistakeException($"No rule file declares the fact type {write.Type}.");
            var (fact, problems) = FactJson.Read(type, JsonElement.Parse(write.Json!));
            yield return new SeasonRecord(write, fact ?? throw new CaseMistakeException(problems[0].ToString()), plan);
        }
    }

    private static IEnumerable<(int, DateTimeOffset)> MomentsOf(RuleFact fact, SeasonPlan plan)
    {
        if (plan.Known.Contains(fact.FactTypeName))
        {
            yield break;
        }

        for (var field = 0; field < fact.FactType.Fields.Count; field++)
        {
            switch (fact[field])
            {
                case FeelDateTime at when at.ToDateTimeOffset() is { } moment:
                    yield return (field, moment);
                    break;
                case FeelDate day when fact.FactType.Fields[field].IsKey:
                    var date = DateOnly.Parse(day.ToString()!, System.Globalization.CultureInfo.InvariantCulture);
                    yield return (field, new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), plan.Zone) + plan.DayEnd);
                    break;
            }
        }
    }
}
