using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.Tests.Tables;

public sealed class TableIndexTests
{
    private const int Rounds = 200;

    [Fact]
    public void Index_names_the_rows_that_trying_every_cell_names()
    {
        var random = new Random(20261126);
        for (var round = 0; round < Rounds; round++)
        {
            var rows = random.Next(1, 300);
            var cells = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Column(random, rows)).ToList();
            var index = new TableIndex(cells);
            for (var question = 0; question < 20; question++)
            {
                object?[] values = [.. cells.Select(_ => Value(random))];
                var (tried, found) = (Tried(cells, values), Found(index, cells, values));
                if (!tried.SequenceEqual(found))
                {
                    Assert.Equal(tried, found);
                }
            }
        }
    }

    private static IReadOnlyList<CellShape> Column(Random random, int rows) => [.. Enumerable.Range(0, rows).Select(_ => Cell(random))];

    private static CellShape Cell(Random random) => random.Next(6) switch
    {
        0 => CellShape.Any,
        1 => CellShape.Opaque,
        _ => new CellShape([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Part(random))]),
    };

    private static CellPart Part(Random random) => random.Next(5) switch
    {
        0 => CellPart.Of($"t{random.Next(4)}"),
        1 => CellPart.Of(random.Next(2) == 0),
        2 => CellPart.Of(Day(random.Next(6))),
        3 => CellPart.Of((decimal)random.Next(6)),
        _ => new CellPart(Bound(random), random.Next(2) == 0, Bound(random), random.Next(2) == 0),
    };

    private static decimal? Bound(Random random) => random.Next(4) == 0 ? null : random.Next(6);

    private static object? Value(Random random) => random.Next(7) switch
    {
        0 => null,
        1 => $"t{random.Next(4)}",
        2 => random.Next(2) == 0,
        3 => Day(random.Next(6)),
        4 => new object?[] { 1m },
        _ => random.Next(12) / 2m,
    };

    private static FeelDate Day(int number) => FeelDate.TryFromDayNumber(number, out var date) ? date : default;

    private static List<int> Tried(List<IReadOnlyList<CellShape>> cells, object?[] values) =>
        [.. Enumerable.Range(0, cells[0].Count).Where(row => values.Select((v, i) => Takes(cells[i][row], v)).All(t => t))];

    private static List<int> Found(TableIndex index, List<IReadOnlyList<CellShape>> cells, object?[] values)
    {
        var (bits, spare) = (new ulong[index.Words], new ulong[index.Words]);
        var untold = index.Find(values, bits, spare);
        return [.. Enumerable.Range(0, cells[0].Count).Where(row => (bits[row >> 6] >> (row & 63) & 1) != 0
            && values.Select((v, i) => !index.MustTry(i, row, untold) || Takes(cells[i][row], v)).All(t => t))];
    }

    /// <summary>What a cell takes: an opaque one stands for a test of its own, here whether there is a value.</summary>
    private static bool Takes(CellShape cell, object? value) => cell.IsAny
        || (cell.Parts is null ? value is not null : cell.Parts.Any(p => value is not null && Above(p, value) && Below(p, value)));

    private static bool Above(CellPart part, object value) => part.Low is null ? value is decimal
        : FeelValues.AreEqual(value, part.Low) == true ? part.LowIncluded
        : value is not string && FeelValues.Compare(value, part.Low) > 0;

    private static bool Below(CellPart part, object value) => part.High is null ? value is decimal
        : FeelValues.AreEqual(value, part.High) == true ? part.HighIncluded
        : value is not string && FeelValues.Compare(value, part.High) < 0;
}
