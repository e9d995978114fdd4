using System.Globalization;
using System.Text;

namespace Unrolled.Data.Tests.Tables;

/// <summary>Tables like those that everybody knows, made up by formulas, the same in every run.</summary>
internal static class MadeTables
{
    private static readonly string[] Species = ["setosa", "versicolor", "virginica"];

    // Mean and deviation of sepal length, sepal width, petal length and petal width.
    private static readonly double[][] Means = [[5.0, 3.4, 1.5, 0.25], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0]];
    private static readonly double[][] Deviations = [[0.35, 0.38, 0.17, 0.1], [0.5, 0.3, 0.45, 0.2], [0.6, 0.3, 0.5, 0.27]];

    /// <summary>Flowers of three species, which four lengths tell apart but for a few.</summary>
    public static string Iris(int rows, int seed)
    {
        Random random = new(seed);
        StringBuilder text = new("sepal_length,sepal_width,petal_length,petal_width,species\n");
        for (int row = 0; row < rows; row++)
        {
            int species = row % Species.Length;
            for (int i = 0; i < Means[species].Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Means[species][i] + Deviations[species][i] * Normal(random):0.0},");
            }

            text.Append(Species[species]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Houses with a decimal comma: what determines the price is known but for a tenth of its deviation, and some areas are not known.</summary>
    public static string Housing(int rows, int seed)
    {
        Random random = new(seed);
        string[] cities = ["Bergen", "Oslo", "Tromsø"];
        StringBuilder text = new("id;area;rooms;built;city;garden;price\n");
        for (int row = 0; row < rows; row++)
        {
            double area = 40 + 160 * random.NextDouble();
            int rooms = 1 + (int)(area / 30);
            DateOnly built = new DateOnly(1950, 1, 1).AddDays(random.Next(27_000));
            int city = random.Next(cities.Length);
            bool hasGarden = random.Next(2) == 0;
            double age = (new DateOnly(2024, 1, 1).DayNumber - built.DayNumber) / 365.25;
            double price = (area * (2000 + 1500 * city) - 800 * age + (hasGarden ? 30_000 : 0)) * (1 + 0.03 * Normal(random));
            string known = random.Next(50) == 0 ? "" : area.ToString("0.0", CultureInfo.GetCultureInfo("nb-NO"));
            text.Append(CultureInfo.InvariantCulture, $"{row};{known};{rooms};{built:yyyy-MM-dd};{cities[city]};{(hasGarden ? "yes" : "no")};{price:0}\n");
        }

        return text.ToString();
    }

    /// <summary>Passengers of a ship, with names, gaps and fates that class, sex and age decide by and large.</summary>
    public static string Titanic(int rows, int seed)
    {
        Random random = new(seed);
        string[] ports = ["S", "C", "Q"];
        StringBuilder text = new("PassengerId,Survived,Pclass,Name,Sex,Age,Fare,Cabin,Embarked\n");
        for (int row = 0; row < rows; row++)
        {
            int group = 1 + (int)(3 * Math.Sqrt(random.NextDouble()));
            bool isFemale = random.Next(3) == 0;
            double age = Math.Max(1, 30 + 13 * Normal(random));
            double odds = (isFemale ? 2.4 : -1.6) + 0.9 * (2 - group) + (age < 12 ? 1.5 : 0);
            bool survives = random.NextDouble() < 1 / (1 + Math.Exp(-odds));
            string known = random.Next(5) == 0 ? "" : age.ToString("0", CultureInfo.InvariantCulture);
            string name = $"\"Doe, {(isFemale ? "Mrs." : "Mr.")} \"\"{row}\"\" J.\"";
            string cabin = random.Next(4) == 0 ? $"C{row}" : "";
            string port = random.Next(100) == 0 ? "" : ports[random.Next(ports.Length)];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row + 1},{(survives ? 1 : 0)},{group},{name},{(isFemale ? "female" : "male")},{known},{8 + 60 * random.NextDouble() / group:0.00},{cabin},{port}\n");
        }

        return text.ToString();
    }

    // Box and Muller, A Note on the Generation of Random Normal Deviates (1958).
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
