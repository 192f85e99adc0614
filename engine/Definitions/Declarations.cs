namespace Workflows.Engine.Definitions;

/// <summary>A variable that a workflow or a container declares; its scope is everything below.</summary>
/// <param name="Id">What memory references name; the name where the text has no id.</param>
/// <param name="Name">What expressions call it.</param>
/// <param name="TypeName">Type alias or CLR type name as written.</param>
/// <param name="IsArray">Whether it holds a list of the type.</param>
/// <param name="Default">The value it starts with, as JSON; null when it starts with nothing.</param>
/// <param name="Source">The declaration in its text.</param>
public sealed record VariableDeclaration(string Id, string Name, string TypeName, bool IsArray, JsonPart? Default, JsonPart Source);

/// <summary>An input that a workflow takes from whoever starts it.</summary>
/// <param name="Name">Its name, unique within the definition.</param>
/// <param name="TypeName">Type alias or CLR type name as written.</param>
/// <param name="IsArray">Whether it is a list of the type.</param>
/// <param name="IsRequired">Whether a start without it is refused.</param>
/// <param name="Default">The value it has when the caller gives none, as JSON; null when there is none.</param>
/// <param name="Source">The declaration in its text.</param>
public sealed record InputDeclaration(string Name, string TypeName, bool IsArray, bool IsRequired, JsonPart? Default, JsonPart Source);

/// <summary>An output that a workflow gives to whoever waits for it.</summary>
/// <param name="Name">Its name, unique within the definition.</param>
/// <param name="TypeName">Type alias or CLR type name as written.</param>
/// <param name="IsArray">Whether it is a list of the type.</param>
/// <param name="Source">The declaration in its text.</param>
public sealed record OutputDeclaration(string Name, string TypeName, bool IsArray, JsonPart Source);
