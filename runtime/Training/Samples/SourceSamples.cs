using System.Runtime.CompilerServices;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>The samples of a source, of which two blocks are in memory: one that is being learnt and the next one, which is being read.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class SourceSamples<TNetwork> : TrainingSamples where TNetwork : class, IInferenceNetwork
{
    private readonly ISampleSource _source;
    private readonly TrainingOptions _options;
    private readonly SourcePlan _plan;
    private TrainingBlock[] _blocks;
    private TrainingBlock _block;
    private ReadAhead? _ahead;

    // What the read-ahead gives next.
    private BlockPosition _next;

    // The mini-batches of the block in use; none before the first.
    private Share _batches;

    public SourceSamples(ISampleSource source, SourcePlan plan, TrainingOptions options)
        : base(plan.Batches)
    {
        _source = source;
        _options = options;
        _plan = plan;
        _blocks = NewBlocks();
        _block = _blocks[0];
    }

    public override Dataset Data => _block.Data;

    public override Dataset Plain => _block.Samples.Data;

    public override string Fingerprint => $"{Wording.Exact(Plan.Samples, "sample")} of {_source.Name}";

    public override string? ObstacleToResuming => _source.CanRepeat
        ? null
        : $"{_source.Name} cannot be repeated: training goes on with the samples that it gives next, and not to the bits that it would have "
            + "come to without an interruption.";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<int> Rows(int epoch, int batch, CancellationToken cancellationToken)
    {
        if ((uint)(batch - _batches.Start) >= (uint)_batches.Count || epoch != _block.Position.Epoch)
        {
            Take(new BlockPosition(epoch, _plan.Blocks.Of(batch)), cancellationToken);
        }

        int start = (batch - _batches.Start) * Plan.BatchSize;
        ReadOnlySpan<int> order = _block.Order.AsSpan(start, _block.Samples.Count - start);
        int count = Plan.Places(batch).Count;
        Data.Prefetch(order.Slice(count, Math.Min(Dataset.PrefetchedRows, order.Length - count)));
        return order[..count];
    }

    public override void Dispose() => _ahead?.Stop();

    private void Take(BlockPosition position, CancellationToken cancellationToken)
    {
        _batches = default;
        if (_ahead is null || _next != position)
        {
            Begin(position);
        }

        try
        {
            _block = _ahead!.Next(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whoever asks again begins to read again: what has failed once, a network drive say, need not fail forever.
            _ahead!.Stop();
            _ahead = null;
            throw;
        }

        _batches = _plan.Blocks.Batches(position.Number);
        _next = _plan.Blocks.After(position);
    }

    private void Begin(BlockPosition position)
    {
        if (_ahead is not null && !_ahead.Stop())
        {
            _blocks = NewBlocks();
        }

        _next = position;
        _ahead = new ReadAhead(_blocks, new BlockReader(_source, _plan, SampleChecks.CheckForTraining<TNetwork>, position));
    }

    private TrainingBlock[] NewBlocks() => [NewBlock(), NewBlock()];

    private TrainingBlock NewBlock() => new(_source.Shape, _plan.Blocks.Capacity, _options, OutputTargets.Of<TNetwork>);
}
