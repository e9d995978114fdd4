using System.Runtime.ExceptionServices;

namespace Unrolled;

/// <summary>Samples that are in memory for some mini-batches, and their order.</summary>
internal sealed class TrainingBlock
{
    private readonly AugmentedRows? _augmented;

    /// <param name="shape">What each sample consists of.</param>
    /// <param name="capacity">How many there is room for.</param>
    /// <param name="options">How to train.</param>
    /// <param name="view">What makes targets of them that suit the network.</param>
    public TrainingBlock(SampleShape shape, int capacity, TrainingOptions options, Func<Dataset, Dataset> view)
    {
        Samples = new SampleBlock(shape, capacity, view);
        Order = new int[capacity];
        _augmented = options.Augmentation is null ? null : new AugmentedRows(options.Augmentation, options.Seed, Samples.SampleOf);
        Data = _augmented is null ? Samples.Data : Samples.Data.Augmented(_augmented);
    }

    /// <summary>The samples as they were read.</summary>
    public SampleBlock Samples { get; }

    /// <summary>The samples, changed by the augmentation where there is one.</summary>
    public Dataset Data { get; }

    /// <summary>The rows in the order in which they are learnt; as many as there are samples.</summary>
    public int[] Order { get; }

    /// <summary>Where in the training the block is.</summary>
    public BlockPosition Position { get; private set; }

    /// <summary>Why there are no samples, where reading has failed.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>Makes room for the samples of a place in the training.</summary>
    public void Begin(BlockPosition position)
    {
        Samples.Clear();
        Position = position;
        if (_augmented is not null)
        {
            _augmented.Epoch = position.Epoch;
        }
    }
}
