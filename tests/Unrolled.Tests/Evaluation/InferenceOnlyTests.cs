namespace Unrolled.Tests;

/// <summary>Whatever can compute can be measured: a network without parameters of its own, written by hand.</summary>
public sealed class InferenceOnlyTests
{
    private static readonly SignOfNumber s_network = new();

    // The third one is wrong: its number is above 0, its class 0.
    private static readonly Dataset s_data = Dataset.FromFloats([-2, 3, 1, -0.5f], 1, [0, 1, 0, 0], 2);

    [Fact]
    public void Classes_are_counted()
    {
        Assert.Equal(0.75, Evaluator.Accuracy(s_network, s_data));
        Assert.Equal(1, Evaluator.Confusion(s_network, s_data)[actual: 0, predicted: 1]);
        Assert.Equal(1, Evaluator.TopK(s_network, s_data, k: 2));
        Assert.Equal(5 / 6.0, Evaluator.RocAuc(s_network, s_data), 1e-12);
    }

    [Fact]
    public void Its_loss_is_measured()
    {
        Assert.Equal(0.25, Evaluator.MeanLoss(s_network, s_data));
        Assert.Equal(0.5f, s_network.MeanLoss([-2, 1], [1, 0, 1, 0]));
        Assert.Equal(0.5, Evaluator.MeanAbsoluteError(s_network, Dataset.FromFloats([-2, 1], 1, [1f, 0, 1, 0], 2)));
    }

    [Fact]
    public void It_computes_rows_of_datasets_on_many_threads()
    {
        float[] outputs = new float[4];
        s_network.ForwardBatch(s_data, [1, 0], outputs);
        Assert.Equal([0, 1, 1, 0], outputs);
        s_network.ForwardBatch([-1, 1], outputs, threads: 2);
        Assert.Equal([1, 0, 0, 1], outputs);
        Assert.Equal(1, s_network.Predict(s_data, 1));
    }

    /// <summary>Class 1 for numbers above 0, class 0 for others.</summary>
    private sealed class SignOfNumber : IInferenceNetwork
    {
        public static int InputSize => 1;

        public static int OutputSize => 2;

        public static int ParameterCount => 4;

        public static ReadOnlySpan<int> Layers => [1, 2];

        public static ReadOnlySpan<Activation> Activations => [Activation.Step];

        public static Loss Loss => Loss.MeanSquaredError;

        public void Forward(ReadOnlySpan<float> input, Span<float> output) => ForwardBatch(input, output);

        public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                outputs[(2 * i) + 1] = inputs[i] > 0 ? 1 : 0;
                outputs[2 * i] = 1 - outputs[(2 * i) + 1];
            }
        }

        public int Predict(ReadOnlySpan<float> input) => input[0] > 0 ? 1 : 0;

        public double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
        {
            ForwardBatch(inputs, outputs);
            double sum = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += Math.Pow((double)outputs[i] - targets[i], 2) / 2;
            }

            return sum;
        }
    }
}
