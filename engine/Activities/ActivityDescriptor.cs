using Workflows.Rules;

namespace Workflows.Engine.Activities;

/// <summary>What an activity type is, as data: palette, forms, checks and adapters are made from it.</summary>
/// <param name="Type">Type name in definitions, e.g. <c>Elsa.WriteLine</c>.</param>
/// <param name="Category">Group in the palette.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Description">What it does, in a sentence.</param>
public sealed record ActivityDescriptor(string Type, string Category, LocalText DisplayName, LocalText Description)
{
    private static readonly IReadOnlyList<string> Done = ["Done"];

    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>Outcomes that connections can go on from; empty for one that ends its flow.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = Done;

    /// <summary>Properties that hold one embedded activity each, by their JSON name (<c>then</c>, <c>body</c>).</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>
    /// The input whose entries (case labels, branch names, status codes) are further outcomes; null when there is none.
    /// </summary>
    public string? OutcomesFrom { get; init; }

    /// <summary>It holds a list of activities and variables of its own.</summary>
    public bool IsContainer { get; init; }

    /// <summary>It can start runs.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>It ends the flow around it: End, Finish, Complete, Break.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>It waits for something from outside, so that a loop through it is no endless loop.</summary>
    public bool Waits { get; init; }

    /// <summary>Shown in the palette.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Name of the symbol in the palette; null takes the category's.</summary>
    public string? Icon { get; init; }
}

/// <summary>An input of an activity.</summary>
/// <param name="Name">Name in PascalCase; the JSON property is the same in camelCase.</param>
/// <param name="TypeName">Type alias: String, Boolean, Int32, Object, TimeSpan …</param>
/// <param name="Label">Its name in a form.</param>
/// <param name="Description">Its help text in a form.</param>
public sealed record InputDescriptor(string Name, string TypeName, LocalText Label, LocalText? Description = null)
{
    /// <summary>False: the property is plain JSON, not an expression; the activity reads it when it is compiled.</summary>
    public bool IsWrapped { get; init; } = true;

    public bool IsRequired { get; init; }

    /// <summary>What it is when the definition does not set it.</summary>
    public object? Default { get; init; }

    /// <summary>How a form edits it: singleline, multiline, checkbox, dropdown, code-editor, variable-picker …</summary>
    public string UiHint { get; init; } = "singleline";

    /// <summary>The values to choose from, where there is a choice.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Group within the form.</summary>
    public string? Category { get; init; }

    /// <summary>The expression language that a form offers first.</summary>
    public string DefaultSyntax { get; init; } = "Literal";

    /// <summary>The JSON property.</summary>
    public string Property { get; } = char.ToLowerInvariant(Name[0]) + Name[1..];
}

/// <summary>An output of an activity.</summary>
/// <param name="Name">Name in PascalCase; the JSON property is the same in camelCase.</param>
/// <param name="TypeName">Type alias.</param>
/// <param name="Label">Its name in a form.</param>
/// <param name="Description">Its help text in a form.</param>
public sealed record OutputDescriptor(string Name, string TypeName, LocalText Label, LocalText? Description = null)
{
    /// <summary>The JSON property.</summary>
    public string Property { get; } = char.ToLowerInvariant(Name[0]) + Name[1..];
}
