using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Tests.Flows;

/// <summary>The table of control-flow patterns says what is true: each of the 43 has cases, and each case is in the table.</summary>
public sealed partial class PatternTable
{
    [Fact]
    public void Each_pattern_names_cases_that_are_there()
    {
        var rows = File.ReadLines(Path.Combine(FlowCase.Root, "../../../docs/patterns.md"))
            .Select(line => Row().Match(line)).Where(match => match.Success).ToList();
        Assert.Equal(Enumerable.Range(1, 43), rows.Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture)));
        var named = rows.SelectMany(row => Case().Matches(row.Groups[2].Value)).Select(match => match.Groups[1].Value).ToList();
        var there = Directory.EnumerateFiles(Path.Combine(FlowCase.Root, "patterns"))
            .Select(file => Path.GetFileName(file).Replace(".flow-case.json", string.Empty, StringComparison.Ordinal));
        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.NotEmpty(Case().Matches(row.Groups[2].Value)));
    }

    [GeneratedRegex(@"^\| (\d+) \|[^|]*\|[^|]*\|([^|]*)\|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Case();
}
