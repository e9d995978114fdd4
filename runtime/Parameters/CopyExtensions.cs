using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Networks made of networks: copies, and steps towards another, as target networks and populations need them.</summary>
public static class CopyExtensions
{
    /// <summary>A network of its own with the same parameters, and the same <c>DropoutState</c>: from here on it trains alike.</summary>
    /// <remarks>
    /// It costs the memory of the parameters and a copy of it. Fields that a class has besides what is generated are copied as they are.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <returns>The copy, of the class that the network is of.</returns>
    public static TNetwork Clone<TNetwork>(this TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        TNetwork clone = network.ShallowCopy();
        AlignedBuffer block = new(TNetwork.BlockSize);
        network.Block.Span.CopyTo(block.Span);
        clone.Block = block;
        return clone;
    }

    /// <summary>Takes over the parameters of another network, and its <c>DropoutState</c>. Nothing is allocated.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network that changes. This call needs it to itself.</param>
    /// <param name="other">The network that is only read.</param>
    public static void CopyFrom<TNetwork>(this TNetwork network, TNetwork other) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(other);
        other.Block.Span.CopyTo(network.Block.Span);
        network.DropoutState = other.DropoutState;
    }

    /// <summary>
    /// Goes a part of the way to another network: W += amount (W' - W), which a target network does after each step. 0 changes nothing, and 1
    /// takes over the parameters. Nothing is allocated.
    /// </summary>
    /// <remarks>
    /// The difference is rounded, then the product and the sum together. Polyak and Juditsky, <i>Acceleration of Stochastic Approximation by
    /// Averaging</i> (1992), averages such; Lillicrap and others, <i>Continuous control with deep reinforcement learning</i> (2016), algorithm
    /// 1, has it for target networks, with tau for the amount.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network that changes, but for its <c>DropoutState</c>. This call needs it to itself.</param>
    /// <param name="other">The network that is only read.</param>
    /// <param name="amount">The part of the way, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not in [0, 1]. Nothing has changed.</exception>
    public static void Blend<TNetwork>(this TNetwork network, TNetwork other, float amount) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(other);
        Require.That(amount is >= 0 and <= 1, amount, "a number in [0, 1]", nameof(amount));
        switch (amount)
        {
            case 0:
                break;
            case 1:
                other.Block.Span.CopyTo(network.Block.Span);
                break;
            default:
                Blend(other.Block.Span, network.Block.Span, amount);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Blend(ReadOnlySpan<float> from, Span<float> to, float amount) => VectorLoops.Map(from, to, new BlendOperator(amount));
}
