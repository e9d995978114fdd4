using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>
/// Loss and output delta of a mini-batch. Outputs and deltas are padded rows of <c>stride</c> floats, targets are dense rows of
/// <c>outputs</c>; the deltas' padding becomes 0, so that padded weights never change.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LossPasses
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>1/2 sum (a - y)^2, and delta = scale (a - y), which f'(z) has yet to multiply.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    /// <returns>The loss summed over the samples.</returns>
    [MethodImpl(Kernel)]
    public static double MeanSquaredError(ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta) =>
        0.5 * Regression(a, y, outputs, stride, delta, default(SquaredDifferenceOperator), new ScaledDifferenceOperator(scale));

    /// <summary>sum |a - y|, and delta = scale sign(a - y), 0 at 0, which f'(z) has yet to multiply.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    /// <returns>The loss summed over the samples.</returns>
    [MethodImpl(Kernel)]
    public static double MeanAbsoluteError(ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta) =>
        Regression(a, y, outputs, stride, delta, default(AbsoluteDifferenceOperator), new ScaledSignOperator(scale));

    /// <summary>
    /// Huber's loss with delta = 1: sum of (a - y)^2 / 2 where |a - y| is at most 1, else |a - y| - 1/2; and delta = scale (a - y), with
    /// a - y held between -1 and 1, which f'(z) has yet to multiply.
    /// </summary>
    /// <param name="a">Activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    /// <returns>The loss summed over the samples.</returns>
    [MethodImpl(Kernel)]
    public static double Huber(ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta) =>
        Regression(a, y, outputs, stride, delta, default(HuberOperator), new ScaledClampedDifferenceOperator(scale));

    /// <summary>-sum [y ln a + (1 - y) ln(1 - a)] with a = sigmoid z, computed as softplus(z) - y z.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <returns>The loss summed over the samples.</returns>
    [MethodImpl(Kernel)]
    public static double BinaryCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y, int outputs, int stride)
    {
        double loss = 0;
        for (int row = 0; row < z.Length / stride; row++)
        {
            loss += ActivationPasses.BinaryCrossEntropy(z.Slice(row * stride, outputs), y.Slice(row * outputs, outputs));
        }

        return loss;
    }

    /// <summary>delta = scale (a - y): the sigmoid's derivative has cancelled against the loss's.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    [MethodImpl(Kernel)]
    public static void BinaryCrossEntropyDelta(ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta)
    {
        for (int row = 0; row < a.Length / stride; row++)
        {
            Difference(a.Slice(row * stride, outputs), y.Slice(row * outputs, outputs), scale, delta.Slice(row * stride, stride));
        }
    }

    /// <summary>-sum y ln a with a = softmax z, computed as ln sum e^z times sum y, less sum y z.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <returns>The loss summed over the samples.</returns>
    [MethodImpl(Kernel)]
    public static double CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y, int outputs, int stride)
    {
        double loss = 0;
        for (int row = 0; row < z.Length / stride; row++)
        {
            ReadOnlySpan<float> logits = z.Slice(row * stride, outputs);
            ReadOnlySpan<float> targets = y.Slice(row * outputs, outputs);

            // Each term is y (ln sum e^z - z), never negative: a difference of two large sums would lose its digits.
            loss += VectorLoops.Sum(logits, targets, new CrossEntropyOperator(ActivationPasses.LogSumExp(logits)));
        }

        return loss;
    }

    /// <summary>delta = scale (a sum y - y), which for targets that sum to 1 is a - y.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="y">Targets.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    [MethodImpl(Kernel)]
    public static void CrossEntropyDelta(ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta)
    {
        for (int row = 0; row < a.Length / stride; row++)
        {
            ReadOnlySpan<float> targets = y.Slice(row * outputs, outputs);
            Span<float> deltas = delta.Slice(row * stride, stride);
            float total = VectorLoops.Sum(targets, default(IdentityOperator));
            a.Slice(row * stride, outputs).CopyTo(deltas);
            VectorLoops.Map(deltas[..outputs], new ScaleOperator(total));
            Difference(deltas[..outputs], targets, scale, deltas);
        }
    }

    /// <summary>Rosenblatt's criterion, sum max(0, -y z), and delta = -scale y where y z &lt;= 0, else 0.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="y">Targets, -1 or 1.</param>
    /// <param name="outputs">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every delta is multiplied by.</param>
    /// <param name="delta">Receives the deltas.</param>
    /// <returns>The loss summed over the samples.</returns>
    [MethodImpl(Kernel)]
    public static double Perceptron(ReadOnlySpan<float> z, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta)
    {
        double loss = 0;
        for (int row = 0; row < z.Length / stride; row++)
        {
            Span<float> deltas = delta.Slice(row * stride, stride);
            deltas[outputs..].Clear();
            for (int i = 0; i < outputs; i++)
            {
                float target = y[(row * outputs) + i];
                float margin = target * z[(row * stride) + i];
                loss += Math.Max(0, -margin);
                deltas[i] = margin <= 0 ? -scale * target : 0;
            }
        }

        return loss;
    }

    /// <summary>
    /// The softmax's Jacobian on each row of deltas: delta_i = a_i (delta_i - sum_j a_j delta_j). Padded activations are 0 and so
    /// become the deltas.
    /// </summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">dLoss/da, replaced by dLoss/dz.</param>
    /// <param name="stride">The length of a padded row.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyBySoftmaxJacobian(ReadOnlySpan<float> a, Span<float> delta, int stride)
    {
        for (int row = 0; row < a.Length / stride; row++)
        {
            ReadOnlySpan<float> activations = a.Slice(row * stride, stride);
            Span<float> deltas = delta.Slice(row * stride, stride);
            float projection = VectorLoops.Sum(activations, deltas, default(ProductOperator));
            VectorLoops.Map(activations, deltas, new SoftmaxJacobianOperator(projection));
        }
    }

    /// <summary>Sums a loss of a - y and writes what it gives for deltas.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Regression<TLoss, TDelta>(
        ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, Span<float> delta, TLoss lossOf, TDelta deltaOf)
        where TLoss : struct, IBinaryOperator
        where TDelta : struct, IBinaryOperator
    {
        double loss = 0;
        for (int row = 0; row < a.Length / stride; row++)
        {
            ReadOnlySpan<float> activations = a.Slice(row * stride, outputs);
            ReadOnlySpan<float> targets = y.Slice(row * outputs, outputs);
            loss += VectorLoops.Sum(activations, targets, lossOf);
            Deltas(activations, targets, delta.Slice(row * stride, stride), deltaOf);
        }

        return loss;
    }

    private static void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> y, float scale, Span<float> delta) =>
        Deltas(a, y, delta, new ScaledDifferenceOperator(scale));

    private static void Deltas<TDelta>(ReadOnlySpan<float> a, ReadOnlySpan<float> y, Span<float> delta, TDelta deltaOf)
        where TDelta : struct, IBinaryOperator
    {
        a.CopyTo(delta);
        delta[a.Length..].Clear();
        VectorLoops.Map(y, delta[..a.Length], deltaOf);
    }
}
