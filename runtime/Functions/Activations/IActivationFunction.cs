using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>The vector expression of an activation that takes each unit for itself: written once, compiled for each width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivationFunction
{
    /// <summary>a = f(z); NaN for NaN, and the limits at the infinities.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <typeparam name="TSimd">What can be done with the vector.</typeparam>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <returns>The activations.</returns>
    static abstract TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>An activation that deltas can be led through.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDifferentiableFunction : IActivationFunction
{
    /// <summary>delta f'(z)</summary>
    /// <param name="value">What the derivative is told from: a, or z where the activation's row says that it needs z.</param>
    /// <param name="delta">Deltas.</param>
    /// <typeparam name="TSimd">What can be done with the vector.</typeparam>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <returns>The products.</returns>
    static abstract TVector MultiplyByDerivative<TSimd, TVector>(TVector value, TVector delta)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
