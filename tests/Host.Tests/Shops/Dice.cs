namespace Workflows.Tests.Shops;

/// <summary>Chance that a seed repeats.</summary>
internal sealed class Dice(int seed)
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private readonly Random random = new(seed);

    public int Between(int least, int most) => random.Next(least, most + 1);

    public bool Falls(double share) => random.NextDouble() < share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public List<T> Some<T>(IReadOnlyList<T> choices, int count)
    {
        var all = choices.ToArray();
        random.Shuffle(all);
        return [.. all.Take(count)];
    }

    public DateOnly Day() => MadeShop.First.AddDays(Between(0, MadeShop.Last.DayNumber - MadeShop.First.DayNumber));

    /// <summary>A moment of a day on which the shop's customers are awake.</summary>
    public DateTimeOffset On(DateOnly day) => new(day, new TimeOnly(Between(8, 22), Between(0, 59), Between(0, 59)), Zone);

    public DateTimeOffset After(DateTimeOffset moment, double leastHours, double mostHours) =>
        moment.AddSeconds(Math.Round(3600 * (leastHours + (random.NextDouble() * (mostHours - leastHours)))));

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    public string Phone() => $"1{Between(3, 8)}{Digits(9)}";

    public string Device() => $"D{random.Next():x8}{Digits(2)}";

    public string Ip() => $"10.{Between(1, 254)}.{Between(1, 254)}.{Between(1, 254)}";
}
