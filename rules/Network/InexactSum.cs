using System.Globalization;

namespace Workflows.Rules.Network;

/// <summary>
/// A sum of doubles from which members may be taken out again: what rounding loses is carried along (Neumaier's summation), so that a
/// small member is still there when a large one has come and gone.
/// </summary>
internal struct InexactSum
{
    private double _total;
    private double _lost;

    public readonly double Value => double.IsFinite(_lost) ? _total + _lost : _total;

    public readonly bool IsFinite => double.IsFinite(_total);

    public static InexactSum Of(SlotList members)
    {
        var sum = default(InexactSum);
        for (var slot = members.First; slot is not null; slot = slot.Next)
        {
            if (slot.Value is double or float)
            {
                sum.Add(Convert.ToDouble(slot.Value, CultureInfo.InvariantCulture));
            }
        }

        return sum;
    }

    public void Add(double value)
    {
        var total = _total + value;
        _lost += Math.Abs(_total) >= Math.Abs(value) ? (_total - total) + value : (value - total) + _total;
        _total = total;
    }
}
