namespace Unrolled;

/// <summary>Where the elements of a result stand in what it is taken from.</summary>
internal static class Places
{
    /// <summary>Those that are picked along each dimension: slices, repetitions and selections.</summary>
    /// <param name="dims">The source's sizes, without a batch.</param>
    /// <param name="picks">For each dimension, what is taken of it, one after the other.</param>
    public static int[] Pick(ReadOnlySpan<int> dims, int[][] picks)
    {
        int[] places = [0];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            int[] next = new int[places.Length * picks[axis].Length];
            int i = 0;
            foreach (int place in places)
            {
                foreach (int pick in picks[axis])
                {
                    next[i++] = (place * dims[axis]) + pick;
                }
            }

            places = next;
        }

        return places;
    }

    /// <summary>Those of a tensor that is repeated to the sizes of a larger one.</summary>
    /// <param name="dims">The source's sizes, without a batch.</param>
    /// <param name="larger">The result's; dimensions of size 1 and missing ones in front are repeated.</param>
    public static int[] Broadcast(ReadOnlySpan<int> dims, ReadOnlySpan<int> larger)
    {
        int[] padded = new int[larger.Length];
        int[][] picks = new int[larger.Length][];
        for (int axis = 0; axis < larger.Length; axis++)
        {
            int own = axis - (larger.Length - dims.Length);
            padded[axis] = own < 0 ? 1 : dims[own];
            picks[axis] = padded[axis] == 1 ? new int[larger[axis]] : [.. Enumerable.Range(0, larger[axis])];
        }

        return Pick(padded, picks);
    }

    /// <summary>Those of a transposed tensor.</summary>
    /// <param name="dims">The source's sizes, without a batch.</param>
    /// <param name="order">Which of its dimensions each of the result's is.</param>
    public static int[] Transpose(ReadOnlySpan<int> dims, ReadOnlySpan<int> order)
    {
        int[] strides = TensorDims.Strides(dims);
        int[] places = [0];
        foreach (int axis in order)
        {
            int[] next = new int[places.Length * dims[axis]];
            int i = 0;
            foreach (int place in places)
            {
                for (int j = 0; j < dims[axis]; j++)
                {
                    next[i++] = place + (j * strides[axis]);
                }
            }

            places = next;
        }

        return places;
    }

    /// <summary>All along a dimension.</summary>
    public static int[] All(int size) => [.. Enumerable.Range(0, size)];
}
