namespace Unrolled.Integers.Tests;

/// <summary>The output activations of the tests in double precision.</summary>
internal static class OutputFunction
{
    public static double[] Of(Activation activation, float[] z)
    {
        double sum = z.Sum(x => Math.Exp(x));
        return [.. z.Select(x => activation switch
        {
            Activation.Identity => x,
            Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
            Activation.Tanh => Math.Tanh(x),
            Activation.Softmax => Math.Exp(x) / sum,
            Activation.LogSoftmax => x - Math.Log(sum),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
        })];
    }
}
