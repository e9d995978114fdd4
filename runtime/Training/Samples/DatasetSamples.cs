using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>The samples of a dataset, changed on their way into a mini-batch where there is an augmentation.</summary>
internal sealed class DatasetSamples : TrainingSamples
{
    private readonly AugmentedRows? _augmented;
    private readonly EpochOrder _order;
    private readonly Lazy<string> _fingerprint;

    public DatasetSamples(Dataset training, TrainingOptions options)
        : base(new BatchPlan(training.Count, options.BatchSize))
    {
        Plain = training.Here;
        _augmented = options.Augmentation is null ? null : new AugmentedRows(options.Augmentation, options.Seed);
        Data = _augmented is null ? training : training.Augmented(_augmented);
        _order = new EpochOrder(Plan, options);
        _fingerprint = new Lazy<string>(
            () => options.Shards == 1 ? DatasetFingerprint.Of(training) : DatasetFingerprint.Of(training, options));
    }

    public override Dataset Data { get; }

    public override Dataset Plain { get; }

    public override string Fingerprint => _fingerprint.Value;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<int> Rows(int epoch, int batch, CancellationToken cancellationToken)
    {
        if (_augmented is not null)
        {
            _augmented.Epoch = epoch;
        }

        ReadOnlySpan<int> rows = _order.Rows(epoch, batch);
        Data.Prefetch(_order.RowsAfter(batch, Dataset.PrefetchedRows));
        return rows;
    }
}
