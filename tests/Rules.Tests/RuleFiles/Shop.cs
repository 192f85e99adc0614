using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.RuleFiles;

/// <summary>A small rule set over orders, and facts for it.</summary>
internal static class Shop
{
    public const string Text = """
        rules shop "Shop" zh "店铺"
        fact Order "Order" zh "订单"
          id string key
          buyer string
          address string
          amount number
          paidAt date and time
        fact Signal "Signal" zh "信号" concluded
          order Order key
          kind string key
          score number
        fact Case "Case" zh "案件" concluded
          address string key
          score number
        parameter most number = 3 in [2..20] "most buyers" zh "最多买家"
        parameter window duration = @"PT24H" "window" zh "时间窗"
        table weight "Weight" zh "权重" first
          | amount || score |
          | > 1000 || 50    |
          | otherwise || 10 |
        rule ring "Ring" zh "团伙"
          when
            first is an Order
            ring is every Order where address = first.address and paidAt in [first.paidAt .. first.paidAt + window]
            count(distinct values(ring.buyer)) >= most
          then
            for each order in ring conclude Signal
              order order
              kind "ring"
              score weight(order.amount)
              because "{count(ring)} orders to {first.address}" zh "{count(ring)} 单寄往 {first.address}"
            raise event "ring"
              address first.address
        rule collectCase "Case" zh "立案"
          when
            s is a Signal
            o is an Order where id = s.order
          then
            conclude Case
              address o.address
              score s.score
        """;

    public static DateTimeOffset Now { get; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.FromHours(8));

    public static RuleProgram Program()
    {
        var check = RuleProgram.Compile([new RuleFile("shop.rules", Text)]);
        Assert.Empty(check.Diagnostics);
        return check.Program!;
    }

    public static RuleFact Order(RuleProgram program, string id, string buyer, string address, int amount = 10, int hour = 0) =>
        FactText.Read(program.FactTypes["Order"],
        [
            new("id", id), new("buyer", buyer), new("address", address), new("amount", $"{amount}"), new("paidAt",
                $"2026-11-01T{hour:00}:00:00+08:00"),
        ]).Fact!;
}
