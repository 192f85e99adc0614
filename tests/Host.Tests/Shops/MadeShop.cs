namespace Workflows.Tests.Shops;

/// <summary>
/// A shop of the shape of the sample, made from a seed: three months of orders of people who live alone, in families, behind one office's
/// door or at one parcel station, and among them orders that somebody made up. What is made up and who is who stands beside the files.
/// </summary>
internal sealed class MadeShop
{
    public static readonly DateOnly First = new(2026, 8, 1);
    public static readonly DateOnly Last = new(2026, 10, 31);
    public static readonly string[] Months = ["2026-08", "2026-09", "2026-10"];

    public MadeShop(int seed, int people, int orders)
    {
        Dice = new Dice(seed);
        ShopStaff.Hire(this);
        ShopPeople.Settle(this, people);
        ShopTrade.Sell(this, orders);
        ShopFraud.Plant(this);
    }

    public Dice Dice { get; }

    public List<StaffMember> Staff { get; } = [];

    public List<SalesTarget> Targets { get; } = [];

    public List<CommissionStep> Commission { get; } = [];

    public List<AttendanceDay> Attendance { get; } = [];

    public List<Offence> Offences { get; } = [];

    public List<Person> People { get; } = [];

    public List<ChannelRecord> Records { get; } = [];

    public List<Listing> Listings { get; } = [];

    public List<ShopOrder> Orders { get; } = [];

    public List<OrderLine> Lines { get; } = [];

    public List<Shipment> Shipments { get; } = [];

    public List<Refund> Refunds { get; } = [];

    public List<Review> Reviews { get; } = [];

    public List<Visits> Visits { get; } = [];

    /// <summary>The orders that were made up, by what they are.</summary>
    public Dictionary<string, string> Planted { get; } = [];

    public void Write(string folder)
    {
        Write(folder, "staff", "id,name,department,post,status,hired_on,education,cet6,manager,left_on,phone", Staff);
        Write(folder, "targets", "staff_id,month,target_amount", Targets);
        Write(folder, "commission", "post,attainment_from,rate", Commission);
        Write(folder, "attendance", "staff_id,date,clock_in_am,clock_out_am,clock_in_pm,clock_out_pm,leave", Attendance);
        Write(folder, "discipline", "staff_id,date,kind", Offences);
        Write(folder, "customers", "id,name,phone,email,address", People);
        Write(folder, "customer_sources", "source_id,channel,name,phone,email,address,seen_at", Records);
        Write(folder, "listings",
            "sku,title,category,price,delist_on,licence_required,licence_held,consumer_protection,showcase", Listings);
        Write(folder, "orders",
            "id,channel,buyer_id,receiver_phone,address,device_id,ip,staff_id,ordered_at,paid_at,amount,activity,status", Orders);
        Write(folder, "order_lines", "order_id,sku,quantity,unit_price", Lines);
        Write(folder, "shipments", "order_id,carrier,waybill,shipped_at,first_scan_at,delivered_at", Shipments);
        Write(folder, "refunds", "id,order_id,requested_at,reason,kind,amount,status,paid_at", Refunds);
        Write(folder, "reviews", "order_id,stars,rated_at,text", Reviews);
        Write(folder, "visits", "sku,date,source,visits", Visits);
    }

    private static void Write(string folder, string name, string columns, IEnumerable<IShopRow> rows) =>
        File.WriteAllLines(Path.Combine(folder, name + ".csv"), rows.Select(row => string.Join(',', row.Cells)).Prepend(columns));
}
