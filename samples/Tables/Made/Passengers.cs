using static System.FormattableString;

namespace TablesSample.Made;

/// <summary>Passengers of a ship that sank, and who survived. None of them has lived.</summary>
internal sealed class Passengers : MadeTable
{
    public override string Name => "passengers";

    public override string Description => "made-up passengers of a ship that sank";

    public override string Target => "survived";

    protected override string Header => "ticket,class,sex,age,family,fare,port,survived";

    protected override string Row(Random random)
    {
        double place = random.NextDouble();
        int cabin = place < 0.25 ? 1 : place < 0.45 ? 2 : 3;
        bool isWoman = random.NextDouble() < 0.38;
        int age = random.Next(1, 45) + random.Next(0, 30);
        int family = Math.Max(0, random.Next(-4, 5));
        double fare = Math.Round((cabin == 1 ? 60 : cabin == 2 ? 20 : 8) * (0.6 + random.NextDouble()) * (1 + (0.4 * family)), 2);
        string port = OneOf(random, "Southampton", "Southampton", "Cherbourg", "Queenstown");

        double chance = 0.12 + (isWoman ? 0.62 : 0) + (age < 12 ? 0.35 : 0) + (cabin == 1 ? 0.2 : cabin == 3 ? -0.08 : 0) - (family > 3 ? 0.3 : 0);
        bool hasSurvived = random.NextDouble() < Math.Clamp(chance, 0.04, 0.96);
        return Invariant($"{OneOf(random, "A", "C", "PC", "W")} {random.Next(1000, 400_000)},{cabin},{(isWoman ? "female" : "male")},")
            + Invariant($"{WithGaps(random, 0.2, $"{age}")},{family},{fare:F2},{WithGaps(random, 0.01, $"{port}")},{(hasSurvived ? "yes" : "no")}");
    }
}
