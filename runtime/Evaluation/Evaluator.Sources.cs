namespace Unrolled;

/// <content>Figures on samples that need not fit into memory, which are read once.</content>
public static partial class Evaluator
{
    /// <summary>The fraction of the samples that a network classifies correctly.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or with targets that stand for classes.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentException">
    /// The samples are not what the network takes, there are none, they have no single class each, or there is no thread.
    /// </exception>
    /// <exception cref="InvalidDataException">A number is NaN or infinite, or a label is that of no class.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static double Accuracy<TNetwork>(TNetwork network, ISampleSource data, int threads = 1)
        where TNetwork : class, IInferenceNetwork => Confusion(network, data, threads).Accuracy;

    /// <summary>How often a network takes samples of each class for each class.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or with targets that stand for classes.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>Rows are actual classes, columns predicted ones.</returns>
    /// <exception cref="ArgumentException">
    /// The samples are not what the network takes, there are none, they have no single class each, or there is no thread.
    /// </exception>
    /// <exception cref="InvalidDataException">A number is NaN or infinite, or a label is that of no class.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static ConfusionMatrix Confusion<TNetwork>(TNetwork network, ISampleSource data, int threads = 1)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.AtLeastOne(threads, nameof(threads));
        ConfusionMatrix? matrix = null;
        SourceParts.Visit<TNetwork>(data, nameof(data), part =>
        {
            ConfusionMatrix counts = new Classification<TNetwork>(EvaluationChecks.Classes(network, part), threads).Run(network);
            if (matrix is null)
            {
                matrix = counts;
            }
            else
            {
                matrix.Add(counts);
            }
        });
        return matrix!;
    }

    /// <summary>The mean over the samples of the loss that the network is trained on.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with targets, or with labels, which become targets that suit the outputs.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The samples are not what the network takes, there are none, or there is no thread.</exception>
    /// <exception cref="InvalidDataException">A number is NaN or infinite, or a label is that of no class.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static double MeanLoss<TNetwork>(TNetwork network, ISampleSource data, int threads = 1) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.AtLeastOne(threads, nameof(threads));
        double sum = 0;
        long count = 0;
        SourceParts.Visit<TNetwork>(data, nameof(data), part =>
        {
            sum += MeanLoss(network, part, threads, ofClasses: false) * part.Count;
            count += part.Count;
        });
        return sum / count;
    }

    /// <summary>How near a network comes to each of its targets: RMSE, mean absolute error and R2 among others.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs, scaled as it has learnt them.</param>
    /// <param name="scaling">How they were scaled, so that the figures are in their own units; null where they were not.</param>
    /// <exception cref="ArgumentException">The samples or the scaling do not fit the network, or there are no samples.</exception>
    /// <exception cref="InvalidDataException">A number is NaN or infinite.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static RegressionFigures Regression<TNetwork>(TNetwork network, ISampleSource data, TargetScaling? scaling = null)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        RegressionCounting counting = RegressionCounting.For<TNetwork>(scaling);
        SourceParts.Visit<TNetwork>(
            data, nameof(data), part => OutputRows.Visit(network, part, (_, outputs, targets) => counting.Add(outputs, targets)));
        return counting.Figures();
    }
}
