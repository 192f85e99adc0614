using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>
/// Random rules, facts and changes given to CLIPS too, an engine of another origin: in the end both have the same matches. Left out are
/// the kinds of elements that CLIPS does not have. Needs the program <c>clips</c> on the path.
/// </summary>
public class ClipsTests
{
    private const int Trials = 300;
    private const string End = "end of trial";
    private static readonly HashSet<string> Known = ["match", "not", "exists", "all"];

    private static readonly Gen<(RandomRule[] Rules, Change[] Changes)> GenTrial = Gen.Select(
        BruteForceTests.GenRule.Array[1, 3].Select(rules => rules.Select(OfKnownKinds).ToArray()), BruteForceTests.GenChange.Array[1, 40]);

    [Fact]
    public async Task Matches_are_those_of_another_engine()
    {
        Assert.SkipUnless(IsInstalled(), "The program clips is not on the path.");
        var trials = new List<(RandomRule[] Rules, Change[] Changes)>();
        GenTrial.Sample(trials.Add, iter: Trials, threads: 1);
        var program = new StringBuilder("(deftemplate item (slot id) (slot a) (slot b) (slot c))\n");
        trials.ForEach(trial => Write(program, trial.Rules, trial.Changes));
        var answers = (await RunAsync(program.Append("(exit)\n").ToString())).Split(End);
        Assert.Equal(trials.Count + 1, answers.Length);
        foreach (var (trial, answer) in trials.Zip(answers))
        {
            var theirs = answer.Split('\n').Where(line => line.StartsWith('r')).Select(line => line.TrimEnd()).Order();
            var ours = Matches(trial.Rules, trial.Changes).Select(line => line.TrimEnd()).Order().ToList();
            Assert.True(theirs.SequenceEqual(ours), string.Join("\n", [.. trial.Rules.AsEnumerable<object>(), .. trial.Changes]));
        }
    }

    private static RandomRule OfKnownKinds(RandomRule rule)
    {
        var patterns = rule.Patterns.Where(p => Known.Contains(p.Meaning.Name)).ToArray();
        return new(patterns.Length > 0 ? patterns : [new RandomPattern(0, 0, [])]);
    }

    private static List<string> Matches(RandomRule[] rules, Change[] changes)
    {
        var live = new List<IMatch>();
        var session = new RuleCompiler().Compile(rules.Select((rule, i) => rule.Define($"r{i}"))).CreateSession(s =>
        {
            s.Events.ActivationCreatedEvent += (_, e) => live.Add(e.Match);
            s.Events.ActivationDeletedEvent += (_, e) => live.Remove(e.Match);
        });
        var facts = new Item?[12];
        foreach (var change in changes)
        {
            if (facts[change.Fact] is not { } known)
            {
                facts[change.Fact] = new Item(change.Fact) { A = change.A, B = change.B, C = change.C };
                session.Insert(facts[change.Fact]!);
            }
            else if (IsRetraction(change))
            {
                session.Retract(known);
                facts[change.Fact] = null;
            }
            else
            {
                (known.A, known.B, known.C) = (change.A, change.B, change.C);
                session.Update(known);
            }
        }

        return [.. live.Select(match => $"{match.Rule.Name}: {RandomKind.Text(match)}")];
    }

    private static bool IsRetraction(Change change) => change.Kind < 4;

    private static void Write(StringBuilder program, RandomRule[] rules, Change[] changes)
    {
        foreach (var (i, rule) in rules.Index())
        {
            program.Append(CultureInfo.InvariantCulture, $"(defrule r{i}");
            List<int> bound = [];
            foreach (var (n, pattern) in rule.Patterns.Index())
            {
                program.Append(' ').Append(Element(pattern, n, bound));
                if (pattern.Meaning == RandomKind.Plain)
                {
                    bound.Add(n);
                }
            }

            program.Append(CultureInfo.InvariantCulture, $" => (printout t \"r{i}:\"");
            bound.ForEach(n => program.Append(CultureInfo.InvariantCulture, $" \" #\" ?id{n}"));
            program.Append(" crlf))\n");
        }

        var there = new HashSet<int>();
        foreach (var change in changes)
        {
            var isNew = there.Add(change.Fact);
            if (!isNew)
            {
                program.Append(CultureInfo.InvariantCulture, $"(do-for-all-facts ((?f item)) (= ?f:id {change.Fact}) (retract ?f))\n");
            }

            if (!isNew && IsRetraction(change))
            {
                there.Remove(change.Fact);
                continue;
            }

            program.Append(
                CultureInfo.InvariantCulture,
                $"(assert (item (id {change.Fact}) (a {change.A}) (b {change.B}) (c {change.C})))\n");
        }

        program.Append(CultureInfo.InvariantCulture, $"(run)\n(printout t \"{End}\" crlf)\n(undefrule *)\n(reset)\n");
    }

    private static string Element(RandomPattern pattern, int n, List<int> bound)
    {
        var facts = string.Create(CultureInfo.InvariantCulture, $"(item (id ?id{n}) (a ?a{n}) (b ?b{n}) (c ?c{n}))");
        var conditions = string.Concat(pattern.Conditions.Select(c => $" (test ({Operator(c)} {Field(c.Field, n)} {Other(c, bound)}))"));
        return pattern.Meaning.Name switch
        {
            "not" => $"(not (and {facts}{conditions}))",
            "exists" => $"(exists {facts}{conditions})",
            "all" => $"(not (and {facts}{conditions} (test (= {Field(2, n)} 3))))",
            _ => facts + conditions,
        };
    }

    private static string Operator(RandomCondition condition) => condition.Operator switch
    {
        1 => "<=",
        2 => ">",
        3 => "<>",
        _ => "=",
    };

    private static string Other(RandomCondition condition, List<int> bound) => condition.IsAlpha || bound.Count == 0
        ? condition.Constant.ToString(CultureInfo.InvariantCulture)
        : Field(condition.OtherField, bound[condition.Slot % bound.Count]);

    private static string Field(int field, int n) => string.Create(CultureInfo.InvariantCulture, $"?{"abc"[field]}{n}");

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "clips")));

    private static async Task<string> RunAsync(string program)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, program, TestContext.Current.CancellationToken);
            using var clips = Process.Start(new ProcessStartInfo("clips", ["-f2", file]) { RedirectStandardOutput = true })!;
            var said = await clips.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await clips.WaitForExitAsync(TestContext.Current.CancellationToken);
            return said;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
