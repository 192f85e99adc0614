namespace Workflows.Rules.Facts;

/// <summary>What is said about facts that do not fit their type, in both languages.</summary>
internal static class FactProblems
{
    public static Diagnostic NotAnObject(string path) => Make("K101", path,
        new("A fact is an object with its fields, such as {\"id\": \"A1\"}.", "事实是带字段的对象，例如 {\"id\": \"A1\"}。"),
        new("Send an object.", "请发送一个对象。"));

    public static Diagnostic UnknownField(string path, FactType type, string field)
    {
        var nearest = NearestName.Of(field, type.Fields.Select(f => f.Name));
        return Make("K102", path,
            new($"{type.Name} has no field \"{field}\".", $"{type.Name} 没有字段“{field}”。"),
            nearest is null
                ? new($"Its fields are: {string.Join(", ", type.Fields.Select(f => f.Name))}.",
                    $"它的字段有：{string.Join("、", type.Fields.Select(f => f.Name))}。")
                : new($"Did you mean \"{nearest}\"?", $"您是想写“{nearest}”吗？"));
    }

    public static Diagnostic WrongType(string path, FactField field, string found)
    {
        var name = TypeNameOf(field);
        return Make("K103", path,
            new($"{field.Name} must be a {name}, not {found}.", $"{field.Name} 应当是 {name}，而不是 {found}。"),
            new($"Write a {name}{ExampleOf(name)}.", $"请写成 {name}{ExampleOf(name)}。"));
    }

    public static Diagnostic KeyMissing(string path, FactType type, FactField field) => Make("K104", path,
        new($"{type.Name} needs {field.Name}: it is part of its key.", $"{type.Name} 缺少 {field.Name}：它是主键的一部分。"),
        new($"Give {field.Name} a value.", $"请填写 {field.Name}。"));

    public static Diagnostic NotAllowed(string path, FactField field, object? value) => Make("K105", path,
        new($"{field.Name} may not be {FactText.Of(value)}.", $"{field.Name} 不能是 {FactText.Of(value)}。"),
        new($"Allowed: {field.Allowed!.Words.En}.", $"允许的值：{field.Allowed!.Words.For("zh")}。"));

    public static Diagnostic Twice(string path, string field) => Make("K106", path,
        new($"{field} is given twice.", $"{field} 给了两次。"), new("Give it once.", "请只给一次。"));

    private static Diagnostic Make(string code, string path, LocalText message, LocalText next) =>
        new(code, Severity.Error, new SourcePlace(path, 0, 0), message, next);

    private static string TypeNameOf(FactField field) => field.IsText ? "text" : field.Type.Name;

    private static string ExampleOf(string name) => name switch
    {
        "date" => " such as \"2026-11-01\"",
        "time" => " such as \"08:00:00\"",
        "date and time" => " such as \"2026-11-01T10:00:00+08:00\"",
        "days and time duration" => " such as \"PT24H\"",
        "years and months duration" => " such as \"P1Y\"",
        _ => string.Empty,
    };
}
