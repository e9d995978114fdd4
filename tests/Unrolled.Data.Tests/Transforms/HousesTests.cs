using Unrolled.Tests;

namespace Unrolled.Data.Tests.Transforms;

[Network(7, 8, 1, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class Houses;

/// <summary>The whole way of docs/preprocessing.md, with made-up houses whose prices are known but for some noise.</summary>
public sealed class HousesTests
{
    private static readonly Feature[] s_features =
    [
        Feature.Number("area"),
        Feature.Number("year", missing: MissingValues.Median, missingIndicator: true),
        Feature.Boolean("garden"),
        Feature.Category("city", ["Oslo", "Rome"], UnknownCategory.Other),
    ];

    [Fact]
    public void A_network_learns_prices_and_its_file_answers_with_the_same_bits()
    {
        (float[] rows, float[] prices) = Market(500, seed: 1);
        (float[] testRows, float[] testPrices) = Market(200, seed: 2);
        Preprocessing preprocessing = Preprocessing.Fit(s_features, rows)
            .WithTargets(["price"], TargetScaling.Fit(prices, 1, Scaling.Standard));
        Assert.Equal(["area", "year", "year (missing)", "garden", "city=Oslo", "city=Rome", "city=(other)"], preprocessing.InputNames);
        Houses network = new(seed: 1);
        Trainer.Train(
            network,
            preprocessing.ToDataset(rows, prices),
            new TrainingOptions { Epochs = 60, BatchSize = 10, Optimizer = Optimizer.Adam(), LearningRate = 0.01f });
        Assert.True(Evaluator.R2(network, preprocessing.ToDataset(testRows, testPrices)) > 0.99);

        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "houses.safetensors");
        Pipeline<Houses> pipeline = new(network, preprocessing);
        pipeline.Save(path);
        Pipeline<Houses> loaded = Pipeline.Load<Houses>(path);
        float[] expected = new float[200], answers = new float[200], absorbed = new float[200];
        pipeline.Predict(testRows, expected);
        loaded.Predict(testRows, answers);
        Assert.Equal(expected, answers);
        Assert.True(Rmse(testPrices, answers) < 7_000);
        loaded.Absorb().Predict(testRows, absorbed);
        Assert.All(expected.Zip(absorbed), pair => Assert.Equal(1, pair.Second / pair.First, 1e-5));

        Answer answer = loaded.Predict(new Dictionary<string, object?> { ["area"] = 120, ["year"] = null, ["garden"] = true, ["city"] = "Paris" });
        Assert.Equal(Price(area: 120, year: 1960, garden: 1, city: -1), answer["price"], 10_000.0);
    }

    private static double Rmse(float[] expected, float[] answers) =>
        Math.Sqrt(expected.Zip(answers).Average(pair => Math.Pow(pair.First - (double)pair.Second, 2)));

    private static double Price(double area, double year, double garden, int city) =>
        1500 * area + 300 * (year - 1900) + 20_000 * garden + city switch { 0 => 100_000, 1 => 60_000, _ => 80_000 };

    private static (float[] Rows, float[] Prices) Market(int count, int seed)
    {
        Random random = new(seed);
        List<float> rows = [], prices = [];
        for (int i = 0; i < count; i++)
        {
            int area = random.Next(40, 240), year = random.Next(1900, 2021), garden = random.Next(2), city = random.Next(-1, 2);
            rows.AddRange([area, random.Next(10) == 0 ? float.NaN : year, garden, city]);
            prices.Add((float)(Price(area, year, garden, city) + 10_000 * (random.NextDouble() - 0.5)));
        }

        return ([.. rows], [.. prices]);
    }
}
