using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>A small problem for <see cref="SoftmaxNet"/>: the largest of five inputs names the class, a third of the labels are drawn.</summary>
internal static class NoisyClasses
{
    public static Dataset Create(int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = [.. Enumerable.Range(0, count * SoftmaxNet.InputSize).Select(_ => (2 * random.NextSingle()) - 1)];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> five = inputs.AsSpan(row * SoftmaxNet.InputSize, SoftmaxNet.OutputSize);
            labels[row] = random.Next(3) == 0 ? random.Next(SoftmaxNet.OutputSize) : Prediction.FromOutputs(five, Activation.Softmax);
        }

        return Dataset.FromFloats(inputs, SoftmaxNet.InputSize, labels, SoftmaxNet.OutputSize);
    }
}
