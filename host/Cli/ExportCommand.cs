using System.CommandLine;
using Spectre.Console;
using Workflows.Host.Pay;
using Workflows.Host.Serving;

namespace Workflows.Host.Cli;

/// <summary><c>export pay</c>: writes a month's pay.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var month = new Option<string>("--month") { Description = "The month, as 2026-09.", HelpName = "MONTH", Required = true };
        var pay = shared.On(new Command("pay", "Writes a month's pay.") { month }, (parsed, output, data, stop) =>
            RunAsync(output, new HostSettings { DataFolder = data }, parsed.GetValue(month)!, stop));
        return new Command("export", "Writes what the product knows.") { pay };
    }

    private static async Task<int> RunAsync(CommandOutput output, HostSettings settings, string month, CancellationToken stop)
    {
        await using var parts = await OfflineParts.OpenAsync(settings);
        var (outcome, problem) = await output.ProgressAsync(
            "Counting", _ => parts.GetRequiredService<PayRun>().CountAsync(month, stop));
        if (outcome is null)
        {
            output.Diagnostics(problem!.Errors);
            return CommandOutput.Fail(problem.Detail.For(output.Language));
        }

        var rows = PayRun.SlipsOf(outcome).Select(PayRow.Of).ToList();
        output.Result(rows, console => Show(console, rows));
        return CommandLine.Fine;
    }

    private static void Show(IAnsiConsole console, List<PayRow> rows)
    {
        var table = new Table().AddColumns("Staff", "Sales", "Base", "Manager", "Attendance", "Fines", "Commission", "Now", "Held", "Pay");
        foreach (var r in rows)
        {
            table.AddRow(
                r.Staff, r.Sales, r.Base, r.Manager, r.FullAttendance, r.Fines, r.Commission, r.CommissionNow, r.CommissionHeld, r.Pay);
        }

        console.Write(table);
    }
}
