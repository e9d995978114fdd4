namespace Unrolled;

/// <summary>Samples that need not fit into memory, read from beginning to end as often as wanted, or as possible.</summary>
/// <remarks>
/// <see cref="Trainer"/>, <see cref="TrainingSession{TNetwork}"/> and <see cref="CheckpointFolder"/> take one in place of a
/// <see cref="Dataset"/>, <see cref="Evaluator"/> too. <see cref="SampleFile"/> and <see cref="SampleSource"/> make some; another is two
/// small classes. One thread at a time uses a source and its readers, and not that of the caller: training reads ahead on a thread of its own.
/// </remarks>
/// <example>
/// <code>
/// ISampleSource training = SampleFile.OfFloats("training.f32", inputSize: 16, targetSize: 1);
/// Trainer.Train(network, training, options, validation);
/// </code>
/// </example>
public interface ISampleSource
{
    /// <summary>What it is called in messages, e.g. a file's name. A checkpoint knows it by that.</summary>
    string Name { get; }

    /// <summary>What each sample consists of. It never changes.</summary>
    SampleShape Shape { get; }

    /// <summary>The number of samples from beginning to end; null where it is not known.</summary>
    long? Count { get; }

    /// <summary>
    /// Whether <see cref="Open"/> may be called again, and every reader gives the same samples in the same order. Where not, an interrupted
    /// training does not go on to the same bits, and there is an end to the epochs.
    /// </summary>
    bool CanRepeat { get; }

    /// <summary>
    /// Whether readers can go to any sample, by <see cref="ISampleReader.Seek"/>: then training reads parts of the source in random order.
    /// Takes a <see cref="Count"/> and <see cref="CanRepeat"/>.
    /// </summary>
    bool CanSeek => false;

    /// <summary>Begins at the first sample.</summary>
    /// <returns>A reader, which the caller disposes of. There is one at a time.</returns>
    ISampleReader Open();
}
