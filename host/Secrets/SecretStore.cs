using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Secrets;

/// <summary>
/// Passwords and tokens for other systems. Kept encrypted, filled in at the last moment before a call; definitions, histories and the
/// outbox hold only their names.
/// </summary>
internal sealed partial class SecretStore(IDbContextFactory<WorkflowsDb> store, IDataProtectionProvider protection)
{
    /// <summary>What a former secret is called by, behind its name, while it still counts.</summary>
    public const string Previous = ".previous";

    private const string Prefix = "secret:";

    private readonly IDataProtector protector = protection.CreateProtector("secrets");

    /// <summary>The names there are.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync()
    {
        await using var db = await store.CreateDbContextAsync();
        var names = await db.Settings.Where(s => s.Name.StartsWith(Prefix)).Select(s => s.Name).OrderBy(n => n).ToListAsync();
        return [.. names.Select(name => name[Prefix.Length..])];
    }

    /// <summary>The secret of a name; null when there is none.</summary>
    public async Task<string?> ReadAsync(string name)
    {
        await using var db = await store.CreateDbContextAsync();
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == Prefix + name);
        return row is null ? null : protector.Unprotect(row.Json);
    }

    /// <summary>Keeps a secret, over what it was before.</summary>
    public async Task WriteAsync(string name, string secret)
    {
        await using var db = await store.CreateDbContextAsync();
        var kept = protector.Protect(secret);
        if (await db.Settings.Where(s => s.Name == Prefix + name).ExecuteUpdateAsync(s => s.SetProperty(row => row.Json, kept)) == 0)
        {
            db.Settings.Add(new SettingRow { Name = Prefix + name, Json = kept });
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Whether a text can name a secret.</summary>
    public static bool IsName(string name) => Named().IsMatch(name);

    /// <summary>Puts a secret in place of another, which counts on as the former one; false when there was none.</summary>
    public async Task<bool> RotateAsync(string name, string secret)
    {
        await using var db = await store.CreateDbContextAsync();
        var (current, former) = (Prefix + name, Prefix + name + Previous);
        var known = await db.Settings.Where(s => s.Name == current || s.Name == former).ToDictionaryAsync(s => s.Name);
        var hadOne = known.TryGetValue(current, out var old);
        if (hadOne)
        {
            Put(former, old!.Json);
        }

        Put(current, protector.Protect(secret));
        await db.SaveChangesAsync();
        return hadOne;

        void Put(string at, string json)
        {
            if (known.TryGetValue(at, out var row))
            {
                row.Json = json;
            }
            else
            {
                db.Settings.Add(new SettingRow { Name = at, Json = json });
            }
        }
    }

    /// <summary>Forgets a secret; false when there was none.</summary>
    public async Task<bool> RemoveAsync(string name)
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.Settings.Where(s => s.Name == Prefix + name).ExecuteDeleteAsync() > 0;
    }

    /// <summary>Reads the secrets that texts name and gives what fills them in; throws where one is missing.</summary>
    public async Task<Func<string, string>> FillerAsync(IEnumerable<string> texts)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in texts.SelectMany(text => Reference().Matches(text)).Select(match => match.Groups[1].Value).Distinct())
        {
            found[name] = await ReadAsync(name) ?? throw new SecretMissingException($"There is no secret {name}.");
        }

        return text => Reference().Replace(text, match => found[match.Groups[1].Value]);
    }

    [GeneratedRegex(@"^[\w.-]{1,64}\z")]
    private static partial Regex Named();

    [GeneratedRegex(@"\{secret:([^{}]{1,200})\}")]
    private static partial Regex Reference();
}

/// <summary>A text names a secret that nobody has put in.</summary>
internal sealed class SecretMissingException(string why) : Exception(why);
