using System.Globalization;

namespace Unrolled;

/// <summary>How <see cref="Trainer"/> runs stochastic gradient descent.</summary>
/// <remarks>The values are checked when training starts, all of them before the network is touched.</remarks>
/// <example>
/// <code>
/// Trainer.Train(network, data, new TrainingOptions { Epochs = 30, BatchSize = 10, LearningRate = 3f });
/// </code>
/// </example>
public sealed record TrainingOptions
{
    /// <summary>A <see cref="BatchSize"/> that makes every epoch one step on all samples: plain gradient descent.</summary>
    public const int FullBatch = int.MaxValue;

    /// <summary>How many times training goes through all samples, at least 1. The default is 30.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>
    /// The number of samples in a mini-batch, at least 1. The default is 10; 1 is online learning, <see cref="FullBatch"/> one batch of
    /// all samples. A batch never has more samples than there are, and the last one of an epoch takes what is left.
    /// </summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>The step size, above 0. The default is 0.1.</summary>
    /// <remarks>
    /// 0.1 is safe for most networks. The quadratic cost through sigmoid outputs has small gradients and learns faster with about 3;
    /// see Nielsen, <i>Neural Networks and Deep Learning</i> (2015), chapter 1.
    /// </remarks>
    public float LearningRate { get; init; } = 0.1f;

    /// <summary>Decides the order of the samples. The same seed gives the same parameters, bit for bit, on the same machine.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the samples get a new random order before every epoch. The default is true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// How many threads share each mini-batch and the validation, at least 1, which is the default. More pay for mini-batches of about a
    /// hundred samples and more; small ones are trained on one thread all the same, see <see cref="ParallelTrainer{TNetwork}"/>.
    /// </summary>
    /// <remarks>Another number of threads adds in another order, and so gives parameters that differ by rounding.</remarks>
    public int Threads { get; init; } = 1;

    /// <summary>Throws when a value is out of range.</summary>
    /// <param name="parameterName">What the caller's parameter is called.</param>
    internal void Validate(string parameterName)
    {
        if (Epochs < 1)
        {
            throw Invalid(nameof(Epochs), Epochs, "at least 1");
        }

        if (BatchSize < 1)
        {
            throw Invalid(nameof(BatchSize), BatchSize, "at least 1");
        }

        if (!float.IsFinite(LearningRate) || LearningRate <= 0f)
        {
            throw Invalid(nameof(LearningRate), LearningRate, "a finite number above 0");
        }

        if (Threads < 1)
        {
            throw Invalid(nameof(Threads), Threads, "at least 1");
        }

        ArgumentException Invalid(string name, IFormattable given, string needed) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{name} is {given}, but must be {needed}."), parameterName);
    }
}
