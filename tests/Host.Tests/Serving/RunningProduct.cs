using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Engine.Ports;
using Workflows.Host.Security.Accounts;
using Workflows.Host.Security.Keys;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Tests.Serving;

/// <summary>The whole product on a loopback port and a folder of its own; it stops and cleans up by itself.</summary>
public sealed class RunningProduct : IAsyncDisposable
{
    /// <summary>How long to wait until something is held to hang: a loaded machine takes minutes for what takes seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly WebApplication app;
    private readonly string folder;
    private readonly bool keepsFolder;
    private readonly SemaphoreSlim door = new(1);
    private readonly Dictionary<string, string> published = [];
    private CookieContainer? adminCookies;

    private RunningProduct(WebApplication app, string folder, bool keepsFolder, string? password)
    {
        this.app = app;
        this.folder = folder;
        this.keepsFolder = keepsFolder;
        Password = password;
        Address = new Uri(Product.AddressesOf(app).First());
        Anonymous = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The administrator's password, on a first start.</summary>
    public string? Password { get; }

    /// <summary>A client that is nobody.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>The services, for what has no route.</summary>
    public IServiceProvider Parts => app.Services;

    /// <summary>Starts it; with a folder it goes on with what is in there and leaves it.</summary>
    public static async Task<RunningProduct> StartAsync(string? dataFolder = null, TimeProvider? clock = null)
    {
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("workflows-test-").FullName;
        var settings = new HostSettings { DataFolder = folder, Urls = "http://127.0.0.1:0" };
        var app = await Product.BuildAsync(settings, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            if (clock is not null)
            {
                services.AddSingleton(clock);
            }
        });
        var first = await app.Services.GetRequiredService<FirstAccount>().MakeIfNobodyIsThereAsync();
        await app.StartAsync();
        var product = new RunningProduct(app, folder, dataFolder is not null, first?.Password);
        product.TakePasswordsAsOwn();
        return product;
    }

    /// <summary>As if everybody had chosen the password that somebody gave them; to choose one takes its time to hash.</summary>
    public void TakePasswordsAsOwn()
    {
        using var connection = new SqliteConnection($"Data Source={Parts.GetRequiredService<HostSettings>().SecurityFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE AspNetUsers SET MustChangePassword = 0";
        command.ExecuteNonQuery();
    }

    /// <summary>The administrator's browser, which signs in once.</summary>
    public async Task<HttpClient> SignInAsync()
    {
        await door.WaitAsync();
        try
        {
            if (adminCookies is null)
            {
                var cookies = new CookieContainer();
                using var first = await SignInAsync("admin", Password!, cookies);
                adminCookies = cookies;
            }
        }
        finally
        {
            door.Release();
        }

        return new HttpClient(new HttpClientHandler { CookieContainer = adminCookies }) { BaseAddress = Address };
    }

    /// <summary>A browser that has just signed in.</summary>
    public Task<HttpClient> SignInAsync(string user, string password) => SignInAsync(user, password, new CookieContainer());

    private async Task<HttpClient> SignInAsync(string user, string password, CookieContainer cookies)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = Address };
        var answer = await client.PostAsJsonAsync("/api/sign-in", new { user, password });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>A program with a key of these roles; of an administrator's where none is named.</summary>
    public async Task<HttpClient> WithKeyAsync(params string[] roles)
    {
        var name = "k-" + string.Join('-', roles);
        var keys = Parts.GetRequiredService<KeyRing>();
        var expires = Parts.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1);
        return WithKey((await keys.MakeAsync(name, roles.Length == 0 ? ["administrator"] : roles, expires, "test")).Text);
    }

    /// <summary>A program that sends a text as its key.</summary>
    public HttpClient WithKey(string key)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    /// <summary>Publishes a definition as its designer would; once, while it stays the same.</summary>
    public async Task PublishAsync(string id, string json)
    {
        await door.WaitAsync();
        try
        {
            if (published.GetValueOrDefault(id) != json)
            {
                await PublishAnewAsync(id, json);
                published[id] = json;
            }
        }
        finally
        {
            door.Release();
        }
    }

    private async Task PublishAnewAsync(string id, string json)
    {
        using var admin = await WithKeyAsync();
        var known = await admin.GetAsync($"/api/definitions/{id}");
        var draft = new HttpRequestMessage(HttpMethod.Put, $"/api/definitions/{id}/draft");
        draft.Content = new StringContent(json, Encoding.UTF8, "application/json");
        draft.Headers.TryAddWithoutValidation("If-Match", known.Headers.ETag?.Tag ?? string.Empty);
        var saved = await admin.SendAsync(draft);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        var answer = await admin.PostAsync($"/api/definitions/{id}/publish", null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until a run's state fulfils a condition, woken by the store's own signal.</summary>
    public async Task<RunHead> UntilAsync(string runId, Func<RunHead, bool> isReached)
    {
        var store = Parts.GetRequiredService<SqliteRunStore>();
        var reached = new TaskCompletionSource<RunHead>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Committed += Look;
        if (await store.FindRunAsync(runId) is { } head && isReached(head))
        {
            reached.TrySetResult(head);
        }

        var found = await reached.Task.WaitAsync(Patience);
        store.Committed -= Look;
        return found;

        void Look(Commit commit)
        {
            if (commit.Head.RunId == runId && isReached(commit.Head))
            {
                reached.TrySetResult(commit.Head);
            }
        }
    }

    /// <summary>The JSON of an answer, whatever its status.</summary>
    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        door.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (!keepsFolder)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
