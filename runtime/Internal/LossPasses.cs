using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>
/// Loss and output delta of a mini-batch. Outputs and deltas are padded rows of <c>stride</c> floats, a multiple of 4; targets are dense
/// rows of <c>outputs</c>. The deltas' padding becomes 0, so that padded weights never change.
/// </summary>
/// <remarks>
/// Losses are computed and summed in float64, each sample's by itself: no square of a float overflows there, and differences of large
/// floats are exact. A loss is right to 1e-7 of itself however small or large, and does not depend on the width of vectors.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossPasses
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>A loss in which each output counts for itself, and delta = scale times its derivative.</summary>
    /// <param name="x">Activations, or pre-activations where the loss is computed from those.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas, which f'(z) has yet to multiply where they are derivatives by activations.</param>
    /// <param name="losses">What the losses are added to; it may give a sample another scale.</param>
    /// <typeparam name="TLoss">The loss of one output.</typeparam>
    [MethodImpl(Kernel)]
    public static void Sum<TLoss>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta, ref LossSum losses)
        where TLoss : struct, ILossFunction
    {
        int rows = CheckShape(x, y, outputs, stride, delta);
        ref float value = ref MemoryMarshal.GetReference(x);
        ref float target = ref MemoryMarshal.GetReference(y);
        ref float result = ref MemoryMarshal.GetReference(delta);
        double sum = losses.Total;
        for (int row = 0; row < rows; row++)
        {
            Vector256<double> loss = Vector256<double>.Zero;
            float scaleOfRow = losses.Scale(row, scale);
            int i = 0;
            for (; i < outputs; i += Doubles.Lanes)
            {
                Vector256<double> lanes = Doubles.FirstLanes(outputs - i);
                Vector256<double> values = Doubles.Widen(Vector128.LoadUnsafe(ref value, (nuint)i));
                Vector256<double> targets = Doubles.Widen(Load(ref Unsafe.Add(ref target, i), outputs - i));
                loss += TLoss.Evaluate(values, targets, out Vector256<double> slope) & lanes;
                Doubles.Narrow((slope & lanes) * scaleOfRow).StoreUnsafe(ref result, (nuint)i);
            }

            ClearPadding(ref result, i, stride);
            sum += losses.Note(row, outputs == 1 ? loss.ToScalar() : Doubles.Sum(loss));
            value = ref Unsafe.Add(ref value, stride);
            target = ref Unsafe.Add(ref target, outputs);
            result = ref Unsafe.Add(ref result, stride);
        }

        losses.Total = sum;
    }

    /// <summary>-sum y ln a with a = softmax z, and delta = scale (a sum y - y), which for targets that sum to 1 is a - y.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    /// <param name="losses">What the losses are added to; it may give a sample another scale.</param>
    [MethodImpl(Kernel)]
    public static void CrossEntropy(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta, ref LossSum losses)
    {
        int rows = CheckShape(z, y, outputs, stride, delta);
        double sum = losses.Total;
        for (int row = 0; row < rows; row++)
        {
            sum += losses.Note(row, CrossEntropyOfRow(
                z.Slice(row * stride, stride), y.Slice(row * outputs, outputs), losses.Scale(row, scale), delta.Slice(row * stride, stride)));
        }

        losses.Total = sum;
    }

    /// <remarks>
    /// With d = z - max and R = sum e^d without one of the largest: the loss is ln(1 + R) sum y - sum y d, in which no term is negative, so
    /// that neither what the logits share nor a confident answer costs digits. And a = e^d / (1 + R), so that the delta is
    /// scale / (1 + R) ((e^d sum y - y) - y R), where a confident right answer leaves -y R.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double CrossEntropyOfRow(ReadOnlySpan<float> z, ReadOnlySpan<float> y, float scale, Span<float> delta)
    {
        int outputs = y.Length;
        ref float logit = ref MemoryMarshal.GetReference(z);
        ref float target = ref MemoryMarshal.GetReference(y);
        ref float result = ref MemoryMarshal.GetReference(delta);
        Vector256<double> max = Vector256.Create((double)VectorLoops.Max(z[..outputs]));
        Vector256<double> rest = Vector256<double>.Zero, largest = rest, total = rest, distance = rest;
        int i = 0;
        for (; i < outputs; i += Doubles.Lanes)
        {
            Vector256<double> lanes = Doubles.FirstLanes(outputs - i);
            Vector256<double> logits = Doubles.Widen(Vector128.LoadUnsafe(ref logit, (nuint)i));
            Vector256<double> targets = Doubles.Widen(Load(ref Unsafe.Add(ref target, i), outputs - i));

            // The largest are at 0 from themselves also where they are infinite, and a target of 0 counts as nothing at any distance.
            Vector256<double> isLargest = Vector256.Equals(logits, max) & lanes;
            Vector256<double> d = Vector256.AndNot(logits - max, isLargest);
            Vector256<double> e = Doubles.ExpOfNegative(d) & lanes;
            rest += Vector256.AndNot(e, isLargest);
            largest += Vector256<double>.One & isLargest;
            total += targets;
            distance -= Vector256.AndNot(targets * d, Vector256.Equals(targets, Vector256<double>.Zero));
            Doubles.Narrow(e).StoreUnsafe(ref result, (nuint)i);
        }

        double others = Doubles.Sum(rest) + (Doubles.Sum(largest) - 1);
        double sum = Doubles.Sum(total);
        var factor = Vector128.Create((float)(scale / (1 + others)));
        for (i = 0; i < outputs; i += Doubles.Lanes)
        {
            Vector128<float> targets = Load(ref Unsafe.Add(ref target, i), outputs - i);
            Vector128<float> e = Vector128.LoadUnsafe(ref result, (nuint)i);
            (((e * (float)sum) - targets - (targets * (float)others)) * factor).StoreUnsafe(ref result, (nuint)i);
        }

        ClearPadding(ref result, i, delta.Length);
        return (Doubles.LogOnePlus(Vector256.CreateScalar(others)).ToScalar() * sum) + Doubles.Sum(distance);
    }

    /// <summary>Four targets, or those that are left and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float target, int left) => left switch
    {
        >= Doubles.Lanes => Vector128.LoadUnsafe(ref target),
        3 => Vector128.Create(target, Unsafe.Add(ref target, 1), Unsafe.Add(ref target, 2), 0),
        2 => Vector128.Create(target, Unsafe.Add(ref target, 1), 0, 0),
        _ => Vector128.CreateScalar(target),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearPadding(ref float row, int from, int stride)
    {
        for (; from < stride; from += Vector128<float>.Count)
        {
            Vector128<float>.Zero.StoreUnsafe(ref row, (nuint)from);
        }
    }

    /// <summary>The number of rows. Beyond this nothing is checked again.</summary>
    private static int CheckShape(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int outputs, int stride, Span<float> delta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, outputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(stride % Doubles.Lanes, 0, nameof(stride));
        int rows = x.Length / stride;
        Check.Length(x.Length, rows * stride, nameof(x));
        Check.Length(y.Length, rows * outputs, nameof(y));
        Check.Length(delta.Length, rows * stride, nameof(delta));
        return rows;
    }
}
