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
    public static double MeanSquaredError(ReadOnlySpan<float> a, ReadOnlySpan<float> y, int outputs, int stride, float scale, Span<float> delta)
    {
        double loss = 0;
        for (int row = 0; row < a.Length / stride; row++)
        {
            ReadOnlySpan<float> activations = a.Slice(row * stride, outputs);
            ReadOnlySpan<float> targets = y.Slice(row * outputs, outputs);
            loss += VectorLoops.Sum(activations, targets, default(SquaredDifferenceOperator));
            Difference(activations, targets, scale, delta.Slice(row * stride, stride));
        }

        return 0.5 * loss;
    }

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
            loss += VectorLoops.Sum(z.Slice(row * stride, outputs), y.Slice(row * outputs, outputs), default(BinaryCrossEntropyOperator));
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

    private static void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> y, float scale, Span<float> delta)
    {
        a.CopyTo(delta);
        delta[a.Length..].Clear();
        VectorLoops.Map(y, delta[..a.Length], new ScaledDifferenceOperator(scale));
    }
}
