using System.Runtime.CompilerServices;
using System.Text;
using Workflows.Engine.Activities;
using Workflows.Engine.Expressions;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Tests.Contracts;

/// <summary>
/// The activity types with their options are a contract with everybody who has a definition: the approved text names them all.
/// UPDATE_GOLDEN=1 writes it.
/// </summary>
public sealed class ActivityContractTests
{
    [Fact]
    public void Activities_are_those_that_were_approved()
    {
        var text = string.Concat(new ActivityCatalogue().All.Select(a => Describe(a.Descriptor)));
        var path = Path.Combine(Folder(), "activities.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void Every_text_of_an_option_is_there_in_both_languages()
    {
        var texts = new ActivityCatalogue().All.SelectMany(a => Texts(a.Descriptor)).ToList();
        Assert.True(texts.Count > 200);
        Assert.All(texts, t => Assert.True(t.Text is { En.Length: > 0, Zh.Length: > 0 }, t.Where));
    }

    [Fact]
    public void Every_type_of_an_option_is_in_the_list_of_types() =>
        Assert.All(
            new ActivityCatalogue().All.SelectMany(a =>
                a.Descriptor.Inputs.Where(i => i.IsWrapped).Select(i => i.TypeName).Concat(a.Descriptor.Outputs.Select(o => o.TypeName))),
            name => Assert.NotNull(TypeAlias.Find(name)));

    private static IEnumerable<(string Where, LocalText? Text)> Texts(ActivityDescriptor d) =>
    [
        (d.Type, d.DisplayName),
        (d.Type, d.Description),
        .. d.Inputs.Select(i => ($"{d.Type}.{i.Name}", (LocalText?)i.Label)),
        .. d.Inputs.Where(i => i.Description is not null).Select(i => ($"{d.Type}.{i.Name}", i.Description)),
        .. d.Outputs.Select(o => ($"{d.Type}.{o.Name}", (LocalText?)o.Label)),
    ];

    private static string Describe(ActivityDescriptor d)
    {
        var text = new StringBuilder();
        text.Append($"{d.Type} [{d.Category}] \"{d.DisplayName.En}\" \"{d.DisplayName.Zh}\"{Marks(d)}\n");
        foreach (var input in d.Inputs)
        {
            var marks = (input.IsRequired ? " required" : string.Empty) + (input.IsWrapped ? string.Empty : " plain");
            var value = input.Default is null ? string.Empty : $" = {FeelJson.Text(input.Default)}";
            text.Append($"  in {input.Name} {input.TypeName} {input.UiHint}{marks}{value}\n");
        }

        foreach (var output in d.Outputs)
        {
            text.Append($"  out {output.Name} {output.TypeName}\n");
        }

        text.Append(d.Outcomes.Count == 0 ? string.Empty : $"  outcomes {string.Join(" | ", d.Outcomes)}\n");
        text.Append(d.Ports.Count == 0 ? string.Empty : $"  ports {string.Join(" | ", d.Ports)}\n");
        return text.ToString();
    }

    private static string Marks(ActivityDescriptor d) => string.Concat(
        d.IsTrigger ? " trigger" : string.Empty,
        d.Waits ? " waits" : string.Empty,
        d.IsContainer ? " container" : string.Empty,
        d.IsTerminal ? " terminal" : string.Empty,
        d.IsBrowsable ? string.Empty : " hidden");

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/contracts");
}
