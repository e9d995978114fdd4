namespace Unrolled.Data.Tests.Transforms;

[Network(5, 1, Output = Activation.Identity)]
public sealed partial class Linear;

[Network(5, 8, 2, Hidden = Activation.ReLU, Output = Activation.Identity)]
public sealed partial class Bent;

[Network(5, 40, 16, 3, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class Deep;

[Network(5, 33, 1, Hidden = Activation.GELU, Output = Activation.Identity)]
public sealed partial class Straight;

[Network(5, 7, 3, Output = Activation.Softmax)]
public sealed partial class Classes;

/// <summary>A network that takes over the scaling answers raw numbers as the scaled ones were answered, to 1e-5.</summary>
public sealed class AbsorbTests
{
    private const int Size = 5;
    private const int Rows = 200;

    private static readonly float[] s_rows = [.. Enumerable.Range(0, Rows).SelectMany(Row)];
    private static readonly Dataset s_data = Dataset.FromFloats(s_rows, Size, new int[Rows], 3);

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    [InlineData(Scaling.None)]
    public void Inputs_are_taken_as_they_are(Scaling scaling)
    {
        Standardizer standardizer = Standardizer.Fit(s_data, scaling);
        AssertInputs<Linear>(standardizer);
        AssertInputs<Bent>(standardizer);
        AssertInputs<Deep>(standardizer);
        AssertInputs<Straight>(standardizer);
        AssertInputs<Classes>(standardizer);
    }

    [Fact]
    public void Outputs_are_in_the_unit_of_the_targets()
    {
        AssertOutputs<Linear>();
        AssertOutputs<Bent>();
        AssertOutputs<Deep>();
        AssertOutputs<Straight>();
    }

    [Fact]
    public void A_pipeline_gets_a_network_of_its_own_and_what_remains()
    {
        Preprocessing preprocessing = Table.Fitted.WithTargets(["spent", "nights"], new TargetScaling([240_000, 3], [90_000, 0]));
        Pipeline<Spending> pipeline = new(new Spending(1), preprocessing);
        Pipeline<Spending> absorbed = pipeline.Absorb();
        Assert.NotSame(pipeline.Network, absorbed.Network);
        Assert.Equal(Table.InputNames, absorbed.Preprocessing.InputNames);
        Assert.Equal(new double[6], absorbed.Preprocessing.Standardizer.Offsets.ToArray());
        float[] expected = new float[10], answers = new float[10];
        pipeline.Predict(Table.Rows, expected);
        absorbed.Predict(Table.Rows, answers);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(1, answers[i] / expected[i], 1e-5);
        }

        // Raw numbers of which none is missing need no preprocessing at all.
        Pipeline<Bent> numbers = new Pipeline<Bent>(
            new Bent(1), Preprocessing.Of(Standardizer.Fit(s_data)).WithTargets(["a", "b"], new TargetScaling([1, 2], [3, 4]))).Absorb();
        float[] output = new float[2], answer = new float[2];
        numbers.Network.Forward(s_rows.AsSpan(0, Size), output);
        numbers.Predict(s_rows.AsSpan(0, Size), answer);
        Assert.Equal(output, answer);
        Pipeline<Visitors> classes = new Pipeline<Visitors>(new Visitors(1), Table.Fitted.WithClasses(Table.Classes)).Absorb();
        Assert.Equal(Table.Classes, classes.AnswerNames);
    }

    [Fact]
    public void What_cannot_be_taken_over_is_refused_and_the_network_stays()
    {
        AssertRefused<Classes>(
            "Classes has outputs of Softmax, so that its weights cannot bring them into the targets' unit: use a Pipeline, or a network with Output = Activation.Identity.",
            network => network.Absorb(TargetScaling.None(3)));
        AssertRefused<Staged>(
            "Staged has an input stage, which comes before its weights, so that they cannot take over what scales the inputs: use a Pipeline.",
            network => network.Absorb(new Standardizer([0, 0], [1, 1])));
        AssertRefused<Staged>("Staged has an output stage, so that its weights", network => network.Absorb(TargetScaling.None(1)));
        AssertRefused<Bent>(
            "The offset of input 1 is 2000000, more than 1000 times its scale of 3: floats would lose most of what the input says.",
            network => network.Absorb(new Standardizer([0, 2e6, 0, 0, 0], [1, 3, 1, 1, 1])));
        AssertRefused<Bent>("standardizer has 2 elements, but 5 are needed.", network => network.Absorb(new Standardizer([0, 0], [1, 1])));
        AssertRefused<Bent>("scaling has 3 elements, but 2 are needed.", network => network.Absorb(TargetScaling.None(3)));
        AssertRefused<Bent>("Parameter ", network => network.Absorb(new Standardizer(new double[5], [1e-300, 1, 1, 1, 1])));
        AssertRefused<Bent>("Parameter 65 comes to ", network => network.Absorb(new TargetScaling([0, 1e300], [1, 1])));
    }

    private static void AssertInputs<TNetwork>(Standardizer standardizer) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        float[] expected = Outputs(network, standardizer.Apply(s_data));
        network.Absorb(standardizer);
        Assert.All(expected.Zip(Outputs(network, s_data)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static void AssertOutputs<TNetwork>() where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        double[] offsets = [240_000, -3, 1e-3], scales = [90_000, 0, 1e-5];
        TargetScaling scaling = new(offsets.AsSpan(0, TNetwork.OutputSize), scales.AsSpan(0, TNetwork.OutputSize));
        TNetwork network = TNetwork.Create(1);
        Dataset data = Standardizer.Fit(s_data).Apply(s_data);
        float[] expected = Outputs(network, data);
        scaling.Invert(expected);
        network.Absorb(scaling);
        float[] outputs = Outputs(network, data);
        for (int i = 0; i < expected.Length; i++)
        {
            int target = i % TNetwork.OutputSize;
            Assert.Equal(0, (outputs[i] - (double)expected[i]) / Math.Max(scales[target], Math.Abs(offsets[target])), 1e-5);
        }
    }

    private static float[] Outputs<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        float[] inputs = new float[Rows * Size], outputs = new float[Rows * TNetwork.OutputSize];
        data.GatherInputs(0, Rows, inputs);
        network.ForwardBatch(inputs, outputs);
        return outputs;
    }

    private static void AssertRefused<TNetwork>(string message, Action<TNetwork> absorb) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        float[] before = new float[TNetwork.ParameterCount], after = new float[TNetwork.ParameterCount];
        network.GetParameters(before);
        Exception refused = Assert.ThrowsAny<Exception>(() => absorb(network));
        Assert.True(refused is ArgumentException or InvalidOperationException);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        network.GetParameters(after);
        Assert.Equal(before, after);
    }

    // A year, a price, a constant, small numbers, and a flag.
    private static float[] Row(int row)
    {
        Random random = new(row);
        return [1990 + random.Next(60), 250_000 * random.NextSingle(), 42, 1e-4f * random.NextSingle(), random.Next(2)];
    }
}
