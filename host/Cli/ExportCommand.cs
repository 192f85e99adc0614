using System.CommandLine;
using Spectre.Console;
using Workflows.Host.Customers;
using Workflows.Host.Fraud;
using Workflows.Host.Pay;
using Workflows.Host.Problems;
using Workflows.Host.Serving;

namespace Workflows.Host.Cli;

/// <summary><c>export</c>: what the published rules conclude from the stored facts, for other programs and for reading.</summary>
internal static class ExportCommand
{
    public static Command Create() => new("export", "Writes pay, fraud signals or merged customers.") { Pay(), Signals(), Merges() };

    private static Command Pay()
    {
        var shared = new SharedOptions();
        var month = new Option<string>("--month") { Description = "The month, as 2026-09.", HelpName = "MONTH", Required = true };
        return shared.On(new Command("pay", "Writes a month's pay.") { month }, (parsed, output, data, stop) => WithAsync(
            data, async parts =>
            {
                var (outcome, problem) = await parts.GetRequiredService<PayRun>().CountAsync(parsed.GetValue(month)!, stop);
                var rows = outcome is null ? [] : PayRun.SlipsOf(outcome).Select(PayRow.Of).ToList();
                return problem is not null ? Refuse(output, problem) : Show(
                    output, rows, rows, ["Staff", "Sales", "Base", "Manager", "Attendance", "Fines", "Commission", "Now", "Held", "Pay"],
                    r =>
                    [
                        r.Staff, r.Sales, r.Base, r.Manager, r.FullAttendance, r.Fines, r.Commission, r.CommissionNow,
                        r.CommissionHeld, r.Pay,
                    ]);
            }));
    }

    private static Command Signals() => new SharedOptions().On(
        new Command("signals", "Writes what the fraud rules find odd. A signal accuses nobody: a person decides its case."),
        (_, output, data, stop) => WithAsync(data, async parts =>
        {
            var (picture, problem) = await parts.GetRequiredService<FraudSignals>().AllAsync(stop);
            if (picture is null)
            {
                return Refuse(output, problem!);
            }

            var documents = picture.Signals.Select(signal => SignalDocument.Of(signal, picture.IsCase(signal))).ToList();
            return Show(output, documents, documents, ["Kind", "Subject", "Score", "Case", "Reason"],
                d => [d.Kind, d.Subject ?? string.Empty, $"{d.Score}", d.IsCase ? "yes" : string.Empty, d.Reason.For(output.Language)]);
        }));

    private static Command Merges() => new SharedOptions().On(
        new Command("merges", "Writes which channel records are held to be one customer."),
        (_, output, data, stop) => WithAsync(data, async parts =>
        {
            // Programs get the bare groups of record numbers; the reasons are for reading.
            var (groups, problem) = await parts.GetRequiredService<CustomerMerges>().AllAsync(stop);
            return groups is null ? Refuse(output, problem!) : Show(
                output, groups.Select(group => group.SourceIds), groups, ["Records", "Because"],
                g => [string.Join(", ", g.SourceIds), string.Join("; ", g.Reasons.Select(r => r.For(output.Language)))]);
        }));

    private static async Task<int> WithAsync(string data, Func<IServiceProvider, Task<int>> work)
    {
        await using var parts = await OfflineParts.OpenAsync(new HostSettings { DataFolder = data });
        return await work(parts);
    }

    private static int Refuse(CommandOutput output, Problem problem)
    {
        output.Diagnostics(problem.Errors);
        return CommandOutput.Fail(problem.Detail.For(output.Language));
    }

    private static int Show<TDocument, TRow>(
        CommandOutput output, TDocument document, IReadOnlyList<TRow> rows, string[] columns, Func<TRow, string[]> cells)
    {
        output.Result(document, console =>
        {
            var table = new Table().AddColumns(columns);
            foreach (var row in rows)
            {
                table.AddRow([.. cells(row).Select(Markup.Escape)]);
            }

            console.Write(table);
        });
        return CommandLine.Fine;
    }
}
