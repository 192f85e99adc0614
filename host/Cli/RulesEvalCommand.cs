using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Cli;

/// <summary><c>rules eval</c>: judges facts from a JSON file by a rule file.</summary>
internal static class RulesEvalCommand
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var rules = new Option<string>("--rules") { Description = "The rule file.", HelpName = "FILE", Required = true };
        var facts = new Option<string>("--facts")
        {
            Description = "The facts: a JSON object of arrays by fact type.", HelpName = "FILE", Required = true,
        };
        var parameters = new Option<string?>("--parameters") { Description = "Values for parameters: a JSON object.", HelpName = "JSON" };
        var at = new Option<string?>("--at") { Description = "The moment that the rules take for now.", HelpName = "TIME" };
        var explain = new Option<bool>("--explain") { Description = "Tell the reasons of every conclusion." };
        var command = new Command("eval", "Judges facts by a rule file and tells conclusions and effects.")
        {
            rules, facts, parameters, at, explain,
        };
        return shared.On(command, (parsed, output, _, stop) => Task.FromResult(Run(
            output,
            new Evaluation(parsed.GetValue(rules)!, parsed.GetValue(facts)!, parsed.GetValue(parameters), parsed.GetValue(at),
                parsed.GetValue(explain)),
            stop)));
    }

    private static int Run(CommandOutput output, Evaluation ask, CancellationToken stop)
    {
        if (new[] { ask.Rules, ask.Facts }.FirstOrDefault(p => !File.Exists(p)) is { } missing)
        {
            return CommandOutput.Fail($"There is no file {missing}.", CommandLine.Usage);
        }

        DateTimeOffset now = TimeProvider.System.GetLocalNow();
        if (ask.At is not null && !DateTimeOffset.TryParse(ask.At, CultureInfo.InvariantCulture, DateTimeStyles.None, out now))
        {
            return CommandOutput.Fail($"{ask.At} is no moment: write it like 2026-11-01T10:00:00+08:00.", CommandLine.Usage);
        }

        try
        {
            var check = RuleProgram.Compile(RuleFileLoader.Load(ask.Rules));
            if (check.Program is not { } program)
            {
                output.Diagnostics([.. check.Diagnostics.Where(d => d.Severity == Severity.Error)]);
                return CommandLine.Wrong;
            }

            return Judge(output, ask, program, now, stop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return CommandOutput.Fail(failure.Message, CommandLine.Usage);
        }
    }

    private static int Judge(CommandOutput output, Evaluation ask, RuleProgram program, DateTimeOffset now, CancellationToken stop)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(ask.Facts));
        var wrong = new List<Diagnostic>();
        var facts = ReadFacts(program, document.RootElement, wrong);
        var parameters = ask.Parameters is null ? null : FeelJson.Parse(ask.Parameters) as IFeelContext
            ?? throw new JsonException("The parameters are a JSON object of values by name, such as {\"most\": 5}.");
        if (wrong.Count > 0)
        {
            output.Diagnostics(wrong);
            return CommandLine.Wrong;
        }

        var values = parameters?.Names.ToDictionary(n => n, n => parameters.TryGet(n, out var value) ? value : null);
        var outcome = program.Evaluate(facts, values, now, stop);
        if (output.IsJson)
        {
            WriteJson(program, outcome, ask.Explain);
        }
        else
        {
            WriteText(output.Language, outcome, ask.Explain);
        }

        return outcome.Errors.Count == 0 ? CommandLine.Fine : CommandLine.Wrong;
    }

    private static List<RuleFact> ReadFacts(RuleProgram program, JsonElement json, List<Diagnostic> wrong)
    {
        var facts = new List<RuleFact>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The facts are a JSON object of arrays by fact type, such as {\"Order\": [{\"id\": \"A1\"}]}.");
        }

        foreach (var group in json.EnumerateObject())
        {
            if (!program.FactTypes.TryGetValue(group.Name, out var type) || group.Value.ValueKind != JsonValueKind.Array)
            {
                throw new JsonException($"\"{group.Name}\" is no fact type with an array of facts.");
            }

            var index = 0;
            foreach (var item in group.Value.EnumerateArray())
            {
                var reading = FactJson.Read(type, item, $"{group.Name}[{index++}]");
                wrong.AddRange(reading.Diagnostics);
                facts.AddRange(reading.Fact is null ? [] : [reading.Fact]);
            }
        }

        return facts;
    }

    private static void WriteJson(RuleProgram program, RuleOutcome outcome, bool explain)
    {
        using var stream = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            RuleJson.Write(writer, program.Name, outcome, explain);
        }

        stream.Write("\n"u8);
    }

    private static void WriteText(string language, RuleOutcome outcome, bool explain)
    {
        foreach (var conclusion in outcome.Conclusions)
        {
            Console.Out.WriteLine($"{conclusion.Fact.FactTypeName} {FactJson.Write(conclusion.Fact).GetRawText()}");
            foreach (var reason in explain ? conclusion.Reasons : [])
            {
                Console.Out.WriteLine($"  {reason.Text.For(language)} ({reason.Rule}, {reason.Version})");
                foreach (var evidence in reason.Evidence)
                {
                    Console.Out.WriteLine($"    {evidence.Name}: {FactText.Of(evidence.Value)}");
                }
            }
        }

        foreach (var effect in outcome.Effects)
        {
            Console.Out.WriteLine($"{effect.Verb} {effect.Target} {FeelValues.Text(effect.Fields)} ({effect.Rule})");
        }

        foreach (var error in outcome.Errors)
        {
            Console.Out.WriteLine(error.ToString(language));
        }

        Console.Out.WriteLine($"{outcome.Conclusions.Count} conclusions, {outcome.Effects.Count} effects");
    }

    private sealed record Evaluation(string Rules, string Facts, string? Parameters, string? At, bool Explain);
}
