namespace Unrolled;

/// <content>Figures of the outputs as numbers.</content>
public static partial class Evaluator
{
    /// <summary>How near a network comes to each of its targets.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs, scaled as it has learnt them.</param>
    /// <param name="scaling">How they were scaled, so that the figure is in their own units; null where they were not.</param>
    /// <exception cref="ArgumentException">The dataset or the scaling does not fit the network, or there are no samples.</exception>
    /// <example>
    /// <code>
    /// TargetScaling scaling = TargetScaling.Standard(training);
    /// Trainer.Train(network, scaling.Apply(training), options);
    /// Console.WriteLine(Evaluator.Regression(network, scaling.Apply(test), scaling).WithTargetNames("price"));
    /// </code>
    /// </example>
    public static RegressionFigures Regression<TNetwork>(TNetwork network, Dataset data, TargetScaling? scaling = null)
        where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Numbers(network, data);
        RegressionCounting counting = RegressionCounting.For<TNetwork>(scaling);
        OutputRows.Visit(network, data, (_, outputs, targets) => counting.Add(outputs, targets));
        return counting.Figures();
    }

    /// <summary>The root of the mean squared error over all samples and outputs, in the units of the targets.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs, scaled as it has learnt them.</param>
    /// <param name="scaling">How they were scaled, so that the figure is in their own units; null where they were not.</param>
    /// <exception cref="ArgumentException">The dataset or the scaling does not fit the network, or there are no samples.</exception>
    public static double Rmse<TNetwork>(TNetwork network, Dataset data, TargetScaling? scaling = null)
        where TNetwork : class, IInferenceNetwork => Regression(network, data, scaling).All.Rmse;

    /// <summary>The mean absolute error over all samples and outputs, in the units of the targets.</summary>
    /// <remarks><see cref="Loss.MeanAbsoluteError"/> is the sum over the outputs instead.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs, scaled as it has learnt them.</param>
    /// <param name="scaling">How they were scaled, so that the figure is in their own units; null where they were not.</param>
    /// <exception cref="ArgumentException">The dataset or the scaling does not fit the network, or there are no samples.</exception>
    public static double MeanAbsoluteError<TNetwork>(TNetwork network, Dataset data, TargetScaling? scaling = null)
        where TNetwork : class, IInferenceNetwork => Regression(network, data, scaling).All.MeanAbsoluteError;

    /// <summary>
    /// The mean over all samples and outputs of |error| / |target|, a fraction: 0.1 is 10 %. NaN where a target is 0, for nothing is
    /// relative to that.
    /// </summary>
    /// <remarks>
    /// Hyndman and Koehler, <i>Another look at measures of forecast accuracy</i> (2006), who also say where it misleads: targets near 0
    /// decide all, and errors below them are bounded by 1, those above by nothing.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs, scaled as it has learnt them.</param>
    /// <param name="scaling">How they were scaled, so that the figure is in their own units; null where they were not.</param>
    /// <exception cref="ArgumentException">The dataset or the scaling does not fit the network, or there are no samples.</exception>
    public static double MeanAbsolutePercentageError<TNetwork>(TNetwork network, Dataset data, TargetScaling? scaling = null)
        where TNetwork : class, IInferenceNetwork => Regression(network, data, scaling).All.MeanAbsolutePercentageError;

    /// <summary>
    /// The coefficient of determination, 1 - (squared error) / (squared deviation of the targets from their mean): 1 is perfect, 0 no
    /// better than the mean. Of several outputs the mean; NaN or minus infinity where a target never varies.
    /// </summary>
    /// <remarks>Draper and Smith, <i>Applied Regression Analysis</i> (1998), section 1.3.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs, scaled as it has learnt them.</param>
    /// <param name="scaling">How they were scaled, so that the figure is in their own units; null where they were not.</param>
    /// <exception cref="ArgumentException">The dataset or the scaling does not fit the network, or there are no samples.</exception>
    public static double R2<TNetwork>(TNetwork network, Dataset data, TargetScaling? scaling = null)
        where TNetwork : class, IInferenceNetwork => Regression(network, data, scaling).All.R2;
}
