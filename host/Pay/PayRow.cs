using System.Globalization;
using Workflows.Rules.Facts;

namespace Workflows.Host.Pay;

/// <summary>A pay slip as it is exported: money as texts with two decimals.</summary>
internal sealed record PayRow(
    string Staff, string Sales, string Base, string Manager, string FullAttendance, string Fines, string Commission, string CommissionNow,
    string CommissionHeld, string Pay)
{
    public static PayRow Of(RuleFact slip) => new(
        slip["staffId"] as string ?? string.Empty, Money(slip, "sales"), Money(slip, "base"), Money(slip, "manager"),
        Money(slip, "fullAttendance"), Money(slip, "fines"), Money(slip, "commission"), Money(slip, "commissionNow"),
        Money(slip, "commissionHeld"), Money(slip, "pay"));

    private static string Money(RuleFact slip, string field) =>
        (slip[field] as decimal? ?? 0).ToString("0.00", CultureInfo.InvariantCulture);
}
