using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Host.WorkingTime;

namespace Workflows.Host.Substitutes;

/// <summary>
/// Who stands in for whom on which days of the shop. It is not passed on: the substitute of a substitute gets nothing of it.
/// </summary>
internal sealed class Substitutions(
    SqliteRunStore store, IDbContextFactory<WorkflowsDb> rows, Calendars calendars, TimeProvider clock)
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>The shop's date of now.</summary>
    public DateOnly Today =>
        calendars.Find(null)?.Calendar.DateAt(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>A date as it stands in a row.</summary>
    public static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>The date in a row.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, DayForm, CultureInfo.InvariantCulture);

    /// <summary>The people whose tasks somebody may take today.</summary>
    public IReadOnlyList<string> StandsInFor(string substitute) => store.Rows.Read(
        """
        SELECT DISTINCT Person FROM Substitutions
        WHERE Substitute = $1 AND LastDay >= $2 AND FirstDay <= $2 AND EndedAt IS NULL ORDER BY Person
        """, row => row.GetString(0), substitute, Text(Today));

    /// <summary>Those that are not over, or all of them, the earliest first; of everybody where no person is given.</summary>
    public async Task<IReadOnlyList<SubstitutionRow>> ListAsync(string? about, bool past)
    {
        var today = Text(Today);
        await using var db = await rows.CreateDbContextAsync();
        return await db.Substitutions.AsNoTracking()
            .Where(s => about == null || s.Person == about || s.Substitute == about)
            .Where(s => past || (s.EndedAt == null && s.LastDay.CompareTo(today) >= 0))
            .OrderBy(s => s.FirstDay).ThenBy(s => s.Number).Take(Serving.Limits.PageRows).ToListAsync();
    }

    /// <summary>One that is not over and touches the days, in which the person has a substitute already.</summary>
    public async Task<SubstitutionRow?> OfPersonAsync(string person, DateOnly from, DateOnly to)
    {
        await using var db = await rows.CreateDbContextAsync();
        return await OfAnyAsync(db, [person], from, to);
    }

    /// <summary>Those that begin on a day, or ended with the day before.</summary>
    public async Task<IReadOnlyList<SubstitutionRow>> ChangingOnAsync(DateOnly day)
    {
        var (first, last) = (Text(day), Text(day.AddDays(-1)));
        await using var db = await rows.CreateDbContextAsync();
        return await db.Substitutions.AsNoTracking()
            .Where(s => s.EndedAt == null && (s.FirstDay == first || s.LastDay == last)).ToListAsync();
    }

    /// <summary>
    /// Adds one, unless one of the two is away in these days already: then the answer is what stands in the way, and nothing is added.
    /// Of two that ask at the same moment one is told so.
    /// </summary>
    public async Task<(SubstitutionRow Row, bool IsAdded)> AddAsync(SubstitutionDraft draft, string person, string by)
    {
        var row = new SubstitutionRow
        {
            Person = person, Substitute = draft.Substitute, FirstDay = Text(draft.From), LastDay = Text(draft.To), Reason = draft.Reason,
            NamedBy = by, NamedAt = clock.GetUtcNow().UtcTicks,
        };
        await using var db = await rows.CreateDbContextAsync();
        // It takes the write lock at its beginning: nobody writes between the look and the write.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        if (await OfAnyAsync(db, [person, draft.Substitute], draft.From, draft.To) is { } known)
        {
            return (known, false);
        }

        db.Substitutions.Add(row);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (row, true);
    }

    public async Task<SubstitutionRow?> FindAsync(long number)
    {
        await using var db = await rows.CreateDbContextAsync();
        return await db.Substitutions.AsNoTracking().SingleOrDefaultAsync(s => s.Number == number);
    }

    /// <summary>Ends one at once; false if it has ended already.</summary>
    public async Task<bool> EndAsync(long number, string by)
    {
        await using var db = await rows.CreateDbContextAsync();
        if (await db.Substitutions.SingleOrDefaultAsync(s => s.Number == number && s.EndedAt == null) is not { } row)
        {
            return false;
        }

        (row.EndedBy, row.EndedAt) = (by, clock.GetUtcNow().UtcTicks);
        await db.SaveChangesAsync();
        return true;
    }

    private static Task<SubstitutionRow?> OfAnyAsync(WorkflowsDb db, string[] people, DateOnly from, DateOnly to)
    {
        var (first, last) = (Text(from), Text(to));
        return db.Substitutions.AsNoTracking().OrderBy(s => s.Number).FirstOrDefaultAsync(
            s => people.Contains(s.Person) && s.EndedAt == null && s.FirstDay.CompareTo(last) <= 0 && s.LastDay.CompareTo(first) >= 0);
    }
}
