using static System.FormattableString;

namespace TablesSample.Made;

/// <summary>Houses and their prices.</summary>
internal sealed class Houses : MadeTable
{
    public override string Name => "houses";

    public override string Description => "made-up houses with prices";

    public override string Target => "price";

    protected override string Header => "area,rooms,built,distance,heating,garden,price";

    protected override string Row(Random random)
    {
        int area = random.Next(40, 240);
        int rooms = Math.Max(1, (area / 30) + random.Next(-1, 2));
        int built = random.Next(1900, 2025);
        double distance = Math.Round(25 * random.NextDouble() * random.NextDouble(), 1);
        string heating = OneOf(random, "gas", "district", "heat pump", "wood");
        bool hasGarden = random.NextDouble() < distance / 20;

        // Near the centre a square metre costs more; age costs, but what is very old is worth something again.
        double square = 2200 + (5000 / (1 + (distance / 3))) - (12 * (2025 - built)) + (built < 1920 ? 900 : 0)
            + (heating == "heat pump" ? 350 : heating == "wood" ? -250 : 0);
        double price = (area * square) + (9000 * rooms) + (hasGarden ? 40_000 : 0);
        price *= 0.93 + (0.14 * (random.NextDouble() + random.NextDouble()) / 2);
        return Invariant($"{area},{rooms},{WithGaps(random, 0.08, $"{built}")},{distance:F1},{WithGaps(random, 0.03, $"{heating}")},")
            + Invariant($"{(hasGarden ? "yes" : "no")},{Math.Round(price / 1000) * 1000:F0}");
    }
}
