using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Numerics;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>
/// What an optimizer remembers from step to step: how many steps there were, and vectors of one number per parameter, e.g. the velocity
/// of momentum. It can be read and restored in canonical order, the same on every machine. <see cref="Optimizer.For{TNetwork}"/> makes one, and
/// <see cref="Step{TNetwork}"/> makes the steps of a loop of one's own.
/// </summary>
/// <remarks>
/// A loop of <see cref="ITrainableNetwork{TSelf}.Gradient(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/> and <see cref="Step{TNetwork}"/>
/// comes to the bits of <see cref="Trainer"/>, with two exceptions: dropout, of which <c>Gradient</c> knows nothing, and plain
/// <see cref="Optimizer.Sgd"/> without clipping and rates per layer, where <see cref="Trainer"/> adds the samples' parts to the weights one
/// by one, and not their sum. A loop of <c>network.Train</c> does the same there.
/// </remarks>
public sealed class OptimizerState
{
    private readonly Type _network;
    private readonly BlockLayout _layout;
    private readonly AlignedBuffer[] _blocks;

    // What a gradient in canonical order is brought into; empty before the first one.
    private AlignedBuffer _gradient = new(0);

    internal OptimizerState(Type network, BlockLayout layout, int blockSize, GradientStep rule)
    {
        _network = network;
        _layout = layout;
        _blocks = [.. rule.Optimizer.StateNames.Select(_ => new AlignedBuffer(blockSize))];
        Rule = rule;
    }

    /// <summary>The optimizer whose state this is.</summary>
    public Optimizer Optimizer => Rule.Optimizer;

    /// <summary>How many steps have been made. In <see cref="Trainer"/> plain gradient descent needs no count and stays at 0.</summary>
    public long Steps { get; private set; }

    /// <summary>What the vectors are called; empty for plain gradient descent.</summary>
    public IReadOnlyList<string> Names => Optimizer.StateNames;

    /// <summary>The length of every vector: the number of parameters.</summary>
    public int Length => _layout.ParameterCount;

    /// <summary>What a step does.</summary>
    internal GradientStep Rule { get; }

    /// <summary>Makes one step of a network down a gradient.</summary>
    /// <remarks>The network alone changes, and needs to be left to this call. From the second call on nothing is allocated.</remarks>
    /// <typeparam name="TNetwork">The network class that the state was made for.</typeparam>
    /// <param name="network">The network: any of that class.</param>
    /// <param name="gradient">
    /// A finite partial derivative for each parameter in canonical order, as <c>Gradient</c> gives them. It is only read.
    /// </param>
    /// <param name="learningRate">The step size: finite, 0 or above. It may change from step to step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite. Nothing has changed.</exception>
    /// <exception cref="ArgumentException">
    /// The state is one of another network class, or the gradient has the wrong length or a number that is not finite: the message says which
    /// one. Nothing has changed.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step<TNetwork>(TNetwork network, ReadOnlySpan<float> gradient, float learningRate) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (typeof(TNetwork) != _network)
        {
            throw new ArgumentException(
                $"The network is one of {TypeNames.Of(typeof(TNetwork))}, but the optimizer's state one for {TypeNames.Of(_network)}.", nameof(network));
        }

        Check.Length(gradient.Length, Length, nameof(gradient));
        Check.AllFinite(gradient, nameof(gradient));
        Check.Apart(gradient, nameof(gradient), network.Block.Span, "the parameters");
        Require.NotNegative(learningRate, nameof(learningRate));
        if (_gradient.Length == 0)
        {
            _gradient = new AlignedBuffer(network.Block.Length);
        }

        _layout.FromCanonical(gradient, _gradient.Span);
        Step(network.Block, _gradient, learningRate);
    }

    /// <summary>Copies a vector out, in canonical order.</summary>
    /// <param name="index">Which one, as in <see cref="Names"/>.</param>
    /// <param name="destination">Receives <see cref="Length"/> numbers.</param>
    /// <exception cref="ArgumentException">There is no such vector, or the span has the wrong length.</exception>
    public void Get(int index, Span<float> destination)
    {
        Require.Row(index, _blocks.Length, nameof(index));
        _layout.ToCanonical(_blocks[index].Span, destination);
    }

    /// <summary>Replaces a vector.</summary>
    /// <param name="index">Which one, as in <see cref="Names"/>.</param>
    /// <param name="source"><see cref="Length"/> numbers in canonical order.</param>
    /// <exception cref="ArgumentException">There is no such vector, or the span has the wrong length.</exception>
    public void Set(int index, ReadOnlySpan<float> source)
    {
        Require.Row(index, _blocks.Length, nameof(index));
        _layout.FromCanonical(source, _blocks[index].Span);
    }

    /// <summary>Replaces the number of steps.</summary>
    /// <param name="steps">How many steps have been made, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void SetSteps(long steps)
    {
        Require.That(steps >= 0, steps, "at least 0", nameof(steps));
        Steps = steps;
    }

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="options">The rest, which has been checked.</param>
    internal static OptimizerState Of<TNetwork>(Optimizer optimizer, StepOptions options) where TNetwork : class, INetwork<TNetwork> => new(
        typeof(TNetwork), NetworkLayout<TNetwork>.Value, TNetwork.BlockSize, GradientStep.Of<TNetwork>(optimizer, options));

    /// <summary>Whether all numbers of all vectors are finite. A step by others would be of no use.</summary>
    internal bool IsFinite
    {
        get
        {
            foreach (AlignedBuffer block in _blocks)
            {
                if (!VectorLoops.IsFinite(block.Span))
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal Span<Vector<float>> Vectors(int index, ParameterGroup group) => _blocks[index].Vectors(group);

    /// <summary>Makes one step down a mean gradient that lies like the parameters, and is used up.</summary>
    internal void Step(AlignedBuffer parameters, AlignedBuffer gradient, float rate)
    {
        Steps++;
        Rule.Apply(parameters, gradient, this, rate);
    }

    /// <summary>The same for some of the parameters, where the step is plain.</summary>
    internal void StepPlainly(AlignedBuffer parameters, AlignedBuffer gradient, float rate, Share some)
    {
        Steps++;
        Rule.ApplyPlain(parameters, gradient, this, rate, some);
    }
}
