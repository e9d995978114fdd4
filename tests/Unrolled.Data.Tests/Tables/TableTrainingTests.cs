using Unrolled.Tests;

namespace Unrolled.Data.Tests.Tables;

/// <summary>The whole way: a file, a network that learns from it, another program that asks.</summary>
public class TableTrainingTests
{
    [Fact]
    public void Flowers_are_told_apart()
    {
        (Table training, Table test) = Csv.Read(MadeTables.Iris(600, seed: 1)).Split(testFraction: 0.25, seed: 1);
        (Dataset samples, Preprocessing preprocessing) = training.ToDataset(training.FindSchema(label: "species"));
        IrisNetwork network = new(seed: 1);
        Trainer.Train(network, samples, new TrainingOptions { Epochs = 60, BatchSize = 10, LearningRate = 0.1f });

        Assert.Equal(["setosa", "versicolor", "virginica"], preprocessing.ClassNames);
        Assert.InRange(Evaluator.Accuracy(network, test.ToDataset(preprocessing)), 0.94, 1);
    }

    [Fact]
    public void Prices_are_foretold_and_the_file_answers_with_raw_values()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "houses.safetensors");
        Table table = Csv.Read(MadeTables.Housing(1500, seed: 2));
        (Table training, Table test) = table.Split(testFraction: 0.25, seed: 1);
        TableSchema schema = new TableSchema()
            .Number("area", missing: MissingValues.Mean, missingIndicator: true)
            .Number("rooms")
            .Date("built")
            .Category("city")
            .Boolean("garden")
            .Target("price");
        (Dataset samples, Preprocessing preprocessing) = training.ToDataset(schema);
        HouseNetwork network = new(seed: 1);
        Trainer.Train(network, samples, new TrainingOptions { Epochs = 150, BatchSize = 20, LearningRate = 0.03f });

        Assert.InRange(Evaluator.R2(network, test.ToDataset(preprocessing)), 0.94, 1);

        new Pipeline<HouseNetwork>(network, preprocessing).Save(path);
        Pipeline<HouseNetwork> loaded = Pipeline.Load<HouseNetwork>(path);
        Table asked = Csv.Read(
            "city,garden,area,rooms,built\nOslo,yes,120.5,5,1990-06-01\nBergen,no,,2,1955-01-01\n",
            new CsvOptions { Schema = TableSchema.Of(loaded.Preprocessing) });
        float[] before = new float[2];
        float[] after = new float[2];
        new Pipeline<HouseNetwork>(network, preprocessing).Predict(asked.ToRows(preprocessing), before);
        loaded.Predict(asked.ToRows(loaded.Preprocessing), after);
        Assert.Equal(before, after);

        // 120.5 * 3500 - 800 * 33.6 + 30,000.
        Assert.InRange(after[0], 400_000, 450_000);
    }

    [Fact]
    public void Survivors_are_told_as_well_as_their_fate_was_decided()
    {
        (Table training, Table test) = Csv.Read(MadeTables.Titanic(3000, seed: 3)).Split(testFraction: 0.25, seed: 1);
        TableSchema schema = training.FindSchema(label: "Survived");
        Assert.Equal(
            ["Name: texts that hardly ever are the same", "Cabin: texts that hardly ever are the same"], schema.LeftOut);
        (Dataset samples, Preprocessing preprocessing) = training.ToDataset(schema);
        SurvivalNetwork network = new(seed: 1);
        Trainer.Train(network, samples, new TrainingOptions { Epochs = 40, BatchSize = 20, LearningRate = 0.03f });

        Assert.InRange(Evaluator.Accuracy(network, test.ToDataset(preprocessing)), 0.77, 0.9);
    }

    [Fact]
    public void A_table_that_lacks_what_the_file_of_a_network_asks_for_is_refused()
    {
        Preprocessing preprocessing = Csv.Read(MadeTables.Titanic(50, seed: 3)).ToDataset(
            new TableSchema().Number("Fare").Category("Sex").Label("Survived")).Preprocessing;
        Assert.Equal(
            "test.csv: found the columns 'Fare', 'sex', needed also 'Sex'.",
            Csv.Defect(() => Csv.Read("Fare,sex\n1,male\n").ToRows(preprocessing)));
        Assert.Equal(
            "test.csv, line 2, column 'Fare': found 'cheap', needed a number or a date.",
            Csv.Defect(() => Csv.Read("Fare,Sex\ncheap,male\n").ToRows(preprocessing)));
        Assert.Equal(
            "test.csv, line 3, column 'Sex': found 'Male', needed one of 'female', 'male', as no other was there to learn from.",
            Csv.Defect(() => Csv.Read("Fare,Sex\n1,male\n2,Male\n").ToRows(preprocessing)));
    }
}
