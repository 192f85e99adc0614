using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Facts;
using Workflows.Host.Security;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Accounts;
using Workflows.Host.Serving;

namespace Workflows.Host.Substitutes;

/// <summary>The people who work on tasks, and when they are on leave.</summary>
internal sealed class Colleagues(
    IDbContextFactory<SecurityDb> accounts, FactCatalogue types, FactStore facts, Substitutions substitutions)
{
    // Granted leave is a fact of the pack: who, from when, until when.
    private const string Leave = "LeaveRequest";

    /// <summary>Everybody who may work on tasks, by name.</summary>
    public async Task<IReadOnlyList<Account>> AllAsync()
    {
        await using var db = await accounts.CreateDbContextAsync();
        var all = await db.Users.AsNoTracking().OrderBy(a => a.UserName).ToListAsync();
        return [.. all.Where(a => a.RoleList.Any(role => RoleTable.Allows(role, Permission.WorkOnTasks)))];
    }

    /// <summary>Granted leave from today on in which nobody stands in; of one person, or of all.</summary>
    public async Task<IReadOnlyList<UncoveredLeave>> UncoveredLeaveAsync(string? person)
    {
        var found = new List<UncoveredLeave>();
        foreach (var account in (await AllAsync()).Where(a => a.StaffId is not null && (person is null || a.UserName == person)))
        {
            foreach (var leave in await LeaveOfAsync(account))
            {
                if (await substitutions.OfPersonAsync(leave.Person, leave.From, leave.To) is null)
                {
                    found.Add(leave);
                }
            }
        }

        return [.. found.OrderBy(leave => leave.From).ThenBy(leave => leave.Person, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<UncoveredLeave>> LeaveOfAsync(Account account)
    {
        if (types.Find(Leave) is not { } type || type.IndexOf("staffId") < 0)
        {
            return [];
        }

        var where = new Dictionary<string, JsonElement> { ["staffId"] = JsonSerializer.SerializeToElement(account.StaffId) };
        var stored = await facts.QueryIndexedAsync(type, where, Limits.PageRows);
        return stored.Select(fact => JsonElement.Parse(fact.Json))
            .Select(json => (From: DayOf(json, "from"), To: DayOf(json, "to"), Kind: TextOf(json, "kind")))
            .Where(leave => leave.From is not null && leave.To >= substitutions.Today)
            .Select(leave => new UncoveredLeave(account.UserName!, account.StaffId!, leave.From!.Value, leave.To!.Value, leave.Kind));
    }

    private static DateOnly? DayOf(JsonElement fact, string field) =>
        TextOf(fact, field) is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;

    private static string? TextOf(JsonElement fact, string field) =>
        fact.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
