using Unrolled.Numerics;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>Reads the blocks of a training, one after the other, checks them and shuffles each.</summary>
/// <param name="source">Where the samples come from.</param>
/// <param name="plan">How training goes through them.</param>
/// <param name="check">What throws where a block has something that cannot be learnt.</param>
/// <param name="start">The first block.</param>
internal sealed class BlockReader(ISampleSource source, SourcePlan plan, Action<ISampleSource, SampleBlock> check, BlockPosition start) : IDisposable
{
    // So that the first block of an epoch, often the only one, is shuffled as a dataset is, and the others in other ways.
    private const int BlockStride = unchecked((int)0x9E3779B9);

    private readonly SampleCursor _cursor = new(source, plan.Chunk, plan.Seed);
    private BlockPosition _next = start;
    private bool _isThere;

    /// <summary>Whether the training has another block.</summary>
    public bool HasNext => _next.Epoch < plan.Epochs;

    /// <summary>Reads the next block.</summary>
    public void Read(TrainingBlock block, CancellationToken cancellationToken)
    {
        if (!_isThere)
        {
            _cursor.MoveTo(plan.FirstSample(_next), block.Samples, cancellationToken);
            _isThere = true;
        }

        block.Begin(_next);
        Share places = plan.Blocks.Places(_next.Number);
        _cursor.Fill(block.Samples, places.Count, cancellationToken);
        check(source, block.Samples);
        Arrange(block.Order.AsSpan(0, places.Count));
        _next = plan.Blocks.After(_next);
    }

    public void Dispose() => _cursor.Dispose();

    private void Arrange(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (plan.IsShuffled)
        {
            new Xoshiro256(plan.Seed ^ unchecked(_next.Number * BlockStride), _next.Epoch).Shuffle(order);
        }
    }
}
