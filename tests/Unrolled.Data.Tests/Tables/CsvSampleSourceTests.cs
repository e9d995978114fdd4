using System.Globalization;
using System.Text;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.Tables;

public sealed class CsvSampleSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("species", null)]
    [InlineData(null, "width")]
    public void Samples_are_those_of_the_table_to_the_bit(string? label, string? target)
    {
        string path = Write(Flowers(500));
        Table table = Table.FromCsv(path);
        (Dataset samples, Preprocessing preprocessing) = table.ToDataset(table.FindSchema(label, target));
        CsvSampleSource source = new(path, preprocessing);

        Assert.Equal((path, true, null), (source.Name, source.CanRepeat, source.Count));
        for (int pass = 0; pass < 2; pass++)
        {
            Dataset read = source.ToDataset(most: 500);
            Assert.Equal(500, read.Count);
            Assert.Equal(Gather(samples).Inputs, Gather(read).Inputs);
            Assert.Equal(Gather(samples).Targets, Gather(read).Targets);
        }

        Assert.Equal(500, source.CountSamples());
    }

    [Fact]
    public void Preprocessing_may_come_of_the_first_rows()
    {
        string path = Write(Flowers(500));
        Table beginning = Table.FromCsv(path, new CsvOptions { RowLimit = 100 });
        Assert.Equal(100, beginning.RowCount);
        (_, Preprocessing preprocessing) = beginning.ToDataset(beginning.FindSchema(label: "species"));

        Assert.Equal(500, new CsvSampleSource(path, preprocessing).CountSamples());
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { RowLimit = 0 });
    }

    [Fact]
    public void A_training_over_the_file_gives_the_bits_of_one_in_memory()
    {
        string path = Write(Flowers(300));
        Table table = Table.FromCsv(path);
        (Dataset samples, Preprocessing preprocessing) = table.ToDataset(new TableSchema().Number("length").Number("width").Label("species"));
        TrainingOptions options = new() { Epochs = 3, BatchSize = 10, LearningRate = 0.1f, Shuffle = false };
        FlowerNetwork inMemory = new(seed: 1);
        FlowerNetwork forward = new(seed: 1);
        Trainer.Train(inMemory, samples, options);
        Trainer.Train(forward, new CsvSampleSource(path, preprocessing), options with { EpochSamples = 300 });

        float[] parameters = new float[FlowerNetwork.ParameterCount];
        float[] same = new float[FlowerNetwork.ParameterCount];
        inMemory.GetParameters(parameters);
        forward.GetParameters(same);
        Assert.Equal(parameters, same);
    }

    [Theory]
    [InlineData("length;species\n1,5;a\n2,5;b\n", "")]
    [InlineData("species,more,length\na,x,1.5\nb,y,2.5\n", "")]
    [InlineData("length,species\n1.5,a\n2.5,c\n", "line 3, column 'species': found 'c', needed one of 'a', 'b', as no other was there to learn from.")]
    [InlineData("length,species\n1.5,a\nlong,b\n", "line 3, column 'length': found 'long', needed a number or a date.")]
    [InlineData("length,species\n1.5,a\n,b\n", "line 3, column 'length': found no value, needed a number or a date, or a rule for missing values.")]
    [InlineData("length,species\n1.5,a\n2\n", "line 3: found 1 value, needed 2, as many as there are columns.")]
    [InlineData("long,species\n1.5,a\n", "found the columns 'long', 'species', needed also 'length'.")]
    [InlineData("", "found nothing, needed a line of names, and rows.")]
    public void Files_that_fit_are_read_and_others_refused(string text, string defect)
    {
        (_, Preprocessing preprocessing) = Csv.Read("length,species\n1.5,a\n2.5,b\n").ToDataset(new TableSchema().Number("length").Label("species"));
        string path = Write(text);
        CsvSampleSource source = new(path, preprocessing);
        if (defect.Length == 0)
        {
            Dataset samples = source.ToDataset(most: 10);
            Assert.Equal((-1, 1, 1), (samples.Floats(0)[0], samples.Floats(1)[0], samples.Label(1)));
        }
        else
        {
            Assert.Equal(
                $"{path}{(defect.StartsWith("found", StringComparison.Ordinal) ? ":" : ",")} {defect}",
                Csv.Defect(() => source.ToDataset(most: 10)));
        }
    }

    [Fact]
    public void Preprocessing_without_a_target_is_refused() => Assert.Throws<ArgumentException>(
        () => new CsvSampleSource("x.csv", new Preprocessing([Feature.Number("a")], new Standardizer([0], [1]))));

    private static string Flowers(int count)
    {
        Random random = new(3);
        StringBuilder text = new("length,width,colour,seen,garden,species\n");
        for (int row = 0; row < count; row++)
        {
            int species = random.Next(3);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{4 + species + random.NextSingle()},{(random.Next(10) == 0 ? 0 : 2 - species * random.NextSingle())},")
                .Append(CultureInfo.InvariantCulture, $"{(random.Next(9) == 0 ? "" : random.Next(2) == 0 ? "\"blue, dark\"" : "red")},")
                .Append(CultureInfo.InvariantCulture, $"2024-05-{random.Next(1, 28):00},{(random.Next(2) == 0 ? "yes" : "no")},{"abc"[species]}\n");
        }

        return text.ToString();
    }

    private static (float[] Inputs, float[] Targets) Gather(Dataset samples)
    {
        float[] inputs = new float[samples.Count * samples.InputSize];
        float[] targets = new float[samples.Count * samples.TargetSize];
        samples.Gather(0, samples.Count, inputs, targets);
        return (inputs, targets);
    }

    private string Write(string text) => _folder.Write("flowers.csv", Encoding.UTF8.GetBytes(text));
}
