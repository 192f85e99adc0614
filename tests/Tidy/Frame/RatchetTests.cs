namespace Workflows.Tidy.Frame;

public sealed class RatchetTests
{
    private const string Listed = "# why\nfile-lines a.cs - 500\n";

    [Fact]
    public void Ratchet_with_the_measured_value_passes() => Assert.Empty(Ratchet.Parse(Listed).Judge("file-lines", [Long(500)]));

    [Fact]
    public void Ratchet_when_an_exception_grew_fails() =>
        Assert.Contains("a.cs:1", Assert.Single(Ratchet.Parse(Listed).Judge("file-lines", [Long(501)])), StringComparison.Ordinal);

    [Fact]
    public void Ratchet_when_an_exception_shrank_asks_to_be_tightened() =>
        Assert.Contains("Tighten", Assert.Single(Ratchet.Parse(Listed).Judge("file-lines", [Long(450)])), StringComparison.Ordinal);

    [Fact]
    public void Ratchet_when_an_exception_is_gone_asks_to_be_tightened() => Assert.Single(Ratchet.Parse(Listed).Judge("file-lines", []));

    [Fact]
    public void Ratchet_without_an_entry_reports_the_finding() => Assert.Single(Ratchet.Parse("").Judge("file-lines", [Long(401)]));

    [Fact]
    public void Tightening_lowers_removes_and_never_adds()
    {
        var ratchet = Ratchet.Parse(Listed + "file-lines gone.cs - 410\nother a.cs - 3\n");
        ratchet.Tighten("file-lines", [Long(450), new Finding("new.cs", 1, "long", "Split it", Measured: 900)]);
        Assert.Equal("# why\nfile-lines a.cs - 450\nother a.cs - 3\n", ratchet.ToString());
    }

    [Fact]
    public void Tightening_refuses_to_grow()
    {
        var ratchet = Ratchet.Parse(Listed);
        ratchet.Tighten("file-lines", [Long(900)]);
        Assert.Equal(Listed, ratchet.ToString());
    }

    private static Finding Long(int lines) => new("a.cs", 1, "long", "Split it", Measured: lines);
}
