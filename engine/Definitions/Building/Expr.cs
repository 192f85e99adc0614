namespace Workflows.Engine.Definitions.Building;

/// <summary>An expression of a definition that is made in C#.</summary>
public sealed class Expr
{
    private readonly string _language;
    private readonly string _text;
    private readonly string _typeName;

    private Expr(string language, string text, string typeName)
    {
        _language = language;
        _text = text;
        _typeName = typeName;
    }

    /// <summary>An expression in FEEL.</summary>
    public static Expr Feel(string text, string typeName = "Object") => new("FEEL", text, typeName);

    /// <summary>An expression in JavaScript.</summary>
    public static Expr JavaScript(string text, string typeName = "Object") => new("JavaScript", text, typeName);

    /// <summary>A template in Liquid.</summary>
    public static Expr Liquid(string text) => new("Liquid", text, "String");

    internal JsonPart ToPart() => Parts.Object(
        ("typeName", _typeName), ("expression", Parts.Object(("type", _language), ("value", _text))));
}
