using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

/// <summary>
/// What a training pass does between the outputs of some samples and their deltas. Implementations are structs, so that the JIT compiles
/// the passes anew for each.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILossPass
{
    /// <summary>Whether there are deltas to go on with; else the pass ends with the outputs.</summary>
    static abstract bool HasDeltas { get; }

    /// <summary>Whether a sample's weight may be negative.</summary>
    static abstract bool TakesAnyWeight { get; }

    /// <summary>The losses of some samples, and the deltas as far as the outputs.</summary>
    /// <param name="outputs">Outputs in padded rows.</param>
    /// <param name="targets">What goes with each, in dense rows.</param>
    /// <param name="size">The length of a dense row.</param>
    /// <param name="stride">The length of a padded row.</param>
    /// <param name="scale">What every derivative is multiplied by.</param>
    /// <param name="deltas">Receives the derivatives by the outputs in padded rows, the padding 0.</param>
    /// <param name="losses">What the losses are added to; it may give a sample another scale.</param>
    static abstract void Run(
        Span<float> outputs, ref float targets, int size, int stride, float scale, Span<float> deltas, ref LossSum losses);
}

/// <summary>The loss of the network itself, which the passes have: they know it by this type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct OwnLoss : ILossPass
{
    static bool ILossPass.HasDeltas => true;

    static bool ILossPass.TakesAnyWeight => false;

    static void ILossPass.Run(
        Span<float> outputs, ref float targets, int size, int stride, float scale, Span<float> deltas, ref LossSum losses) =>
        throw new NotSupportedException("The passes of the network have this loss.");
}

/// <summary>No loss: the caller knows its derivatives by the outputs, and gives them in place of targets.</summary>
internal readonly struct GivenGradients : ILossPass
{
    static bool ILossPass.HasDeltas => true;

    static bool ILossPass.TakesAnyWeight => true;

    static void ILossPass.Run(
        Span<float> outputs, ref float targets, int size, int stride, float scale, Span<float> deltas, ref LossSum losses)
    {
        for (; !deltas.IsEmpty; deltas = deltas[stride..])
        {
            MemoryMarshal.CreateReadOnlySpan(ref targets, size).CopyTo(deltas);
            deltas[size..stride].Clear();
            targets = ref Unsafe.Add(ref targets, size);
        }
    }
}

/// <summary>No loss: the outputs of a training pass, with its dropped units, go where targets are given, and the pass ends.</summary>
internal readonly struct OutputsAlone : ILossPass
{
    static bool ILossPass.HasDeltas => false;

    static bool ILossPass.TakesAnyWeight => true;

    static void ILossPass.Run(
        Span<float> outputs, ref float targets, int size, int stride, float scale, Span<float> deltas, ref LossSum losses) =>
        Panels.CopyRows(
            ref MemoryMarshal.GetReference(outputs), stride, MemoryMarshal.CreateSpan(ref targets, outputs.Length / stride * size), size);
}
