namespace Workflows.Tests.Shops;

/// <summary>Who works in the shop, when they came and went each day, and what they are to sell.</summary>
internal static class ShopStaff
{
    private static readonly (string Department, string Post, int Heads)[] Posts =
    [
        ("电商运营部", "director", 1), ("电商运营部", "supervisor", 1), ("店铺营销推广部", "channel specialist", 3),
        ("店铺营销推广部", "promotion specialist", 3), ("客服售后部", "CS supervisor", 1), ("客服售后部", "pre-sales CS", 8),
        ("客服售后部", "after-sales CS", 3), ("订单处理部", "order clerk", 4),
    ];

    private static readonly CommissionStep[] Steps =
    [
        new("pre-sales CS", 0m, 0.005m), new("pre-sales CS", 0.8m, 0.010m), new("pre-sales CS", 1.0m, 0.015m),
        new("pre-sales CS", 1.2m, 0.020m), new("promotion specialist", 0m, 0.003m), new("promotion specialist", 1.0m, 0.008m),
        new("channel specialist", 0.3m, 0.004m), new("channel specialist", 0.9m, 0.010m),
    ];

    public static void Hire(MadeShop shop)
    {
        shop.Commission.AddRange(Steps);
        foreach (var (department, post, heads) in Posts)
        {
            for (var head = 0; head < heads; head++)
            {
                Hire(shop, department, post);
            }
        }
    }

    private static void Hire(MadeShop shop, string department, string post)
    {
        var dice = shop.Dice;
        var id = $"S{shop.Staff.Count + 1:000}";
        var isNew = dice.Falls(0.25);
        var hired = isNew ? MadeShop.First.AddDays(dice.Between(-50, 60)) : MadeShop.First.AddDays(-dice.Between(200, 1500));
        var left = !isNew && dice.Falls(0.12) ? dice.Day() : (DateOnly?)null;
        shop.Staff.Add(new StaffMember(
            id, ShopPeople.NewName(dice), department, post, left is not null ? "left" : isNew ? "probation" : "regular", hired,
            dice.Of(["bachelor", "college", "high school"]), dice.Falls(0.2), post is "director" || dice.Falls(0.1), left, dice.Phone()));
        if (Array.Exists(Steps, step => step.Post == post))
        {
            shop.Targets.AddRange(MadeShop.Months.Where(_ => dice.Falls(0.9))
                .Select(month => new SalesTarget(id, month, dice.Between(5, 60) * 1000m)));
        }

        if (dice.Falls(0.1))
        {
            shop.Offences.AddRange(Enumerable.Range(0, dice.Between(1, 3)).Select(_ => dice.Day()).Distinct()
                .Select(day => new Offence(id, day, "online game")));
        }

        Attend(shop, shop.Staff[^1], isPunctual: dice.Falls(0.6));
    }

    private static void Attend(MadeShop shop, StaffMember person, bool isPunctual)
    {
        var dice = shop.Dice;
        for (var day = MadeShop.First; day <= MadeShop.Last; day = day.AddDays(1))
        {
            if (day.DayOfWeek == DayOfWeek.Sunday || day < person.HiredOn || day > person.LeftOn)
            {
                continue;
            }

            var leave = isPunctual || dice.Falls(0.98) ? string.Empty : dice.Of(["approved", "sick with proof", "by phone"]);
            var (early, late) = isPunctual || dice.Falls(0.98) ? (0, 0) : (dice.Between(0, 2), dice.Between(0, 2));
            shop.Attendance.Add(leave.Length > 0
                ? new AttendanceDay(person.Id, day, null, null, leave)
                : new AttendanceDay(
                    person.Id, day, new TimeOnly(7, 40).AddMinutes(dice.Between(0, 20) + early),
                    new TimeOnly(17, 0).AddMinutes(dice.Between(0, 40) - late), leave));
        }
    }
}
