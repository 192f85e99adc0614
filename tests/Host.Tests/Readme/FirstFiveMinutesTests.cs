using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Workflows.Tests.Crashes;

namespace Workflows.Tests.Readme;

/// <summary>The commands of README's first five minutes do what it says, but for the address, the password and the folder.</summary>
public sealed partial class FirstFiveMinutesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflows-readme-").FullName;

    [Fact]
    public async Task Commands_lead_from_sign_in_to_a_pay_slip()
    {
        var data = Path.Combine(folder, "data");
        WriteShop(Path.Combine(folder, "my-shop"));
        using var host = await HostProcess.ServeAsync(data);
        var program = Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");
        var readme = Path.Combine(FolderOf(), "../../../README.md");
        var script = CommandsOf(await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken))
            .Replace("http://localhost:5080", host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("the-one-it-printed", host.Password, StringComparison.Ordinal)
            .Replace("dotnet run --project host -- import ./my-shop", $"dotnet exec '{program}' import ./my-shop --data '{data}'",
                StringComparison.Ordinal);
        var output = await RunAsync("set -e\n" + script);
        Assert.Contains("4 added", output, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"completed\"", output, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"Accepted\"", output, StringComparison.Ordinal);
        Assert.Contains("\"sequence\":2", output, StringComparison.Ordinal);
        Assert.Contains("\"staff\":\"S001\"", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string CommandsOf(string readme) => Block().Match(readme).Groups[1].Value;

    // An order that was delivered two days ago and may go back.
    private static void WriteShop(string shop)
    {
        Directory.CreateDirectory(shop);
        var paid = Moment(-6);
        File.WriteAllText(Path.Combine(shop, "staff.csv"),
            "id,name,department,post,status,hired_on,education,cet6,manager,left_on,phone\n"
            + "S001,李军,电商运营部,director,regular,2022-02-13,bachelor,false,true,,1\n");
        File.WriteAllText(Path.Combine(shop, "customers.csv"), "id,name,phone,email,address\nC1,何鹏,2,,杭州\n");
        File.WriteAllText(Path.Combine(shop, "orders.csv"),
            "id,channel,buyer_id,receiver_phone,address,device_id,ip,staff_id,ordered_at,paid_at,amount,activity,status\n"
            + $"O000001,taobao,C1,2,杭州,D1,10.0.0.1,S001,{paid},{paid},59.00,,paid\n");
        File.WriteAllText(Path.Combine(shop, "shipments.csv"),
            "order_id,carrier,waybill,shipped_at,first_scan_at,delivered_at\n"
            + $"O000001,SF,W1,{Moment(-5)},{Moment(-5)},{Moment(-2)}\n");
    }

    private static string Moment(int days) =>
        DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture);

    private async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var faults = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, output + await faults);
        return output;
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("## First five minutes.*?```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
