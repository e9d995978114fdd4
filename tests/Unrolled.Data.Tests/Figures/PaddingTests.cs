using Unrolled.Tests;

namespace Unrolled.Data.Tests.Figures;

/// <summary>Networks with more inputs than a table makes.</summary>
public sealed class PaddingTests
{
    private static readonly Feature[] s_features =
    [
        Feature.Number("age", missing: MissingValues.Median, missingIndicator: true), Feature.Category("city", ["Oslo", "Rome"]),
    ];

    private static readonly float[] s_rows = [20, 0, 40, 1, float.NaN, 1, 60, 0];

    [Fact]
    public void Inputs_behind_those_of_the_features_are_0()
    {
        Preprocessing preprocessing = Preprocessing.Fit(s_features, s_rows);
        Preprocessing padded = preprocessing.Padded(7);
        float[] inputs = new float[4 * 4];
        float[] wider = new float[4 * 7];
        Array.Fill(wider, 9);

        preprocessing.Apply(s_rows, inputs);
        padded.Apply(s_rows, wider);

        Assert.Equal((0, 3), (preprocessing.Padding, padded.Padding));
        Assert.Equal([.. preprocessing.InputNames, "(padding 1)", "(padding 2)", "(padding 3)"], padded.InputNames);
        Assert.Equal(inputs.Chunk(4).SelectMany(row => (float[])[.. row, 0, 0, 0]), wider);
    }

    [Fact]
    public void A_padded_pipeline_answers_the_same_from_its_file()
    {
        Preprocessing padded = Preprocessing.Fit(s_features, s_rows)
            .WithTargets(["price"], new TargetScaling([10], [2])).Padded(6).WithTargets(["cost"], new TargetScaling([10], [2])).Padded(7);
        var pipeline = new Pipeline<SevenInputs>(new SevenInputs(seed: 1), padded);
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "padded.safetensors");

        pipeline.Save(file);
        Pipeline<SevenInputs> loaded = Pipeline.Load<SevenInputs>(file);

        Assert.Equal(padded.InputNames, loaded.Preprocessing.InputNames);
        Assert.Equal(3, loaded.Preprocessing.Padding);
        Assert.Equal(pipeline.Predict(s_rows[..2]).Values, loaded.Predict(s_rows[..2]).Values);
        Assert.Equal(pipeline.Predict(s_rows[..2]).Values[0], pipeline.Absorb().Predict(s_rows[..2]).Values[0], 1e-4f);
    }

    [Fact]
    public void Padding_that_is_none_is_a_defect_of_the_file()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "padded.safetensors");
        new Pipeline<SevenInputs>(new SevenInputs(seed: 1), Preprocessing.Fit(s_features, s_rows).Padded(7)).Save(file);
        byte[] bytes = File.ReadAllBytes(file);
        int place = bytes.AsSpan().IndexOf("padding\\u0022:3"u8);
        bytes[place + "padding\\u0022:"u8.Length] = (byte)'0';
        File.WriteAllBytes(file, bytes);

        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Pipeline.Load<SevenInputs>(file));

        Assert.EndsWith("a whole number from 1 to 65536 there.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_file_may_ask_for_is_refused() => Assert.StartsWith(
        "inputs is 65541, but must be at most 65540.",
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => Preprocessing.Fit(s_features, s_rows).Padded(7).Padded(65_541)).Message);

    [Fact]
    public void A_network_with_fewer_inputs_is_refused() => Assert.StartsWith(
        "inputs is 3, but must be at least 4, the inputs that there are.",
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => Preprocessing.Fit(s_features, s_rows).Padded(3)).Message);
}

[Network(7, 3, 1, Output = Activation.Identity)]
internal sealed partial class SevenInputs;
