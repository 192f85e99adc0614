using Workflows.Rules;

namespace Workflows.Engine.Activities;

/// <summary>Makes the descriptions of inputs and outputs, so that each is one line where its activity is described.</summary>
internal static class Option
{
    public static InputDescriptor Text(string name, LocalText label, LocalText? help = null) => new(name, "String", label, help);

    public static InputDescriptor LongText(string name, LocalText label, LocalText? help = null) =>
        new(name, "String", label, help) { UiHint = "multiline" };

    public static InputDescriptor Flag(string name, LocalText label, LocalText? help = null, bool otherwise = false) =>
        new(name, "Boolean", label, help) { UiHint = "checkbox", Default = otherwise };

    public static InputDescriptor Whole(string name, LocalText label, LocalText? help = null) => new(name, "Int32", label, help);

    public static InputDescriptor Choice(string name, LocalText label, LocalText? help, params string[] options) =>
        new(name, "String", label, help) { UiHint = "dropdown", Options = options, Default = options[0] };

    public static InputDescriptor Duration(string name, LocalText label, LocalText? help = null) => new(name, "TimeSpan", label, help);

    public static InputDescriptor Moment(string name, LocalText label, LocalText? help = null) =>
        new(name, "DateTimeOffset", label, help) { UiHint = "datetime-picker" };

    public static InputDescriptor Texts(string name, LocalText label, LocalText? help = null) =>
        new(name, "String[]", label, help) { UiHint = "multitext", DefaultSyntax = "Object" };

    public static InputDescriptor Json(string name, LocalText label, LocalText? help = null) =>
        new(name, "Object", label, help) { UiHint = "json-editor", DefaultSyntax = "Object" };

    public static InputDescriptor Items(string name, LocalText label, LocalText? help = null) =>
        new(name, "Object[]", label, help) { UiHint = "json-editor", DefaultSyntax = "Object" };

    /// <summary>It must be set.</summary>
    public static InputDescriptor Required(this InputDescriptor input) => input with { IsRequired = true };

    /// <summary>Plain JSON that the activity reads when it is compiled.</summary>
    public static InputDescriptor Plain(this InputDescriptor input) => input with { IsWrapped = false };

    public static InputDescriptor Or(this InputDescriptor input, object value) => input with { Default = value };

    public static OutputDescriptor Gives(string name, string type, LocalText label) => new(name, type, label);
}
