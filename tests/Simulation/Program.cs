using System.Globalization;
using Workflows.Simulation.Worlds;

// Without a seed or minutes it is a test project like the others. "--minutes N" looks for as long at worlds of ever new seeds,
// "--seed S" begins with one, alone it plays that one world again and tells what happens in it.
if (!args.Contains("--minutes") && !args.Contains("--seed"))
{
    return args.Any(a => a is "--server" or "--internal-msbuild-node")
        ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, (_, _) => { })
        : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}

string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var seed = Value("--seed") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.ProcessId;
var minutes = Value("--minutes") is { } wanted ? double.Parse(wanted, CultureInfo.InvariantCulture) : 0;
var found = await Search.RunAsync(seed, TimeSpan.FromMinutes(minutes), minutes > 0 ? null : Console.WriteLine, Console.WriteLine);
return found == 0 ? 0 : 1;
