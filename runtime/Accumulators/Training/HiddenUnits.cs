using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>The units of a hidden layer while one sample goes through it.</summary>
/// <param name="count">How many there are.</param>
/// <param name="activation">Their activation, one of those that accumulator networks have.</param>
internal sealed class HiddenUnits(int count, Activation activation)
{
    private readonly float[] _sums = new float[count];
    private readonly float[] _activations = new float[count];
    private readonly float[] _deltas = new float[count];

    /// <summary>The pre-activations.</summary>
    public Span<float> Sums => _sums;

    /// <summary>The activations.</summary>
    public ReadOnlySpan<float> Activations => _activations;

    /// <summary>The derivatives of the loss: with respect to activations at first, then to pre-activations.</summary>
    public Span<float> Deltas => _deltas;

    /// <summary>a = f(z)</summary>
    public void Activate()
    {
        _sums.CopyTo(_activations, 0);
        if (activation == Activation.SquaredClippedReLU)
        {
            ActivationPasses.Apply<SquaredClippedReLUFunction>(_activations);
        }
        else
        {
            ActivationPasses.Apply<ClippedReLUFunction>(_activations);
        }
    }

    /// <summary>delta *= f'(z)</summary>
    public void MultiplyByDerivative()
    {
        if (activation == Activation.SquaredClippedReLU)
        {
            ActivationPasses.MultiplyByDerivative<SquaredClippedReLUFunction>(_sums, _deltas);
        }
        else
        {
            ActivationPasses.MultiplyByDerivative<ClippedReLUFunction>(_activations, _deltas);
        }
    }
}
