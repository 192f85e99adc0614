using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Rules;

namespace Workflows.Host.Security.Keys;

/// <summary>
/// Makes, finds and removes API keys. What it has read it remembers for some seconds, so that not every request reads the disk.
/// </summary>
internal sealed class KeyRing(IDbContextFactory<SecurityDb> store, HostSettings settings, TimeProvider clock) : IDisposable
{
    private const string Prefix = "wk_";

    // Another process may remove a key; this is how long it may still work here.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly StoredRows rows = new(settings.SecurityFile);
    private readonly ConcurrentDictionary<string, (ApiKey Key, DateTimeOffset ReadAt)> known = new();

    /// <summary>A new key; the text is what the program sends, and nobody can read it again.</summary>
    public async Task<(ApiKey Key, string Text)> MakeAsync(string name, IEnumerable<string> roles, DateTimeOffset expires, string by)
    {
        var id = RandomNumberGenerator.GetHexString(12, lowercase: true);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var key = new ApiKey
        {
            Id = id, Name = name, Roles = string.Join(',', roles), SecretHash = HashOf(secret), CreatedBy = by,
            CreatedAt = clock.GetUtcNow().UtcTicks, ExpiresAt = expires.UtcTicks,
        };
        await using var db = await store.CreateDbContextAsync();
        db.Keys.Add(key);
        await db.SaveChangesAsync();
        return (key, $"{Prefix}{id}_{secret}");
    }

    /// <summary>The key that a text is, or why it is none.</summary>
    public (ApiKey? Key, LocalText? Refusal) Find(string text)
    {
        var parts = text.Split('_', 3);
        if (parts.Length != 3 || parts[0] + "_" != Prefix || Read(parts[1]) is not { } key
            || !CryptographicOperations.FixedTimeEquals(key.SecretHash, HashOf(parts[2])))
        {
            return (null, new("There is no such API key.", "该 API 密钥不存在。"));
        }

        return key.ExpiresAt <= clock.GetUtcNow().UtcTicks
            ? (null, new LocalText("The API key has expired.", "该 API 密钥已过期。"))
            : (key, null);
    }

    /// <summary>All keys, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> AllAsync()
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.Keys.AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync();
    }

    /// <summary>Withdraws a key; its name, null where there is none.</summary>
    public async Task<string?> RemoveAsync(string id)
    {
        await using var db = await store.CreateDbContextAsync();
        var name = await db.Keys.Where(k => k.Id == id).Select(k => k.Name).SingleOrDefaultAsync();
        await db.Keys.Where(k => k.Id == id).ExecuteDeleteAsync();
        known.TryRemove(id, out _);
        return name;
    }

    public void Dispose() => rows.Dispose();

    private ApiKey? Read(string id)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(id, out var found) && now - found.ReadAt < Remembered)
        {
            return found.Key;
        }

        var key = rows.Find(
            "SELECT Id, Name, Roles, SecretHash, CreatedBy, CreatedAt, ExpiresAt FROM Keys WHERE Id = $1",
            row => new ApiKey
            {
                Id = row.GetString(0), Name = row.GetString(1), Roles = row.GetString(2), SecretHash = row.GetBytes(3),
                CreatedBy = row.GetString(4), CreatedAt = row.GetInt64(5), ExpiresAt = row.GetInt64(6),
            }, id);
        if (key is null)
        {
            known.TryRemove(id, out _);
            return null;
        }

        known[id] = (key, now);
        return key;
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
