using System.ComponentModel;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>
/// Passes over a contiguous block of floats that a generated network runs after it has stored its pre-activations: activations in
/// place, their derivatives and softmax.
/// </summary>
/// <remarks>
/// Blocks may have any length; nothing outside the span is read or written, and what an element becomes does not depend on its position
/// (of softmax, the sums do in their last bits). The methods are compiled with full optimisation at their first call
/// and never inlined, so that the register allocation of a caller cannot suffer from them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationPasses
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>a = f(z), in place.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    /// <typeparam name="TFunction">f.</typeparam>
    [MethodImpl(Kernel)]
    public static void Apply<TFunction>(Span<float> z) where TFunction : struct, IActivationFunction =>
        VectorLoops.Map(z, default(ApplyOperator<TFunction>));

    /// <summary>a = f(z) of one vector, inlined into the caller.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <typeparam name="TFunction">f.</typeparam>
    /// <typeparam name="TSimd">What can be done with the vector.</typeparam>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TFunction, TSimd, TVector>(TVector z)
        where TFunction : struct, IActivationFunction
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TFunction.Apply<TSimd, TVector>(z);

    /// <summary>delta *= f'(z)</summary>
    /// <param name="values">What f' is told from: activations, or pre-activations, see <see cref="IDifferentiableFunction"/>.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    /// <typeparam name="TFunction">f.</typeparam>
    [MethodImpl(Kernel)]
    public static void MultiplyByDerivative<TFunction>(ReadOnlySpan<float> values, Span<float> delta)
        where TFunction : struct, IDifferentiableFunction => VectorLoops.Map(values, delta, default(DerivativeOperator<TFunction>));

    /// <summary>
    /// Softmax of each row in place: e^z / sum e^z, computed as e^(z - max) / sum e^(z - max), so that logits of any size neither overflow
    /// nor give NaN. The largest share what there is where they are infinite. The padding at the end of each row is set to 0.
    /// </summary>
    /// <param name="z">Logits, row after row; rows times stride floats are used.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="stride">How many floats from the start of one row to the start of the next.</param>
    /// <param name="count">How many of them are logits, at least 1; the others are padding.</param>
    [MethodImpl(Kernel)]
    public static void SoftmaxRows(Span<float> z, int rows, int stride, int count)
    {
        CheckRows(rows, stride, count);
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = z.Slice(i * stride, count);
            VectorLoops.Map(row, new ExpOfDifferenceOperator(VectorLoops.Max(row)));
            VectorLoops.Map(row, new ScaleOperator(1 / VectorLoops.Sum(row, default(IdentityOperator))));
            z.Slice(i * stride + count, stride - count).Clear();
        }
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

    /// <summary>
    /// The logarithm of softmax of each row in place: z - ln sum e^z, computed as (z - max) - ln sum e^(z - max). The padding at the end of
    /// each row is set to minus infinity, whose share is 0.
    /// </summary>
    /// <param name="z">Logits, row after row; rows times stride floats are used.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="stride">How many floats from the start of one row to the start of the next.</param>
    /// <param name="count">How many of them are logits, at least 1; the others are padding.</param>
    [MethodImpl(Kernel)]
    public static void LogSoftmaxRows(Span<float> z, int rows, int stride, int count)
    {
        CheckRows(rows, stride, count);
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = z.Slice(i * stride, count);
            float greatest = VectorLoops.Max(row);
            float sum = VectorLoops.Sum(row, new ExpOfDifferenceOperator(greatest));
            VectorLoops.Map(row, new LogSoftmaxOperator(greatest, (float)PortableMath.Log(sum)));
            z.Slice(i * stride + count, stride - count).Fill(float.NegativeInfinity);
        }
    }

    /// <summary>
    /// The Jacobian of the softmax's logarithm on each row of deltas: delta_i = delta_i - e^a_i sum_j delta_j. Padded activations are minus
    /// infinity, so that padded deltas stay 0.
    /// </summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">dLoss/da, replaced by dLoss/dz.</param>
    /// <param name="stride">The length of a padded row.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByLogSoftmaxJacobian(ReadOnlySpan<float> a, Span<float> delta, int stride)
    {
        for (int row = 0; row < a.Length / stride; row++)
        {
            Span<float> deltas = delta.Slice(row * stride, stride);
            float sum = VectorLoops.Sum(deltas, default(IdentityOperator));
            VectorLoops.Map(a.Slice(row * stride, stride), deltas, new LogSoftmaxJacobianOperator(sum));
        }
    }

    private static void CheckRows(int rows, int stride, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, count);
    }

    private readonly struct ApplyOperator<TFunction> : IUnaryOperator where TFunction : struct, IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector IUnaryOperator.Invoke<TSimd, TVector>(TVector x) => TFunction.Apply<TSimd, TVector>(x);
    }

    private readonly struct DerivativeOperator<TFunction> : IBinaryOperator where TFunction : struct, IDifferentiableFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) => TFunction.MultiplyByDerivative<TSimd, TVector>(x, y);
    }
}
