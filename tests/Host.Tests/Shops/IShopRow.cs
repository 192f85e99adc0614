using System.Globalization;

namespace Workflows.Tests.Shops;

/// <summary>A row that knows its cells in the order of its file's columns.</summary>
internal interface IShopRow
{
    string[] Cells { get; }
}

internal sealed record StaffMember(
    string Id, string Name, string Department, string Post, string Status, DateOnly HiredOn, string Education, bool Cet6, bool Manager,
    DateOnly? LeftOn, string Phone) : IShopRow
{
    public string[] Cells =>
    [
        Id, Name, Department, Post, Status, Cell.Of(HiredOn), Education, Cell.Of(Cet6), Cell.Of(Manager), Cell.Of(LeftOn), Phone,
    ];
}

internal sealed record SalesTarget(string Staff, string Month, decimal Amount) : IShopRow
{
    public string[] Cells => [Staff, Month, Cell.Of(Amount)];
}

internal sealed record CommissionStep(string Post, decimal From, decimal Rate) : IShopRow
{
    public string[] Cells => [Post, Cell.Of(From), Cell.Of(Rate)];
}

internal sealed record AttendanceDay(string Staff, DateOnly Day, TimeOnly? In, TimeOnly? Out, string Leave) : IShopRow
{
    public string[] Cells => In is null
        ? [Staff, Cell.Of(Day), string.Empty, string.Empty, string.Empty, string.Empty, Leave]
        : [Staff, Cell.Of(Day), Cell.Of(In), "11:33", "12:46", Cell.Of(Out), Leave];
}

internal sealed record Offence(string Staff, DateOnly Day, string Kind) : IShopRow
{
    public string[] Cells => [Staff, Cell.Of(Day), Kind];
}

internal sealed record Person(string Id, string Name, string Phone, string Email, string Address) : IShopRow
{
    public string[] Cells => [Id, Name, Phone, Email, Address];
}

/// <summary>What a channel knows of somebody, and of whom: that stands in no file.</summary>
internal sealed record ChannelRecord(
    string Id, string Channel, string Name, string Phone, string Email, string Address, DateTimeOffset SeenAt, string Of) : IShopRow
{
    public string[] Cells => [Id, Channel, Name, Phone, Email, Address, Cell.Of(SeenAt)];
}

internal sealed record ShopOrder(
    string Id, string Channel, string Buyer, string Phone, string Address, string Device, string Ip, string Staff, DateTimeOffset OrderedAt,
    DateTimeOffset? PaidAt, decimal Amount, string Activity) : IShopRow
{
    public string[] Cells =>
    [
        Id, Channel, Buyer, Phone, Address, Device, Ip, Staff, Cell.Of(OrderedAt), Cell.Of(PaidAt), Cell.Of(Amount), Activity,
        PaidAt is null ? "cancelled" : "paid",
    ];
}

internal sealed record OrderLine(string Order, string Sku, int Quantity, decimal Price) : IShopRow
{
    public string[] Cells => [Order, Sku, Cell.Of(Quantity), Cell.Of(Price)];
}

internal sealed record Shipment(
    string Order, string Waybill, DateTimeOffset ShippedAt, DateTimeOffset? ScannedAt, DateTimeOffset? DeliveredAt) : IShopRow
{
    public string[] Cells => [Order, "YTO", Waybill, Cell.Of(ShippedAt), Cell.Of(ScannedAt), Cell.Of(DeliveredAt)];
}

internal sealed record Refund(string Id, string Order, DateTimeOffset At, string Kind, decimal Amount, DateTimeOffset? PaidAt) : IShopRow
{
    public string[] Cells =>
        [Id, Order, Cell.Of(At), "质量问题", Kind, Cell.Of(Amount), PaidAt is null ? "rejected" : "paid", Cell.Of(PaidAt)];
}

internal sealed record Review(string Order, int Stars, DateTimeOffset At) : IShopRow
{
    public string[] Cells => [Order, Cell.Of(Stars), Cell.Of(At), string.Empty];
}

internal sealed record Listing(string Sku, decimal Price) : IShopRow
{
    public string[] Cells => [Sku, $"日用 {Sku}", "家居日用", Cell.Of(Price), "2026-10-26", "false", "false", "true", "false"];
}

internal sealed record Visits(string Sku, DateOnly Day, int Count) : IShopRow
{
    public string[] Cells => [Sku, Cell.Of(Day), "search", Cell.Of(Count)];
}

internal static class Cell
{
    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
