using System.Globalization;

namespace Unrolled;

/// <summary>How often samples of each class were taken for each class: rows are actual classes, columns predicted ones.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    private ConfusionMatrix(ConfusionMatrix other, string[] names)
    {
        ClassCount = other.ClassCount;
        ClassNames = names;
        Threshold = other.Threshold;
        Total = other.Total;
        Correct = other.Correct;
        _counts = [.. other._counts];
    }

    /// <summary>An empty matrix.</summary>
    /// <param name="classCount">The number of classes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is below 2.</exception>
    public ConfusionMatrix(int classCount)
    {
        Require.That(classCount >= 2, classCount, "at least 2", nameof(classCount));
        ClassCount = classCount;
        _counts = new long[checked(classCount * classCount)];
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>What the classes are called; null unless <see cref="WithClassNames"/> said it.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>The output above which class 1 was predicted, else class 0; null where the largest of several outputs decided.</summary>
    public float? Threshold { get; internal init; }

    /// <summary>How many samples were counted.</summary>
    public long Total { get; private set; }

    /// <summary>How many samples were predicted correctly: the sum of the diagonal.</summary>
    public long Correct { get; private set; }

    /// <summary>The fraction predicted correctly; NaN for an empty matrix.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>How many samples of class <paramref name="actual"/> were predicted to be of class <paramref name="predicted"/>.</summary>
    /// <param name="actual">The row, from 0.</param>
    /// <param name="predicted">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[Index(actual, predicted)];

    /// <summary>Counts one sample.</summary>
    /// <param name="actual">Its class, from 0.</param>
    /// <param name="predicted">The class it was taken for, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        _counts[Index(actual, predicted)]++;
        Total++;
        Correct += actual == predicted ? 1 : 0;
    }

    /// <summary>How many samples are of a class.</summary>
    /// <param name="actual">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Support(int actual)
    {
        CheckClass(actual, nameof(actual));
        long sum = 0;
        for (int predicted = 0; predicted < ClassCount; predicted++)
        {
            sum += this[actual, predicted];
        }

        return sum;
    }

    /// <summary>The fraction of the samples of a class that were recognised; NaN when there are none.</summary>
    /// <param name="actual">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int actual) => (double)this[actual, actual] / Support(actual);

    /// <summary>The fraction of the samples taken for a class that are of that class; NaN when there are none.</summary>
    /// <param name="predicted">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int predicted) => (double)this[predicted, predicted] / Column(predicted);

    /// <summary>
    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); NaN for a class that neither occurs nor was predicted.
    /// </summary>
    /// <remarks>van Rijsbergen, <i>Information Retrieval</i> (1979), chapter 7.</remarks>
    /// <param name="number">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int number) => 2.0 * this[number, number] / (Support(number) + Column(number));

    /// <summary>The mean of <see cref="Precision"/> over the classes, each counting the same; 0 stands for NaN.</summary>
    public double MacroPrecision => Macro(Precision);

    /// <summary>The mean of <see cref="Recall"/> over the classes, each counting the same; 0 stands for NaN.</summary>
    public double MacroRecall => Macro(Recall);

    /// <summary>The mean of <see cref="F1"/> over the classes, each counting the same; 0 stands for NaN.</summary>
    public double MacroF1 => Macro(F1);

    /// <summary>A copy with names for the classes, which its table shows.</summary>
    /// <param name="names">A name for each class.</param>
    /// <exception cref="ArgumentException">There are more or fewer, or one says nothing or breaks the line.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Evaluator.Confusion(network, test).WithClassNames("cat", "dog", "horse"));
    /// </code>
    /// </example>
    public ConfusionMatrix WithClassNames(params IReadOnlyList<string> names) =>
        new(this, Unrolled.ClassNames.Checked(names, ClassCount, "class"));

    /// <summary>The matrix as a table with aligned columns, a line for each actual class.</summary>
    public override string ToString()
    {
        string[] names = [.. Enumerable.Range(0, ClassCount).Select(Name)];
        int width = Math.Max(names.Max(name => name.Length), Text(_counts.Max()).Length);
        List<string[]> rows = [["actual\\predicted", .. names.Select(name => name.PadLeft(width))]];
        rows.AddRange(names.Select((name, actual) =>
            (string[])[name, .. Enumerable.Range(0, ClassCount).Select(predicted => Text(this[actual, predicted]))]));
        return TextTable.Write(rows).ToString().TrimEnd('\n');
    }

    /// <summary>A table of precision, recall, F1 and the number of samples of each class, and below it the figures of all.</summary>
    public string Report()
    {
        List<string[]> rows = [["class", "precision", "recall", "F1", "samples"]];
        rows.AddRange(Enumerable.Range(0, ClassCount).Select(number => (string[])
        [
            Name(number), Figure(Precision(number)), Figure(Recall(number)), Figure(F1(number)), Text(Support(number)),
        ]));
        rows.Add(["macro", Figure(MacroPrecision), Figure(MacroRecall), Figure(MacroF1), Text(Total)]);
        return TextTable.Write(rows).Append("accuracy ").Append(Figure(Accuracy)).ToString();

        static string Figure(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
    }

    /// <summary>Counts the samples of another matrix with as many classes.</summary>
    internal void Add(ConfusionMatrix other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Total += other.Total;
        Correct += other.Correct;
    }

    /// <summary>Forgets all samples.</summary>
    internal void Clear()
    {
        Array.Clear(_counts);
        Total = 0;
        Correct = 0;
    }

    private long Column(int predicted)
    {
        long sum = 0;
        for (int actual = 0; actual < ClassCount; actual++)
        {
            sum += this[actual, predicted];
        }

        return sum;
    }

    private string Name(int number) => ClassNames?[number] ?? Text(number);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private double Macro(Func<int, double> measure) =>
        Enumerable.Range(0, ClassCount).Average(number => measure(number) is var value && double.IsNaN(value) ? 0 : value);

    private int Index(int actual, int predicted)
    {
        CheckClass(actual, nameof(actual));
        CheckClass(predicted, nameof(predicted));
        return (actual * ClassCount) + predicted;
    }

    private void CheckClass(int number, string parameterName)
    {
        if ((uint)number >= (uint)ClassCount)
        {
            Require.Throw(number, $"a class from 0 to {Wording.Number(ClassCount - 1)}", parameterName);
        }
    }
}
