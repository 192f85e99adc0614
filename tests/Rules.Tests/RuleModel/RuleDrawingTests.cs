using System.Text.Json;
using System.Xml.Linq;
using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.RuleModel;

public class RuleDrawingTests
{
    private static readonly string[] Watched = ["vip", "gold"];

    [Fact]
    public void Text_tells_every_part_of_a_rule() => Assert.Equal(
        """
        rule shop
          what it does
          priority 3
          tags t
          service log: List`1
          when
            customer: Customer
              where customer.Level > 1 && customer.Name != "x"
            any of
              order: Order
                where order.Key == customer.Name
              all of
                order: Order
                  where order.Amount >= 10 * (customer.Level + 1)
            not
              Alert2: Alert
                where Alert2.Key == customer.Name
            orders: IEnumerable`1
              from Collect
                KeySelectorAscending: Order3.Amount
                Order3: Order
                  where !Order3.IsOpen
            let total: Int32 = orders.Sum(o => o.Amount)
              where total > 5
          only while customer.IsPreferred
          on change of customer.Level
          then
            call on Activated, Reactivated: log.Add(customer.Name)

        """.ReplaceLineEndings("\n").Replace("Alert2", Unnamed("Alert"), StringComparison.Ordinal)
        .Replace("Order3", Unnamed("Order"), StringComparison.Ordinal), RuleDrawing.Text(Shop()));

    [Fact]
    public void Svg_is_well_formed_and_holds_every_line()
    {
        var svg = XDocument.Parse(RuleDrawing.Svg(Shop()));
        var lines = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        Assert.Equal(RuleDrawing.Text(Shop()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()), lines);
        Assert.Equal(lines.Count, svg.Descendants().Count(e => e.Name.LocalName == "rect"));
    }

    [Fact]
    public void Svg_of_hostile_names_stays_well_formed()
    {
        var rule = Element.RuleDefinition(
            "</title><script>\u0001&", Element.AndGroup(Element.Pattern(typeof(Order), "<o>")), Element.ActionGroup());
        Assert.Contains("<script>", XDocument.Parse(RuleDrawing.Svg(rule)).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_the_model_with_expressions_as_text()
    {
        using var json = JsonDocument.Parse(RuleJson.Write(Shop()));
        var root = json.RootElement;
        Assert.Equal(("shop", 3), (root.GetProperty("name").GetString(), root.GetProperty("priority").GetInt32()));
        var parts = root.GetProperty("when")[0].GetProperty("parts");
        Assert.Equal(["Pattern", "Or", "Not", "Pattern", "Pattern"],
            parts.EnumerateArray().Select(p => p.GetProperty("kind").GetString()));
        Assert.Equal("customer.Level > 1 && customer.Name != \"x\"", parts[0].GetProperty("conditions")[0].GetString());
        Assert.Equal("Collect", parts[3].GetProperty("source")[0].GetProperty("aggregate").GetString());
        Assert.Equal("KeyChange", root.GetProperty("filters")[1].GetProperty("filter").GetString());
    }

    [Fact]
    public void Version_changes_with_the_content_alone()
    {
        Assert.Equal(VersionOf(new Limit(5)), VersionOf(new Limit(5)));
        Assert.NotEqual(VersionOf(new Limit(5)), VersionOf(new Limit(6)));

        static string VersionOf(Rule rule)
        {
            using var json = JsonDocument.Parse(RuleJson.Write(new RuleDefinitionFactory().Create(rule)));
            return json.RootElement.GetProperty("version").GetString()!;
        }
    }

    [Fact]
    public void Captured_values_are_written_as_values()
    {
        var text = RuleDrawing.Text(new RuleDefinitionFactory().Create(new Limit(5)));
        Assert.Contains("where order.Amount < 5 && [\"vip\", \"gold\"].Contains(order.Key)", text, StringComparison.Ordinal);
    }

    private static IRuleDefinition Shop() => new RuleDefinitionFactory().Create(new ShopRule());

    private static string Unnamed(string type) => RuleDrawing.Text(Shop()).Split('\n').Select(l => l.Trim())
        .Where(l => l.StartsWith(type, StringComparison.Ordinal) && char.IsDigit(l[type.Length])).Select(l => l.Split(':')[0]).First();

    [Name("shop"), Description("what it does"), Tag("t"), Priority(3)]
    public sealed class ShopRule : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Order order = null!;
            IEnumerable<Order> orders = null!;
            var total = 0;
            List<string> log = null!;
            Dependency().Resolve(() => log);
            When().Match(() => customer, c => c.Level > 1 && c.Name != "x")
                .Or(x => x.Match(() => order, o => o.Key == customer.Name)
                    .And(y => y.Match(() => order, o => o.Amount >= 10 * (customer.Level + 1))))
                .Not<Alert>(a => a.Key == customer.Name)
                .Query(() => orders, q => q.Match<Order>(o => !o.IsOpen).Collect().OrderBy(o => o.Amount))
                .Let(() => total, () => orders.Sum(o => o.Amount)).Having(() => total > 5);
            Filter().Where(() => customer.IsPreferred).OnChange(() => customer.Level);
            Then().Do(_ => log.Add(customer.Name));
        }
    }

    public sealed class Limit(int limit) : Rule
    {
        public override void Define()
        {
            Order order = null!;
            var (most, watched) = (limit, Watched);
            Name("limit");
            When().Match(() => order, o => o.Amount < most && watched.Contains(o.Key));
            Then().Do(_ => order.ToString());
        }
    }
}
