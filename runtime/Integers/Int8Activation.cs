using Unrolled.Numerics;

namespace Unrolled;

/// <summary>What becomes of the sums of a hidden layer: bytes, by way of a table where the activation is not a clamp.</summary>
/// <param name="Sums">What the bytes stand for that the sums become first.</param>
/// <param name="Least">The least of these bytes.</param>
/// <param name="Outputs">What the layer's activations stand for, after the table.</param>
/// <param name="Table">An activation for each byte; empty where they are the bytes themselves.</param>
internal sealed record Int8Activation(ByteScale Sums, byte Least, ByteScale Outputs, byte[] Table)
{
    // The pre-activations by whose steps an activation is looked at for where it goes on changing.
    private const int Steps = 1024;

    /// <summary>Identity and ReLU, which are clamps of the bytes themselves.</summary>
    public static bool IsClamp(Activation activation) => activation is Unrolled.Activation.Identity or Unrolled.Activation.ReLU;

    /// <summary>For pre-activations in a range.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="least">The least pre-activation.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="leastScale">Below it, the sums themselves are coarser than the bytes.</param>
    /// <param name="apply">Replaces pre-activations by activations.</param>
    public static Int8Activation Over(Activation activation, double least, double greatest, double leastScale, Action<float[]> apply)
    {
        if (IsClamp(activation))
        {
            ByteScale clamped = Widened(activation == Unrolled.Activation.ReLU ? 0 : least, greatest, leastScale);
            return new Int8Activation(clamped, activation == Unrolled.Activation.ReLU ? clamped.ZeroPoint : (byte)0, clamped, []);
        }

        (least, greatest) = WhereItChanges(least, greatest, apply);
        ByteScale sums = Widened(least, greatest, leastScale);
        float[] values = Numbers(sums);
        apply(values);
        return OfTable(sums, ByteScale.Over(values.Min(), values.Max()), values);
    }

    /// <summary>The same from the scales, as a file has them.</summary>
    public static Int8Activation Of(Activation activation, ByteScale sums, ByteScale outputs, Action<float[]> apply)
    {
        if (IsClamp(activation))
        {
            return new Int8Activation(outputs, activation == Unrolled.Activation.ReLU ? outputs.ZeroPoint : (byte)0, outputs, []);
        }

        float[] values = Numbers(sums);
        apply(values);
        return OfTable(sums, outputs, values);
    }

    private static Int8Activation OfTable(ByteScale sums, ByteScale outputs, float[] values) =>
        new(sums, 0, outputs, [.. values.Select(value => outputs.Quantize(value))]);

    private static float[] Numbers(ByteScale scale)
    {
        float[] numbers = new float[ByteTable.Length];
        for (int q = 0; q < numbers.Length; q++)
        {
            numbers[q] = scale.Number(q);
        }

        return numbers;
    }

    // Twice the step of the sums, so that multipliers stay below one half.
    private static ByteScale Widened(double least, double greatest, double leastScale) =>
        ByteScale.Over(least, Math.Max(greatest, Math.Min(least, 0) + (2 * leastScale * byte.MaxValue)));

    /// <summary>
    /// The part of a range outside which an activation changes by less than half a step of its outputs: the bytes are for the rest, where it
    /// is steep.
    /// </summary>
    private static (double Least, double Greatest) WhereItChanges(double least, double greatest, Action<float[]> apply)
    {
        float[] values = new float[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            values[i] = (float)At(i);
        }

        apply(values);
        double half = (values.Max() - values.Min()) / (2.0 * byte.MaxValue);
        int first = 0, last = Steps;
        while (first < last - 1 && Math.Abs(values[first + 1] - values[0]) < half)
        {
            first++;
        }

        while (last > first + 1 && Math.Abs(values[last - 1] - values[Steps]) < half)
        {
            last--;
        }

        return (At(first), At(last));

        double At(int step) => least + ((greatest - least) * step / Steps);
    }
}
