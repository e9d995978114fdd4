using System.Runtime.Intrinsics;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// <see cref="Loss.LogCosh"/> as a type: sum ln cosh(a - y), quadratic near the target and linear far from it, and smooth everywhere.
/// </summary>
/// <remarks>
/// The derivative is tanh(a - y). The sum runs over the outputs, where Keras's <c>LogCosh</c> takes their mean. Goes with every
/// differentiable output activation.
/// </remarks>
public readonly struct LogCoshLoss : ILoss, IElementwiseLoss
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span has another length than the outputs. Nothing has been written.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        ElementwiseLoss.Sum<LogCoshLoss>(output, target, outputGradient);

    static double IElementwiseLoss.Evaluate(double a, double y, out double slope)
    {
        double loss = Of<LogCoshFunction>(a, y, out Vector256<double> slopes).ToScalar();
        slope = slopes.ToScalar();
        return loss;
    }

    private static Vector256<double> Of<TFunction>(double a, double y, out Vector256<double> slopes) where TFunction : struct, ILossFunction =>
        TFunction.Evaluate(Vector256.CreateScalar(a), Vector256.CreateScalar(y), out slopes);
}
