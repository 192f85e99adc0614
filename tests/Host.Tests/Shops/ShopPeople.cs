namespace Workflows.Tests.Shops;

/// <summary>Customers, where they live, and what each channel knows of them.</summary>
internal static class ShopPeople
{
    private const string Families = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂兰萍玉英梅婷宇";

    private static readonly string[] Cities = ["杭州市", "上海市", "广州市", "成都市", "武汉市", "北京市", "义乌市", "西安市", "郑州市"];
    private static readonly string[] Streets = ["文一路", "中山路", "解放路", "人民路", "延安路", "南京路", "建设路", "天河路"];
    private static readonly string[] Channels = ["taobao", "wechat", "web", "phone"];

    public static void Settle(MadeShop shop, int count)
    {
        while (shop.People.Count < count)
        {
            // A family: one home, one surname, now and then one phone for all.
            var dice = shop.Dice;
            var heads = dice.Falls(0.85) ? 1 : dice.Between(2, 3);
            var (address, surname) = (NewAddress(dice), dice.Of(Families.ToCharArray()));
            for (var head = 0; head < heads; head++)
            {
                var phone = dice.Phone();
                var person = new Person(
                    $"C{shop.People.Count + 1:00000}", surname + NewName(dice)[1..], phone,
                    dice.Falls(0.4) ? phone[3..] + "@example.cn" : string.Empty, address);
                shop.People.Add(person);
                Tell(shop, person);
            }
        }
    }

    public static string NewName(Dice dice) => string.Concat(
        Enumerable.Range(0, dice.Between(1, 2)).Select(_ => dice.Of(Given.ToCharArray())).Prepend(dice.Of(Families.ToCharArray())));

    public static string NewAddress(Dice dice) =>
        $"{dice.Of(Cities)}{dice.Of(Streets)}{dice.Between(1, 999)}号{dice.Between(1, 30)}栋{dice.Between(101, 2899)}";

    private static void Tell(MadeShop shop, Person person)
    {
        var dice = shop.Dice;
        var count = dice.Falls(0.7) ? 1 : dice.Between(2, 4);
        foreach (var channel in dice.Some(Channels, count))
        {
            // A channel that knows neither a whole name nor a phone knows where to send to.
            var phone = dice.Falls(0.1) ? string.Empty : person.Phone;
            var name = dice.Falls(0.12) ? $"{person.Name[0]}**" : person.Name;
            var address = dice.Falls(0.15) ? person.Address.Replace("号", "号 ", StringComparison.Ordinal)
                : phone.Length > 0 && dice.Falls(0.05) ? string.Empty : person.Address;
            shop.Records.Add(new ChannelRecord(
                $"{channel[..1].ToUpperInvariant()}{shop.Records.Count + 1:000000}", channel, name, phone,
                dice.Falls(0.8) ? person.Email : string.Empty, address, dice.On(dice.Day()), person.Id));
        }
    }
}
