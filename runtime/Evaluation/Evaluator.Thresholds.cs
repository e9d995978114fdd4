using Unrolled.Internal;

namespace Unrolled;

/// <content>Figures of single outputs, each against a threshold.</content>
public static partial class Evaluator
{
    /// <summary>How often a network takes samples of two classes for each, class 1 where its output is above a threshold.</summary>
    /// <typeparam name="TNetwork">The network class: one output, or two, of which the second stands for class 1.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c>.</param>
    /// <param name="threshold">The threshold, e.g. of <see cref="RocCurve.Best"/>. The matrix keeps it.</param>
    /// <returns>Rows are actual classes, columns predicted ones. An output that is NaN is above no threshold.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its samples have no single class each, there are more than two outputs, or the
    /// threshold is NaN.
    /// </exception>
    public static ConfusionMatrix ConfusionAt<TNetwork>(TNetwork network, Dataset data, float threshold)
        where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Classes(network, data);
        RequireNumber(threshold);
        if (TNetwork.OutputSize > 2)
        {
            throw new ArgumentException(
                $"{Wording.Exact(TNetwork.OutputSize, "output")} have no common threshold: ask for Confusion, or for MultiLabel with a threshold.",
                nameof(network));
        }

        var matrix = new ConfusionMatrix(2) { Threshold = threshold };
        OutputRows.Visit(network, data, (actual, outputs, _) => matrix.Add(actual, outputs[^1] > threshold ? 1 : 0));
        return matrix;
    }

    /// <summary>How well a network tells for each output whether its label applies, where samples may have several at once.</summary>
    /// <remarks>
    /// A label is there where its target is above the midpoint of the output's activation, see <see cref="Prediction.Midpoint"/>: targets 0
    /// and 1, or -1 and +1. Samples with a single class are counted too, by their class.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class; no softmax outputs, which share one probability.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with a target of one of two values for each label.</param>
    /// <param name="threshold">The output above which a label is predicted; the midpoint unless given. The figures keep it.</param>
    /// <returns>Counts for each label, and figures of all. An output that is NaN predicts nothing.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its targets are numbers, the outputs are softmax, or the threshold is NaN.
    /// </exception>
    public static MultiLabelFigures MultiLabel<TNetwork>(TNetwork network, Dataset data, float? threshold = null)
        where TNetwork : class, IInferenceNetwork
    {
        RequireNumber(threshold ?? 0);
        return CountLabels(network, data, threshold is { } all ? [.. Enumerable.Repeat(all, TNetwork.OutputSize)] : null);
    }

    /// <summary>The same as <see cref="MultiLabel"/> with a threshold for each label.</summary>
    /// <typeparam name="TNetwork">The network class; no softmax outputs, which share one probability.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with a target of one of two values for each label.</param>
    /// <param name="thresholds">
    /// For each label the output above which it is predicted, e.g. what <see cref="ChooseThreshold"/> found for it. The figures keep them.
    /// </param>
    /// <returns>Counts for each label, and figures of all. An output that is NaN predicts nothing.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its targets are numbers, the outputs are softmax, there is not a threshold for each
    /// label, or one is NaN.
    /// </exception>
    public static MultiLabelFigures MultiLabelAt<TNetwork>(TNetwork network, Dataset data, params ReadOnlySpan<float> thresholds)
        where TNetwork : class, IInferenceNetwork
    {
        Check.Length(thresholds.Length, TNetwork.OutputSize, nameof(thresholds));
        foreach (float threshold in thresholds)
        {
            Require.That(!float.IsNaN(threshold), threshold, "a number", "A threshold", nameof(thresholds));
        }

        return CountLabels(network, data, thresholds.ToArray());
    }

    private static MultiLabelFigures CountLabels<TNetwork>(TNetwork network, Dataset data, float[]? thresholds)
        where TNetwork : class, IInferenceNetwork
    {
        (data, PredictionTask task) = EvaluationChecks.ClassesOrLabels(network, data);
        if (ActivationRow.Of(TNetwork.Activations[^1]).IsDistribution)
        {
            throw new ArgumentException(
                "Softmax outputs share one probability, so that one class is predicted: ask for Confusion.", nameof(network));
        }

        return LabelCounting.Run(network, data, task, thresholds);
    }

    /// <summary>The true and false positives of a class or label at every threshold of its output, and the area under that curve.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c> or <see cref="MultiLabel"/>.</param>
    /// <param name="positive">The class or label, which is held against all else: the number of its output; of a single output 1.</param>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its targets are numbers, or there is no such class.
    /// </exception>
    public static RocCurve Roc<TNetwork>(TNetwork network, Dataset data, int positive = 1)
        where TNetwork : class, IInferenceNetwork => RocCurve.Of(Sweep(network, data, positive));

    /// <summary>Precision and recall of a class or label at every threshold of its output, and the average precision.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c> or <see cref="MultiLabel"/>.</param>
    /// <param name="positive">The class or label, which is held against all else: the number of its output; of a single output 1.</param>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its targets are numbers, or there is no such class.
    /// </exception>
    public static PrecisionRecallCurve PrecisionRecall<TNetwork>(TNetwork network, Dataset data, int positive = 1)
        where TNetwork : class, IInferenceNetwork => PrecisionRecallCurve.Of(Sweep(network, data, positive));

    /// <summary>Chooses the threshold above which a class or label is to be predicted.</summary>
    /// <remarks>
    /// On other samples than those that it is judged by: choose on validation data, and give the threshold to <see cref="ConfusionAt"/> or
    /// <see cref="MultiLabelAt"/> with test data.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c> or <see cref="MultiLabel"/>.</param>
    /// <param name="rule">What the threshold is to give.</param>
    /// <param name="positive">The class or label, which is held against all else: the number of its output; of a single output 1.</param>
    /// <returns>The threshold, of equals the highest, with what it gives on these samples. It lies halfway between two outputs; it may be
    /// infinite, where everything or nothing is to be predicted.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its targets are numbers, there is no such class, samples of both kinds are missing,
    /// an output is NaN, or no threshold gives what the rule asks for.
    /// </exception>
    /// <example>
    /// <code>
    /// ThresholdCounts chosen = Evaluator.ChooseThreshold(network, validation, ThresholdRule.MaxF1);
    /// ConfusionMatrix matrix = Evaluator.ConfusionAt(network, test, chosen.Threshold);
    /// </code>
    /// </example>
    public static ThresholdCounts ChooseThreshold<TNetwork>(TNetwork network, Dataset data, ThresholdRule rule, int positive = 1)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Choose(Sweep(network, data, positive));
    }

    /// <summary>
    /// The area under the ROC curve: of class 1 with a single output, else the mean over the outputs, each against the rest, whether they
    /// stand for classes that exclude each other or for labels.
    /// </summary>
    /// <remarks>See <see cref="RocCurve.Auc"/>.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c> or <see cref="MultiLabel"/>.</param>
    /// <param name="average">How much each class or label counts.</param>
    /// <returns>
    /// From 0 to 1, 0.5 being chance; NaN where a class that counts has no samples or all of them, or an output is NaN.
    /// </returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty, or its targets are numbers.</exception>
    public static double RocAuc<TNetwork>(TNetwork network, Dataset data, ClassAverage average = ClassAverage.Macro)
        where TNetwork : class, IInferenceNetwork => Mean(network, data, average, sweep => RocCurve.Of(sweep).Auc);

    /// <summary>
    /// The area under the precision-recall curve, as steps: of class 1 with a single output, else the mean over the outputs, each against
    /// the rest.
    /// </summary>
    /// <remarks>See <see cref="PrecisionRecallCurve.AveragePrecision"/>.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c> or <see cref="MultiLabel"/>.</param>
    /// <param name="average">How much each class or label counts.</param>
    /// <returns>From 0 to 1; NaN where a class that counts has no samples, or an output is NaN.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty, or its targets are numbers.</exception>
    public static double AveragePrecision<TNetwork>(TNetwork network, Dataset data, ClassAverage average = ClassAverage.Macro)
        where TNetwork : class, IInferenceNetwork => Mean(network, data, average, sweep => PrecisionRecallCurve.Of(sweep).AveragePrecision);

    private static double Mean<TNetwork>(TNetwork network, Dataset data, ClassAverage average, Func<ThresholdSweep, double> figure)
        where TNetwork : class, IInferenceNetwork
    {
        Require.That(Enum.IsDefined(average), (int)average, "a member of ClassAverage", nameof(average));
        (data, PredictionTask task) = EvaluationChecks.ClassesOrLabels(network, data);
        ThresholdSweep[] sweeps = Sweeps(network, data, task, first: 0, TNetwork.OutputSize);
        if (average == ClassAverage.Macro || sweeps.Length == 1)
        {
            return sweeps.Average(figure);
        }

        ThresholdSweep[] there = [.. sweeps.Where(sweep => sweep.Positives > 0)];
        return there.Sum(sweep => sweep.Positives * figure(sweep)) / there.Sum(sweep => sweep.Positives);
    }

    /// <summary>The outputs of one class or label.</summary>
    private static ThresholdSweep Sweep<TNetwork>(TNetwork network, Dataset data, int positive) where TNetwork : class, IInferenceNetwork
    {
        (data, PredictionTask task) = EvaluationChecks.ClassesOrLabels(network, data);
        bool isSingle = TNetwork.OutputSize == 1;
        if (isSingle ? positive != 1 : (uint)positive >= (uint)TNetwork.OutputSize)
        {
            string needed = isSingle ? "1, the class that a single output stands for" : $"a class from 0 to {Wording.Number(TNetwork.OutputSize - 1)}";
            Require.Throw(positive, needed, nameof(positive));
        }

        return Sweeps(network, data, task, isSingle ? 0 : positive, count: 1)[0];
    }

    /// <summary>The outputs of some classes or labels that follow one another.</summary>
    private static ThresholdSweep[] Sweeps<TNetwork>(TNetwork network, Dataset data, PredictionTask task, int first, int count)
        where TNetwork : class, IInferenceNetwork
    {
        var membership = new Membership<TNetwork>(task);
        float[][] scores = [.. Enumerable.Range(0, count).Select(_ => new float[data.Count])];
        bool[][] isPositive = [.. Enumerable.Range(0, count).Select(_ => new bool[data.Count])];
        int row = 0;
        OutputRows.Visit(network, data, (actual, outputs, targets) =>
        {
            for (int i = 0; i < count; i++)
            {
                scores[i][row] = outputs[first + i];
                isPositive[i][row] = membership.Has(first + i, actual, targets);
            }

            row++;
        });
        return [.. scores.Zip(isPositive, (output, isOf) => new ThresholdSweep(output, isOf))];
    }

    private static void RequireNumber(float threshold) => Require.That(!float.IsNaN(threshold), threshold, "a number", nameof(threshold));
}
