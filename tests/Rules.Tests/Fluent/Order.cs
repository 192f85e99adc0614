namespace Workflows.Rules.Tests.Fluent;

public class Customer
{
    public string Name { get; set; } = "";

    public bool IsPreferred { get; set; }

    public int Level { get; set; }

    public override string ToString() => Name;
}

public class Order
{
    public Customer? Customer { get; set; }

    public string Key { get; set; } = "";

    public int Amount { get; set; }

    public bool IsOpen { get; set; } = true;

    public string[] Tags { get; set; } = [];

    public override string ToString() => $"order {Key} {Amount}";
}

public sealed class BigOrder : Order;

public record Alert(string Kind, string Key);

public sealed class Tally
{
    public string Key { get; set; } = "";

    public int Total { get; set; }
}
