namespace Unrolled.Benchmarks.Data;

/// <summary>Made-up samples: the time that dense code takes does not depend on the numbers.</summary>
internal static class Samples
{
    /// <summary>The share of zeros among the bytes, as in MNIST.</summary>
    public const double Zeros = 0.8;

    /// <summary>Numbers in [0, 1).</summary>
    public static float[] Floats(int count, int seed)
    {
        var random = new Random(seed);
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
        {
            number = random.NextSingle();
        }

        return numbers;
    }

    /// <summary>Rows that are 1 in one place and 0 elsewhere; with a width of 1 either.</summary>
    public static float[] OneHot(int rows, int width, int seed)
    {
        var random = new Random(seed);
        float[] targets = new float[rows * width];
        for (int row = 0; row < rows; row++)
        {
            targets[(row * width) + random.Next(width)] = width == 1 ? random.Next(2) : 1f;
        }

        return targets;
    }

    /// <summary>Parameters of the size that an initializer gives them: sums over the inputs stay near 1.</summary>
    public static float[] Parameters(Engines.Topology topology, int seed)
    {
        var random = new Random(seed);
        float[] parameters = new float[topology.ParameterCount];
        int offset = 0;
        for (int layer = 0; layer < topology.Depth; layer++)
        {
            int size = (topology.FanIn(layer) + 1) * topology.FanOut(layer);
            float spread = MathF.Sqrt(3f / topology.FanIn(layer));
            foreach (ref float parameter in parameters.AsSpan(offset, size))
            {
                parameter = spread * ((2f * random.NextSingle()) - 1f);
            }

            offset += size;
        }

        return parameters;
    }

    /// <summary>60,000 digits: MNIST where the environment variable MNIST_DIR names it, otherwise bytes as in <see cref="Bytes"/>.</summary>
    public static (Dataset Data, string Origin) Digits() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MNIST_DIR"))
            ? (Bytes(60_000, Mnist.Side * Mnist.Side, Mnist.ClassCount, seed: 7), "made-up bytes, four fifths of them 0 (MNIST_DIR is not set)")
            : (Mnist.Load().Training, "MNIST");

    /// <summary>A dataset of bytes, four fifths of them 0, in ten classes.</summary>
    public static Dataset Bytes(int rows, int width, int classes, int seed)
    {
        var random = new Random(seed);
        byte[] inputs = new byte[rows * width];
        foreach (ref byte input in inputs.AsSpan())
        {
            input = random.NextDouble() < Zeros ? (byte)0 : (byte)random.Next(1, 256);
        }

        byte[] labels = new byte[rows];
        foreach (ref byte label in labels.AsSpan())
        {
            label = (byte)random.Next(classes);
        }

        return Dataset.FromBytes(inputs, width, labels, classes);
    }
}
