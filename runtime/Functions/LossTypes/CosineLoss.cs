namespace Unrolled;

/// <summary>1 - cos of the angle between the outputs and the targets, as vectors: 0 for the same direction, 2 for the opposite one.</summary>
/// <remarks>
/// For embeddings, where lengths mean nothing. With a and y of length 1 it is half of |a - y|^2, as which it is computed, so that small
/// angles keep their digits. PyTorch's <c>CosineEmbeddingLoss</c> for alike pairs; Keras's <c>CosineSimilarity</c> is this less 1. A vector
/// without direction, of a length below 2^-100, counts as perpendicular: the loss is 1 and the derivative 0.
/// </remarks>
public readonly struct CosineLoss : ILoss
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span has another length than the outputs. Nothing has been written.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
    {
        ElementwiseLoss.CheckLengths(output, target, outputGradient);
        double outputLength = Length(output);
        double targetLength = Length(target);
        if (outputLength < LeastLength || targetLength < LeastLength)
        {
            outputGradient.Clear();
            return 1;
        }

        double square = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double difference = (output[i] / outputLength) - (target[i] / targetLength);
            square += difference * difference;
        }

        double loss = square / 2;
        for (int i = 0; i < output.Length; i++)
        {
            // (a cos - y) / |a|, a and y of length 1, with cos = 1 - loss.
            double direction = output[i] / outputLength;
            outputGradient[i] = (float)((direction - (target[i] / targetLength) - (direction * loss)) / outputLength);
        }

        return (float)loss;
    }

    private const double LeastLength = LossDomain.LeastOfLogarithm;

    private static double Length(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        foreach (float x in vector)
        {
            sum += (double)x * x;
        }

        return Math.Sqrt(sum);
    }
}
