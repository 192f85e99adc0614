namespace Workflows.Tests.Shops;

/// <summary>A month's pay counted from the rows a second time, by nothing of the product.</summary>
internal static class PayBook
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    public static IEnumerable<PaidPerson> Of(MadeShop shop, string month)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var credited = shop.Orders.ToLookup(order => order.Staff);
        return shop.Staff.Where(p => p.HiredOn < first.AddMonths(1) && (p.LeftOn is null || p.LeftOn >= first)).Select(person =>
        {
            var own = credited[person.Id].ToList();
            var numbers = own.Select(order => order.Id).ToHashSet();
            var sales = own.Where(order => In(month, order.PaidAt)).Sum(order => order.Amount)
                - shop.Refunds.Where(r => In(month, r.PaidAt) && numbers.Contains(r.Order)).Sum(r => r.Amount);
            return Count(shop, person, month, sales);
        });
    }

    private static PaidPerson Count(MadeShop shop, StaffMember person, string month, decimal sales)
    {
        var start = 1200m + (person.Education == "bachelor" || person.Cet6 ? 100 : 0);
        var steps = person.Status == "probation" ? 0 : 100 * Math.Floor(Math.Max(sales, 0) / 10_000);
        var basic = Math.Min(start + steps, 1800);
        var manager = person.Manager ? 300m : 0;
        var days = shop.Attendance.Where(a => a.Staff == person.Id && IsIn(month, a.Day)).ToList();
        var isFull = days.Count > 0
            && days.TrueForAll(a => a.Leave.Length == 0 && a.In <= new TimeOnly(8, 0) && a.Out >= new TimeOnly(17, 0));
        var fines = 50m * shop.Offences.Count(o => o.Staff == person.Id && IsIn(month, o.Day));
        var commission = 0m;
        if (shop.Targets.Find(t => t.Staff == person.Id && t.Month == month) is { } target)
        {
            var rate = shop.Commission.Where(c => c.Post == person.Post && c.From <= sales / target.Amount).MaxBy(c => c.From)?.Rate ?? 0;
            commission = Round(Math.Max(sales, 0) * rate);
        }

        var now = Round(commission / 2);
        var attendance = isFull ? 50m : 0;
        return new PaidPerson(
            person.Id, sales, basic, manager, attendance, fines, commission, now, commission - now,
            basic + manager + attendance - fines + now);
    }

    private static bool In(string month, DateTimeOffset? moment) =>
        moment is { } known && IsIn(month, DateOnly.FromDateTime(known.ToOffset(Zone).DateTime));

    private static bool IsIn(string month, DateOnly day) => Cell.Of(day).StartsWith(month, StringComparison.Ordinal);

    private static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}

internal sealed record PaidPerson(
    string Staff, decimal Sales, decimal Base, decimal Manager, decimal FullAttendance, decimal Fines, decimal Commission,
    decimal CommissionNow, decimal CommissionHeld, decimal Pay);
