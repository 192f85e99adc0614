using Workflows.Tidy.Frame;

namespace Workflows.Tidy;

/// <summary>Every rule over every tracked file, and every rule over its own samples.</summary>
public sealed class TreeTests
{
    public static TheoryData<string> Rules => [.. HouseRules.All.Select(r => r.Name)];

    private static string RatchetFile => Path.Combine(SourceTree.RootFolder(), Ratchet.FilePath);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Tree_keeps_the_rule(string name)
    {
        var findings = Rule(name).Check(SourceTree.Repository).ToList();
        var ratchet = Ratchet.Parse(File.ReadAllText(RatchetFile));
        if (Environment.GetEnvironmentVariable("UPDATE_RATCHET") == "1")
        {
            ratchet.Tighten(name, findings);
            File.WriteAllText(RatchetFile, ratchet.ToString());
        }

        var faults = ratchet.Judge(name, findings);
        Assert.True(faults.Count == 0, $"{faults.Count} × {name}\n" + string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_over_its_samples_fails_the_bad_and_passes_the_good(string name)
    {
        var rule = Rule(name);
        Assert.NotEmpty(rule.Bad);
        Assert.NotEmpty(rule.Good);
        Assert.All(rule.Bad, tree => Assert.NotEmpty(rule.Check(tree)));
        Assert.All(rule.Good, tree => Assert.Empty(rule.Check(tree)));
    }

    [Fact]
    public void Rules_have_different_names() => Assert.Distinct(HouseRules.All.Select(r => r.Name));

    [Fact]
    public void Ratchet_lists_only_rules_that_exist()
    {
        var listed = File.ReadAllLines(RatchetFile).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')[0]).Distinct();
        Assert.Empty(listed.Except(HouseRules.All.Select(r => r.Name)));
    }

    private static TidyRule Rule(string name) => HouseRules.All.Single(r => r.Name == name);
}
