namespace Unrolled;

/// <summary>
/// The quantile loss at evenly spaced levels: of n outputs, output i learns the quantile (i + 1) / (n + 1) of its target given the inputs.
/// A single output is the median, three are the quartiles.
/// </summary>
/// <remarks>
/// <see cref="QuantileLoss{TLevel}"/> has the formula, and takes other levels. The targets of a sample are the same number once for each
/// output. Goes with every differentiable output activation, best with <see cref="Activation.Identity"/>.
/// </remarks>
/// <example>
/// <code>
/// network.Train&lt;QuantileLoss&gt;(inputs, targets, learningRate: 0.01f);
/// </code>
/// </example>
public readonly struct QuantileLoss : ILoss
{
    /// <inheritdoc cref="QuantileLoss{TLevel}.Evaluate"/>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        QuantileLoss<EvenLevels>.Evaluate(output, target, outputGradient);

    private readonly struct EvenLevels : IQuantileLevel
    {
        public static double Level(int output, int outputCount) => (output + 1.0) / (outputCount + 1.0);
    }
}

/// <summary>
/// The quantile or pinball loss, sum of q (y - a) where the target y is above the output a, else (1 - q) (a - y), at levels q of one's own:
/// least in the mean where a is the quantile q of y.
/// </summary>
/// <remarks>
/// Koenker and Bassett, <i>Regression quantiles</i> (1978). The sum runs over the outputs. The derivative is -q below the target, 1 - q
/// above it, and 0 on it.
/// </remarks>
/// <typeparam name="TLevel">Says the levels.</typeparam>
/// <example>
/// <code>
/// readonly struct NinetiethPercentile : IQuantileLevel
/// {
///     public static double Level(int output, int outputCount) =&gt; 0.9;
/// }
///
/// Trainer.Train&lt;Forecast, QuantileLoss&lt;NinetiethPercentile&gt;&gt;(network, training, options);
/// </code>
/// </example>
public readonly struct QuantileLoss<TLevel> : ILoss where TLevel : IQuantileLevel
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span has another length than the outputs. Nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">A level is not between 0 and 1.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
    {
        ElementwiseLoss.CheckLengths(output, target, outputGradient);
        double loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double level = TLevel.Level(i, output.Length);
            if (!(level is > 0 and < 1))
            {
                throw new InvalidOperationException(
                    $"{TypeNames.Of(typeof(TLevel))}.Level of output {Wording.Number(i)} is {Wording.Number(level)}, "
                    + "but must be between 0 and 1, both excluded.");
            }

            double above = target[i] - (double)output[i];
            loss += Math.Max(level * above, (level - 1) * above);
            outputGradient[i] = (float)(above > 0 ? -level : above < 0 ? 1 - level : 0);
        }

        return (float)loss;
    }
}
