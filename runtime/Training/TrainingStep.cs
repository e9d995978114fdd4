using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>A step of training on a mini-batch, by the shortest way that the options allow. From the second on it allocates nothing.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class TrainingStep<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly GradientStep _rule;
    private readonly bool _isPlain;
    private readonly ParallelTrainer<TNetwork> _trainer;
    private readonly ShardedGradient<TNetwork>? _sharded;
    private readonly RoundedParameters? _rounded;

    // The gradient, or the block that the parameters move to; plain gradient descent needs neither.
    private AlignedBuffer _block;

    /// <param name="network">The network.</param>
    /// <param name="samples">The number of samples of an epoch.</param>
    /// <param name="options">How to train.</param>
    public TrainingStep(TNetwork network, int samples, TrainingOptions options)
    {
        _network = network;
        _trainer = new ParallelTrainer<TNetwork>(network, options.Threads, isAdaptive: true, options.FrozenLayers);
        State = OptimizerState.Of<TNetwork>(options.Optimizer, options.ForSteps(samples));
        _rule = State.Rule;

        _rounded = options.QuantizationAware ? new RoundedParameters(TNetwork.Layers, TNetwork.Layout, TNetwork.BlockSize) : null;
        _sharded = options.Shards == 1 ? null : new ShardedGradient<TNetwork>(network, samples, options, _trainer);

        // What goes straight into the weights must leave the frozen ones out, which passes alone can.
        _isPlain = _sharded is null && _rounded is null && _rule.IsPlain && (options.FrozenLayers.Count == 0 || TNetwork.Passes is not null);
        _block = new AlignedBuffer(_sharded is not null || (_isPlain && !_rule.HasPenalty) ? 0 : TNetwork.BlockSize);
    }

    public OptimizerState State { get; }

    /// <summary>Trains on some rows.</summary>
    /// <param name="data">The dataset that has them.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="places">Their places in the epoch.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="wishes">What is wanted after this step; in a group, what some process wants.</param>
    /// <returns>The loss summed over the rows, as it was before the step.</returns>
    /// <exception cref="NotFiniteLossException">The loss is not finite, which a loss of one's own has found.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Run(Dataset data, ReadOnlySpan<int> rows, Share places, float rate, ref GroupWishes wishes)
    {
        if (_sharded is not null)
        {
            return StepByShards(data, rows, places, rate, ref wishes);
        }

        if (!_isPlain)
        {
            return StepByGradient(data, rows, rate);
        }

        double loss = _rule.HasPenalty ? StepToOtherBlock(data, rows, rate) : (double)_trainer.Train(data, rows, rate) * rows.Length;
        _rule.BoundNorms(_network.Block);
        return loss;
    }

    /// <summary>The first process of a group whose last loss is not finite, in words; empty where there is one process.</summary>
    public string FailedRank => _sharded is { FailedRank: >= 0 and int rank } ? $" of rank {Wording.Number(rank)}" : "";

    public void Dispose() => _trainer.Dispose();

    // W' = W - rate (penalty + g): the penalty's part goes into a second block, and backpropagation, which still reads the first one,
    // adds the rest to it. So the step stays fused, and the gradient is that at W.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double StepToOtherBlock(Dataset data, ReadOnlySpan<int> rows, float rate)
    {
        AlignedBuffer parameters = _network.Block;
        _rule.Shrink(parameters.Span, _block.Span, rate);
        double loss = _trainer.AccumulateGradient(data, rows, firstSample: 0, -rate / rows.Length, _block);
        _network.DropoutState++;
        _network.Block = _block;
        _block = parameters;
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double StepByShards(Dataset data, ReadOnlySpan<int> rows, Share places, float rate, ref GroupWishes wishes)
    {
        AlignedBuffer parameters = Round();
        double loss;
        try
        {
            loss = _sharded!.Sum(data, rows, places, ref wishes);
        }
        finally
        {
            _network.Block = parameters;
        }

        if (_sharded.Failure is { } failure)
        {
            throw failure;
        }

        if (!double.IsFinite(loss))
        {
            return loss;
        }

        if (_rule.IsPlain && !_rule.HasPenalty)
        {
            // Each process a part, and then of the parameters what else all would have had to step by themselves.
            State.StepPlainly(_network.Block, _sharded.Gradient, rate, _sharded.Part);
            _sharded.Gather(_network.Block);
            _rule.BoundNorms(_network.Block);
        }
        else
        {
            _sharded.Gather(_sharded.Gradient);
            State.Step(_network.Block, _sharded.Gradient, rate);
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double StepByGradient(Dataset data, ReadOnlySpan<int> rows, float rate)
    {
        _block.Span.Clear();
        AlignedBuffer parameters = Round();
        double loss;
        try
        {
            loss = _trainer.AccumulateGradient(data, rows, firstSample: 0, 1f / rows.Length, _block);
        }
        finally
        {
            _network.Block = parameters;
        }

        _network.DropoutState++;
        State.Step(_network.Block, _block, rate);
        return loss;
    }

    /// <summary>Gives the network rounded parameters where the gradient is to be theirs; returns its own, which the caller gives back.</summary>
    private AlignedBuffer Round()
    {
        AlignedBuffer parameters = _network.Block;
        if (_rounded is not null)
        {
            _network.Block = _rounded.Of(parameters);
        }

        return parameters;
    }
}
