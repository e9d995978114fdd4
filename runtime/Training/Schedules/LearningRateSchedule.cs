namespace Unrolled;

/// <summary>How the learning rate changes in the course of training, starting from <see cref="TrainingOptions.LearningRate"/>.</summary>
/// <example>
/// <code>
/// var options = new TrainingOptions { Epochs = 30, Schedule = LearningRateSchedule.Cosine(warmUp: 2) };
/// </code>
/// </example>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The same rate throughout, the default.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Multiplies the rate by a factor every few epochs: rate factor^floor(n / epochs) after n whole epochs.</summary>
    /// <param name="epochs">After how many epochs, at least 1.</param>
    /// <param name="factor">The factor, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static LearningRateSchedule Step(int epochs, float factor = 0.1f)
    {
        Require.AtLeastOne(epochs, nameof(epochs));
        return new StepSchedule(epochs, Require.Positive(factor, nameof(factor)));
    }

    /// <summary>Multiplies the rate by a factor after every epoch: rate factor^n after n whole epochs.</summary>
    /// <param name="factor">The factor, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static LearningRateSchedule Exponential(float factor) => new StepSchedule(1, Require.Positive(factor, nameof(factor)));

    /// <summary>
    /// Rises in a straight line to the learning rate, then falls along half a cosine wave, from step to step:
    /// last + (rate - last)(1 + cos(pi t)) / 2, where t goes from 0 after the warm-up to 1 at the end of the last epoch.
    /// </summary>
    /// <remarks>
    /// Loshchilov and Hutter, <i>SGDR: Stochastic Gradient Descent with Warm Restarts</i> (2017), equation 5, without restarts; the warm-up
    /// after Goyal and others, <i>Accurate, Large Minibatch SGD</i> (2017), section 2.2: its step number k has k/steps of the rate.
    /// </remarks>
    /// <param name="warmUp">The length of the warm-up in epochs, also in parts of one; at least 0 and less than training has.</param>
    /// <param name="last">The rate that is reached in the end, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static LearningRateSchedule Cosine(float warmUp = 0, float last = 0) =>
        new CosineSchedule(Require.NotNegative(warmUp, nameof(warmUp)), Require.NotNegative(last, nameof(last)));

    /// <summary>Multiplies the rate by a factor whenever a number of epochs in a row have brought no improvement.</summary>
    /// <remarks>Keras counts in the same way; PyTorch waits for one epoch more.</remarks>
    /// <param name="factor">The factor, in (0, 1).</param>
    /// <param name="patience">The number of epochs, at least 1. The count starts again after each reduction.</param>
    /// <param name="minDelta">By how much the best value must be surpassed to count as an improvement, at least 0.</param>
    /// <param name="minimum">The rate does not fall below this one, at least 0.</param>
    /// <param name="metric">What is watched.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static LearningRateSchedule ReduceOnPlateau(
        float factor = 0.1f, int patience = 10, double minDelta = 0, float minimum = 0, Metric metric = Metric.ValidationLoss)
    {
        Require.AtLeastOne(patience, nameof(patience));
        Require.Known(metric, nameof(metric));
        return new PlateauSchedule(
            Require.Positive(Require.Fraction(factor, nameof(factor)), nameof(factor)),
            patience,
            Require.NotNegative(minDelta, nameof(minDelta)),
            Require.NotNegative(minimum, nameof(minimum)),
            metric);
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="initial">The rate that training starts from.</param>
    /// <param name="at">Which step it is.</param>
    /// <param name="reductions">How often a plateau has been met.</param>
    internal abstract float Rate(float initial, TrainingPosition at, int reductions);

    internal virtual void Validate(string parameterName, int epochs)
    {
    }

    /// <summary>What the schedule does, in a few words.</summary>
    private protected abstract string Text { get; }

    /// <summary>What the schedule does, in a few words, e.g. <c>cosine, warm-up 1</c>.</summary>
    public sealed override string ToString() => Text;
}
