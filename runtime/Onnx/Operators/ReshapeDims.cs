namespace Unrolled;

/// <summary>Finds the batch among the sizes that a Reshape asks for.</summary>
internal static class ReshapeDims
{
    /// <param name="call">The node.</param>
    /// <param name="value">What is reshaped.</param>
    /// <param name="wanted">Sizes; -1 is whatever is left.</param>
    /// <param name="isZeroSize">Whether 0 is a size, in place of the one that the dimension has.</param>
    public static int[] Of(NodeCall call, GraphValue value, long[] wanted, bool isZeroSize)
    {
        int[] dims = new int[wanted.Length];
        int rest = -1;
        for (int i = 0; i < dims.Length; i++)
        {
            if (wanted[i] == -1)
            {
                rest = rest < 0 ? i : throw Unfit(call, wanted);
                dims[i] = 1;
            }
            else if (wanted[i] == 0 && !isZeroSize)
            {
                dims[i] = i < value.Dims.Length ? value.Dims[i] : throw Unfit(call, wanted);
            }
            else
            {
                dims[i] = ShapeOperators.Dimension(call, wanted[i]);
            }
        }

        bool hadBatch = value.Dims.Contains(TensorDims.Batch), hasBatch = dims.Contains(TensorDims.Batch);
        if (hadBatch && !hasBatch)
        {
            // What is left may be the batch; or the first, where an exporter has written down the size that it saw.
            if (rest >= 0 && TensorDims.Count(dims) == value.Count)
            {
                dims[rest] = TensorDims.Batch;
                rest = -1;
            }
            else if (dims.Length > 0 && rest != 0 && dims[0] == (call.FixedBatch ?? 1))
            {
                dims[0] = TensorDims.Batch;
            }
        }

        if (rest >= 0)
        {
            long others = TensorDims.Count(dims);
            dims[rest] = others != 0 && value.Count % others == 0 ? (int)(value.Count / others) : throw Unfit(call, wanted);
        }

        if (hadBatch && !dims.Contains(TensorDims.Batch))
        {
            throw call.Refuse(
                $"shape {Text(wanted)} for {call.Name(0)}, which has samples and their numbers in one dimension",
                "the batch in a dimension of its own");
        }

        return TensorDims.Count(dims) == value.Count ? dims : throw Unfit(call, wanted);
    }

    private static GraphRefusal Unfit(NodeCall call, long[] wanted) =>
        call.Refuse($"shape {Text(wanted)} for {call.Name(0)}", "one of as many elements, and at most one size -1");

    private static string Text(long[] wanted) =>
        $"[{string.Join(", ", wanted.Select(size => size == TensorDims.BatchNumber ? "batch" : Wording.Number(size)))}]";
}
