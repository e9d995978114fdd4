using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// The vector expressions of a loss that is a sum over the outputs, each of which counts for itself. They are computed in float64, four
/// outputs at a time whatever the width of the machine's vectors.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILossFunction
{
    /// <summary>Each output's part of the loss, and its derivative.</summary>
    /// <param name="x">Activations, or pre-activations where the loss's row says so.</param>
    /// <param name="y">Targets.</param>
    /// <param name="slope">Receives the derivatives with respect to <paramref name="x"/>.</param>
    /// <returns>The losses.</returns>
    static abstract Vector256<double> Evaluate(Vector256<double> x, Vector256<double> y, out Vector256<double> slope);
}
