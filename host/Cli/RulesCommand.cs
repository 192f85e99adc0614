using System.CommandLine;
using Workflows.Rules;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Cli;

/// <summary><c>rules</c>: checks, tests, evaluates and formats rule files, and exchanges tables with spreadsheets.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        var command = new Command("rules", "Works with rule files.")
        {
            CreateCheck(), CreateTest(), RulesEvalCommand.Create(), RulesBacktestCommand.Create(), CreateFormat(),
        };
        foreach (var sheets in RulesSheetCommands.Create())
        {
            command.Add(sheets);
        }

        return command;
    }

    private static Command CreateCheck()
    {
        var shared = new SharedOptions();
        var files = FilesArgument();
        var command = new Command("check", "Tells every mistake in rule files.") { files };
        return shared.On(command, (parsed, output, _, _) => Task.FromResult(Each(parsed.GetValue(files)!, paths =>
        {
            var found = paths.SelectMany(p => RuleProgram.Compile(RuleFileLoader.Load(p)).Diagnostics).Distinct().ToList();
            output.Result(new { files = paths.Length, errors = found }, _ =>
            {
                Print(output, found);
                Console.Out.WriteLine($"{Errors(found)} errors, {found.Count - Errors(found)} warnings");
            });
            return Errors(found) == 0;
        })));
    }

    private static Command CreateTest()
    {
        var shared = new SharedOptions();
        var files = FilesArgument();
        var command = new Command("test", "Runs the tests in rule files.") { files };
        return shared.On(command, (parsed, output, _, stop) => Task.FromResult(Each(parsed.GetValue(files)!, paths =>
        {
            var runs = paths.Select(p => Test(p, stop)).ToList();
            var results = runs.SelectMany(r => r.Results).ToList();
            var (passed, failed) = (results.Count(r => r.Passed), results.Count(r => !r.Passed));
            var errors = runs.SelectMany(r => r.Errors).Concat(results.SelectMany(r => r.Failures)).ToList();
            var tests = results.Select(r => new { name = r.Name, place = r.Place, passed = r.Passed, errors = r.Failures });
            output.Result(new { passed, failed, tests, errors }, _ =>
            {
                Print(output, errors);
                Console.Out.WriteLine($"{passed} passed, {failed} failed");
            });
            return errors.Count == 0;
        })));
    }

    private static Command CreateFormat()
    {
        var shared = new SharedOptions();
        var files = FilesArgument();
        var check = new Option<bool>("--check") { Description = "Write nothing; tell which files are not in the one form." };
        var command = new Command("format", "Brings rule files into their one form.") { files, check };
        return shared.On(command, (parsed, output, _, _) => Task.FromResult(Each(parsed.GetValue(files)!, paths =>
        {
            var changed = new List<string>();
            foreach (var path in paths)
            {
                var file = new RuleFile(path, File.ReadAllText(path));
                var formatted = file.Format();
                if (formatted.Text != file.Text)
                {
                    changed.Add(path);
                    Write(parsed.GetValue(check), formatted);
                }
            }

            output.Result(new { changed }, _ => changed.ForEach(Console.Out.WriteLine));
            return !parsed.GetValue(check) || changed.Count == 0;
        })));
    }

    private static Argument<string[]> FilesArgument() =>
        new("FILE") { Description = "The rule files.", Arity = ArgumentArity.OneOrMore };

    private static void Write(bool onlyCheck, RuleFile file)
    {
        if (!onlyCheck)
        {
            File.WriteAllText(file.Name, file.Text);
        }
    }

    private static (IReadOnlyList<Diagnostic> Errors, IReadOnlyList<RuleTestResult> Results) Test(string path, CancellationToken stop)
    {
        var check = RuleProgram.Compile(RuleFileLoader.Load(path));
        return check.Program is { } program
            ? ([], program.RunTests(stop).Results) : ([.. check.Diagnostics.Where(d => d.Severity == Severity.Error)], []);
    }

    /// <summary>Does the work on files that are there; what cannot be read is a wrong use.</summary>
    private static int Each(string[] paths, Func<string[], bool> work)
    {
        if (Array.Find(paths, p => !File.Exists(p)) is { } missing)
        {
            return CommandOutput.Fail($"There is no file {missing}.", CommandLine.Usage);
        }

        try
        {
            return work(paths) ? CommandLine.Fine : CommandLine.Wrong;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommandOutput.Fail(failure.Message, CommandLine.Usage);
        }
    }

    private static int Errors(List<Diagnostic> found) => found.Count(d => d.Severity == Severity.Error);

    private static void Print(CommandOutput output, IEnumerable<Diagnostic> found)
    {
        foreach (var diagnostic in found)
        {
            Console.Out.WriteLine(diagnostic.ToString(output.Language));
        }
    }
}
