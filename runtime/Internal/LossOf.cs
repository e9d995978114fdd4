using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>A loss that the caller has chosen.</summary>
/// <typeparam name="TLoss">The loss.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LossOf<TLoss> : ILossPass where TLoss : ILoss
{
    static bool ILossPass.HasDeltas => true;

    static bool ILossPass.TakesAnyWeight => true;

    /// <summary>The loss of one sample.</summary>
    /// <param name="output">The outputs.</param>
    /// <param name="target">The wanted outputs.</param>
    /// <param name="outputGradient">Receives the derivatives.</param>
    /// <param name="sample">Which sample of the mini-batch it is.</param>
    /// <exception cref="NotFiniteLossException">The loss or a derivative is not finite.</exception>
    internal static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient, int sample)
    {
        outputGradient.Clear();
        float loss = TLoss.Evaluate(output, target, outputGradient);
        if (!float.IsFinite(loss))
        {
            throw new NotFiniteLossException(TypeNames.Of(typeof(TLoss)), loss, "", sample);
        }

        if (Finite.FirstOther(outputGradient) is var index and >= 0)
        {
            throw new NotFiniteLossException(
                TypeNames.Of(typeof(TLoss)), outputGradient[index], $" as its derivative by output {Wording.Number(index)}", sample);
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ILossPass.Run(
        Span<float> outputs, ref float targets, int size, int stride, float scale, Span<float> deltas, ref LossSum losses)
    {
        double sum = losses.Total;
        for (int row = 0; row < outputs.Length / stride; row++)
        {
            Span<float> padded = deltas.Slice(row * stride, stride);
            Span<float> gradient = padded[..size];
            float loss = Evaluate(
                outputs.Slice(row * stride, size), MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref targets, row * size), size), gradient,
                losses.First + row);
            sum += losses.Note(row, loss);
            float scaleOfRow = losses.Scale(row, scale);
            foreach (ref float each in gradient)
            {
                each *= scaleOfRow;
            }

            padded[size..].Clear();
        }

        losses.Total = sum;
    }
}
