namespace Unrolled;

/// <summary>Sizes of the dimensions of a tensor in a graph. One of them may be the batch: what it holds is one sample's then.</summary>
internal static class TensorDims
{
    /// <summary>The size of the batch, whatever number of samples that will be.</summary>
    public const int Batch = -1;

    /// <summary>The same among the numbers that a graph computes shapes with.</summary>
    public const long BatchNumber = long.MinValue + 1;

    /// <summary>Which dimension is the batch, or -1.</summary>
    public static int BatchAxis(ReadOnlySpan<int> dims) => dims.IndexOf(Batch);

    /// <summary>The number of elements of one sample; <see cref="long.MaxValue"/> where it is no number.</summary>
    public static long Count(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (int size in dims)
        {
            if (size != Batch)
            {
                count = size != 0 && count > long.MaxValue / size ? long.MaxValue : count * size;
            }
        }

        return count;
    }

    /// <summary>The dimensions that a sample has, with the batch as one of size 1.</summary>
    public static int[] OfSample(ReadOnlySpan<int> dims)
    {
        int[] sample = dims.ToArray();
        sample.AsSpan().Replace(Batch, 1);
        return sample;
    }

    /// <summary>How far apart neighbours along each dimension lie, row by row.</summary>
    public static int[] Strides(ReadOnlySpan<int> dims)
    {
        int[] strides = new int[dims.Length];
        int stride = 1;
        for (int i = dims.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= dims[i] == Batch ? 1 : dims[i];
        }

        return strides;
    }

    /// <summary>[batch, 16]</summary>
    public static string Text(IEnumerable<int> dims) =>
        $"[{string.Join(", ", dims.Select(size => size == Batch ? "batch" : Wording.Number((long)size)))}]";
}
