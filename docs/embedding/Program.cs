using Shop;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Embedding;

// An application of one's own that runs workflows: dotnet run --project docs/embedding
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddWorkflows(workflows =>
{
    workflows.DataFolder = builder.Configuration["data"] ?? "data";
    workflows.Activities.Add(new Shout());
    workflows.Definitions.Add(Greeting.Definition);
});

var app = builder.Build();
app.MapPost("/greetings/{id}", async (string id, string who, RunService runs) =>
    (await runs.StartAsync(new StartRequest(id, "greeting")
    {
        CorrelationId = id, Input = RunValues.Context([new("Who", who)]),
    })).Outcome.ToString());
app.MapPost("/greetings/{id}/reply", async (string id, RunService runs) =>
    (await runs.PublishAsync(new EventRequest("reply-" + id, "reply") { CorrelationId = id })).Outcome.ToString());
app.MapGet("/greetings/{id}", async (string id, IRunStore store) =>
    await store.FindRunAsync(id) is { } run
        ? Results.Ok(new { status = run.Status.ToString(), outputs = RunPicture.Of(run).Outputs })
        : Results.NotFound());
app.Run();
