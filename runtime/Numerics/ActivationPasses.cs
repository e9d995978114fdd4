using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>
/// Passes over a contiguous block of floats that a generated network runs after it has stored its pre-activations: activations in
/// place, their derivatives and softmax.
/// </summary>
/// <remarks>
/// Blocks may have any length; nothing outside the span is read or written, and what an element becomes does not depend on its position
/// (of softmax, the sums do in their last bits). The methods are compiled with full optimisation at their first call
/// and never inlined, so that the register allocation of a caller cannot suffer from them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class ActivationPasses
{
    /// <summary>The slope of <see cref="Activation.LeakyReLU"/> below 0.</summary>
    internal const float LeakySlope = 0.01f;

    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>z = 1 / (1 + e^-z), as <see cref="VectorMath"/> computes it.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void Sigmoid(Span<float> z) => VectorLoops.Map(z, default(SigmoidOperator));

    /// <summary>z = tanh z, as <see cref="VectorMath"/> computes it.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void Tanh(Span<float> z) => VectorLoops.Map(z, default(TanhOperator));

    /// <summary>z = max(z, 0); NaN stays NaN.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void ReLU(Span<float> z) => VectorLoops.Map(z, default(ReLUOperator));

    /// <summary>z = z &gt; 0 ? z : 0.01 z.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void LeakyReLU(Span<float> z) => VectorLoops.Map(z, default(LeakyReLUOperator));

    /// <summary>z = z &gt; 0 ? z : e^z - 1.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void ELU(Span<float> z) => VectorLoops.Map(z, default(ELUOperator));

    /// <summary>z = z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z³))).</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void GELU(Span<float> z) => VectorLoops.Map(z, default(GELUOperator));

    /// <summary>z = z / (1 + e^-z).</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void SiLU(Span<float> z) => VectorLoops.Map(z, default(SiLUOperator));

    /// <summary>z = ln(1 + e^z).</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void Softplus(Span<float> z) => VectorLoops.Map(z, default(SoftplusOperator));

    /// <summary>z = min(max(z / 6 + 1/2, 0), 1).</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void HardSigmoid(Span<float> z) => VectorLoops.Map(z, default(HardSigmoidOperator));

    /// <summary>z = z &gt; 0 ? 1 : 0.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void Step(Span<float> z) => VectorLoops.Map(z, default(StepOperator));

    /// <summary>z = z &gt; 0 ? 1 : -1.</summary>
    /// <param name="z">Pre-activations, replaced by activations.</param>
    [MethodImpl(Kernel)]
    public static void Sign(Span<float> z) => VectorLoops.Map(z, default(SignOperator));

    /// <summary>delta *= a (1 - a), the derivative of the sigmoid.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyBySigmoidDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(SigmoidDerivativeOperator));

    /// <summary>delta *= 1 - a², the derivative of tanh.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByTanhDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(TanhDerivativeOperator));

    /// <summary>delta = a &gt; 0 ? delta : 0, the derivative of the rectifier.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByReLUDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(ReLUDerivativeOperator));

    /// <summary>delta = a &gt; 0 ? delta : 0.01 delta, the derivative of the leaky rectifier.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByLeakyReLUDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(LeakyReLUDerivativeOperator));

    /// <summary>delta *= a &gt; 0 ? 1 : a + 1, the derivative of the exponential linear unit.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByELUDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(ELUDerivativeOperator));

    /// <summary>delta *= the derivative of GELU, which a alone does not tell: one a may come from two z.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByGELUDerivative(ReadOnlySpan<float> z, Span<float> delta) =>
        VectorLoops.Map(z, delta, default(GELUDerivativeOperator));

    /// <summary>delta *= s (1 + z (1 - s)) with s the sigmoid of z; a alone does not tell it: one a may come from two z.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyBySiLUDerivative(ReadOnlySpan<float> z, Span<float> delta) =>
        VectorLoops.Map(z, delta, default(SiLUDerivativeOperator));

    /// <summary>delta *= 1 - e^-a, the derivative of softplus: the sigmoid of z.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyBySoftplusDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(SoftplusDerivativeOperator));

    /// <summary>delta *= 0 &lt; a &lt; 1 ? 1/6 : 0, the derivative of the hard sigmoid.</summary>
    /// <param name="a">Activations.</param>
    /// <param name="delta">As many deltas, multiplied in place.</param>
    [MethodImpl(Kernel)]
    public static void MultiplyByHardSigmoidDerivative(ReadOnlySpan<float> a, Span<float> delta) =>
        VectorLoops.Map(a, delta, default(HardSigmoidDerivativeOperator));

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
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, count);
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = z.Slice(i * stride, count);
            VectorLoops.Map(row, new ExpOfDifferenceOperator(VectorLoops.Max(row)));
            VectorLoops.Map(row, new ScaleOperator(1 / VectorLoops.Sum(row, default(IdentityOperator))));
            z.Slice(i * stride + count, stride - count).Clear();
        }
    }
}
