namespace Unrolled.Mpi.Worker;

/// <summary>Samples that can be learnt: each class has inputs around a point of its own.</summary>
internal static class Samples
{
    public const int Inputs = 12;

    public static Dataset Create(int classes, Range rows, int seed = 0)
    {
        int first = rows.Start.Value;
        int count = rows.End.Value - first;
        float[] inputs = new float[count * Inputs];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            Random random = new((seed * 1_000_003) + first + i);
            labels[i] = random.Next(classes);
            for (int k = 0; k < Inputs; k++)
            {
                inputs[(i * Inputs) + k] = (((labels[i] + 1) * (k + 1) % 5) - 2) + ((random.NextSingle() - 0.5f) * 3);
            }
        }

        return Dataset.FromFloats(inputs, Inputs, labels, classes);
    }
}
