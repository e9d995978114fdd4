namespace Unrolled;

/// <content>Figures of the outputs as numbers.</content>
public static partial class Evaluator
{
    /// <summary>The root of the mean squared error over all samples and outputs, in the units of the targets.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty.</exception>
    public static double Rmse<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Numbers(network, data);
        double sum = 0;
        OutputRows.Visit(network, data, (_, outputs, targets) =>
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += Square(outputs[i] - (double)targets[i]);
            }
        });
        return Math.Sqrt(sum / ((double)data.Count * TNetwork.OutputSize));
    }

    /// <summary>The mean absolute error over all samples and outputs, in the units of the targets.</summary>
    /// <remarks><see cref="Loss.MeanAbsoluteError"/> is the sum over the outputs instead.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty.</exception>
    public static double MeanAbsoluteError<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Numbers(network, data);
        double sum = 0;
        OutputRows.Visit(network, data, (_, outputs, targets) =>
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += Math.Abs(outputs[i] - (double)targets[i]);
            }
        });
        return sum / ((double)data.Count * TNetwork.OutputSize);
    }

    /// <summary>
    /// The coefficient of determination, 1 - (squared error) / (squared deviation of the targets from their mean): 1 is perfect, 0 no
    /// better than the mean. Of several outputs the mean; NaN or minus infinity where a target never varies.
    /// </summary>
    /// <remarks>Draper and Smith, <i>Applied Regression Analysis</i> (1998), section 1.3.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty.</exception>
    public static double R2<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Numbers(network, data);
        var moments = new RunningMoments[TNetwork.OutputSize];
        double[] errors = new double[TNetwork.OutputSize];
        OutputRows.Visit(network, data, (_, outputs, targets) =>
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                moments[i].Add(targets[i]);
                errors[i] += Square(outputs[i] - (double)targets[i]);
            }
        });
        return errors.Select((error, i) => 1 - error / moments[i].SquaredDeviations).Average();
    }

    private static double Square(double x) => x * x;
}
