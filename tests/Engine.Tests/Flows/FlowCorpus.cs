using System.Text.Json;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Flows;

/// <summary>Runs every case of tests/Corpus/flows.</summary>
public sealed class FlowCorpus
{
    public static TheoryData<string> Cases => [.. FlowCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_comes_to_what_it_expects(string name)
    {
        var flow = FlowCase.Load(name);
        var reading = flow.Read();
        var diagnostics = reading.Diagnostics.ToList();
        if (reading.Definition is { } definition)
        {
            diagnostics.AddRange(CompiledDefinition.Compile(definition, Catalogue([definition, .. flow.Others])).Diagnostics);
            if (flow.Expect.TryGetProperty("status", out _))
            {
                await RunAsync(flow, definition);
            }
        }

        if (flow.Expect.TryGetProperty("diagnostics", out var expected))
        {
            var told = diagnostics.Select(d => $"{d.Code} {d.Place.Line}:{d.Place.Column}").ToList();
            foreach (var one in expected.EnumerateArray().Select(e => e.GetString()!))
            {
                Assert.Contains(told, line => line == one || line.StartsWith(one + " ", StringComparison.Ordinal));
            }

            Assert.Equal(expected.GetArrayLength(), told.Count);
        }
        else
        {
            Assert.Empty(diagnostics.Select(d => d.ToString()));
        }

        if (flow.Expect.TryGetProperty("nextStep", out var next))
        {
            Assert.Equal(next.GetString(), diagnostics[0].NextStep?.En);
        }
    }

    private static async Task RunAsync(FlowCase flow, WorkflowDefinition definition)
    {
        var options = flow.StepBudget is { } budget ? new RunOptions { StepBudget = budget } : null;
        var definitions = (IReadOnlyList<WorkflowDefinition>)[definition, .. flow.Others];
        var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var rules = new ScriptedRules(flow.Answers);
        var rehearsal = new Rehearsal(definitions, start, rules, Catalogue(definitions), options);
        var started = await rehearsal.StartAsync(
            definition.DefinitionId, flow.Input, flow.IsTokenFlow, flow.Trigger, flow.TriggerPayload, flow.CorrelationId);
        if (flow.Expect.TryGetProperty("refused", out var refused))
        {
            Assert.Equal(refused.GetString(), started.Problem?.Code);
            return;
        }

        Assert.Equal(RunOutcome.Done, started.Outcome);
        var world = new FlowWorld(rehearsal, rules) { Reply = started.Reply };
        foreach (var step in flow.Steps)
        {
            await new FlowStep(rehearsal, started.RunId!, world).TakeAsync(step);
        }

        var report = await rehearsal.ReportAsync();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            FlowGolden.Write(flow, report, world);
            return;
        }

        Compare(flow.Expect, report, world);
        Assert.All(await rehearsal.VerifyAsync(), check => Assert.True(check.IsClean, check.Fault));
    }

    private static ActivityCatalogue Catalogue(IReadOnlyList<WorkflowDefinition> definitions)
    {
        var types = definitions.Select(d => d.ActivityTypeName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new ActivityCatalogue([new ThrowingActivity()], types.Contains);
    }

    private static void Compare(JsonElement expect, RehearsalReport report, FlowWorld world)
    {
        foreach (var expected in expect.EnumerateObject())
        {
            switch (expected.Name)
            {
                case "status":
                    Assert.Equal(expected.Value.GetString(), report.Status);
                    break;
                case "lines":
                    Assert.Equal(Texts(expected.Value), report.Lines);
                    break;
                case "lineCount":
                    Assert.Equal(expected.Value.GetInt32(), report.Lines.Count);
                    break;
                case "journal":
                    Assert.Equal(Texts(expected.Value), report.Journal.Where(e => e.ActivityId.Length > 0 && e.Event != "Line")
                        .Select(e => $"{e.ActivityId} {e.Event}"));
                    break;
                case "incidents":
                    Assert.Equal(Texts(expected.Value), report.Incidents.Select(i => i.Code));
                    break;
                case "bookmarks":
                    Assert.Equal(Texts(expected.Value), report.Bookmarks.Select(b => $"{b.ActivityId} {b.Kind} {b.Key}".TrimEnd()));
                    break;
                case "outputs":
                    CompareValues(expected.Value, report.Outputs);
                    break;
                case "variables":
                    CompareValues(expected.Value, report.Variables);
                    break;
                case "name":
                    Assert.Equal(expected.Value.GetString(), report.Name);
                    break;
                case "correlationId":
                    Assert.Equal(expected.Value.GetString(), report.CorrelationId);
                    break;
                case var outside when FlowWorld.Names.Contains(outside):
                    world.Compare(outside, expected.Value);
                    break;
                default:
                    Assert.Contains(expected.Name, (string[])["diagnostics", "nextStep"]);
                    break;
            }
        }
    }

    private static void CompareValues(JsonElement expected, IReadOnlyDictionary<string, object?> actual)
    {
        foreach (var value in expected.EnumerateObject())
        {
            Assert.True(actual.ContainsKey(value.Name), $"there is no {value.Name}");
            Assert.Equal(JsonSerializer.Serialize(value.Value), JsonSerializer.Serialize(RunValues.ToJson(actual[value.Name])));
        }
    }

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];
}
