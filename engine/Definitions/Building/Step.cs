namespace Workflows.Engine.Definitions.Building;

/// <summary>An activity of a definition that is made in C#: a type with properties. Every type can be made, also one's own.</summary>
public sealed class Step
{
    private readonly List<(string Name, object? Value)> _properties = [];

    private Step(string type) => _properties.Add(("type", type));

    /// <summary>An activity of any type.</summary>
    public static Step Of(string type) => new(type);

    /// <summary>Runs steps one after the other.</summary>
    public static Step Sequence(params Step[] steps) => Of("Elsa.Sequence").Set("activities", steps);

    /// <summary>Starts steps together and waits for all.</summary>
    public static Step Parallel(params Step[] steps) => Of("Elsa.Parallel").Set("activities", steps);

    /// <summary>A graph of steps, which need ids, connected by <see cref="Connect"/>.</summary>
    public static Step Flowchart(params Step[] steps) => Of("Elsa.Flowchart").Set("activities", steps);

    /// <summary>Writes a line; a text or an <see cref="Expr"/>.</summary>
    public static Step WriteLine(object text) => Of("Elsa.WriteLine").Set("text", text);

    /// <summary>Waits for an event.</summary>
    public static Step WaitForEvent(string name) => Of("Elsa.Event").Set("eventName", name);

    /// <summary>Runs one step or another.</summary>
    public static Step If(Expr condition, Step then, Step? otherwise = null) =>
        Of("Elsa.If").Set("condition", condition).Set("then", then).Set("else", otherwise);

    /// <summary>Gives a variable a value.</summary>
    public static Step SetVariable(string name, object? value) =>
        Of("Elsa.SetVariable").Set("variable", Parts.Object(("id", name), ("name", name))).Set("value", value);

    /// <summary>The id; needed where connections name it.</summary>
    public Step Id(string id) => Set("id", id);

    /// <summary>What expressions call it.</summary>
    public Step Name(string name) => Set("name", name);

    /// <summary>Sets a property by its JSON name: a value, an <see cref="Expr"/>, a step or a list of these.</summary>
    public Step Set(string property, object? value)
    {
        _properties.Add((property, value));
        return this;
    }

    /// <summary>Puts an output into a variable.</summary>
    public Step Into(string output, string variable) => Set(
        output, Parts.Object(("typeName", "Object"), ("memoryReference", Parts.Object(("id", variable)))));

    /// <summary>Connects two steps of this flowchart: when the source ends with the outcome, the target follows.</summary>
    public Step Connect(string source, string target, string outcome = "Done")
    {
        var connection = Parts.Object(
            ("source", Parts.Object(("activity", source), ("port", outcome))),
            ("target", Parts.Object(("activity", target), ("port", "In"))));
        var former = _properties.FindIndex(p => p.Name == "connections");
        if (former < 0)
        {
            return Set("connections", JsonPart.OfList([connection]));
        }

        _properties[former] = ("connections", JsonPart.OfList([.. ((JsonPart)_properties[former].Value!).Items, connection]));
        return this;
    }

    internal JsonPart ToPart() => Parts.Object([.. _properties]);
}
