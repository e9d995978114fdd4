using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// What lies between a table and a network: how raw values become inputs, what the outputs stand for, and in which unit. It goes into the
/// network's file, so that another program can ask the network with raw values.
/// </summary>
/// <remarks>
/// A raw row is a float for each feature in their order, see <see cref="Feature"/>. It becomes inputs in two steps: missing values are
/// replaced and categories get an input each; then <see cref="Standardizer"/> scales the inputs. An instance does not change, and any
/// number of threads may share it.
/// </remarks>
/// <example>
/// <code>
/// Feature[] features = [Feature.Number("area"), Feature.Category("city", ["Oslo", "Rome"], UnknownCategory.Other)];
/// Preprocessing preprocessing = Preprocessing.Fit(features, rows).WithTargets(["price"], TargetScaling.Fit(prices, 1, Scaling.Standard));
/// Trainer.Train(network, preprocessing.ToDataset(rows, prices), options);
/// new Pipeline&lt;Houses&gt;(network, preprocessing).Save("houses.safetensors");
/// </code>
/// </example>
public sealed partial class Preprocessing
{
    private readonly Feature[] _features;

    /// <summary>Preprocessing of which all is known. <see cref="Fit"/> measures it from rows.</summary>
    /// <param name="features">The features in the order of a row. Where missing values are not refused it is known what takes their place.</param>
    /// <param name="standardizer">An offset and a scale for each of their inputs.</param>
    /// <exception cref="ArgumentException">
    /// There is no feature, or two have one name; one has a rule for missing values and no <see cref="Feature.Fill"/>; or the standardizer
    /// is for another number of inputs.
    /// </exception>
    public Preprocessing(IReadOnlyList<Feature> features, Standardizer standardizer)
    {
        ArgumentNullException.ThrowIfNull(standardizer);
        _features = Checked(features);
        InputNames = [.. _features.SelectMany(feature => feature.InputNames)];
        Standardizer = standardizer;
        if (standardizer.Size != InputNames.Count)
        {
            throw new ArgumentException(
                $"The features make {Wording.Exact(InputNames.Count, "input")}, but the standardizer is for {Wording.Number(standardizer.Size)}.",
                nameof(standardizer));
        }
    }

    /// <summary>A copy, some of which is to be changed.</summary>
    private Preprocessing(Preprocessing other)
    {
        _features = other._features;
        InputNames = other.InputNames;
        Padding = other.Padding;
        Standardizer = other.Standardizer;
        TargetNames = other.TargetNames;
        TargetScaling = other.TargetScaling;
        ClassNames = other.ClassNames;
        Threshold = other.Threshold;
    }

    /// <summary>The features in the order of a row.</summary>
    public IReadOnlyList<Feature> Features => _features;

    /// <summary>What the inputs of the network are called: <c>age</c>, <c>city=Oslo</c>, <c>city=(other)</c>, <c>age (missing)</c>.</summary>
    public IReadOnlyList<string> InputNames { get; private init; }

    /// <summary>How many of the inputs, the last ones, are always 0: see <see cref="Padded"/>.</summary>
    public int Padding { get; private init; }

    /// <summary>What is taken from each input, and what it is divided by then. Of inputs that are not scaled 0 and 1.</summary>
    public Standardizer Standardizer { get; private init; }

    /// <summary>What the targets are called; where they are classes, the one name of what they are classes of. Empty where nobody said.</summary>
    public IReadOnlyList<string> TargetNames { get; private init; } = [];

    /// <summary>How the targets were scaled; null where they are classes, or nobody said.</summary>
    public TargetScaling? TargetScaling { get; private init; }

    /// <summary>What the classes are called, in the order of their numbers; empty where the targets are no classes, or nobody said.</summary>
    public IReadOnlyList<string> ClassNames { get; private init; } = [];

    /// <summary>
    /// Above which output the second of two classes is predicted, as <see cref="Evaluator.ConfusionAt"/> has it; null for the network's own
    /// rule, its <c>Predict</c>.
    /// </summary>
    public float? Threshold { get; private init; }

    /// <summary>Measures, over the rows that a network is to be trained on, what takes the place of missing values, and the scale of the inputs.</summary>
    /// <param name="features">The features in the order of a row. One that has a <see cref="Feature.Fill"/> keeps it.</param>
    /// <param name="rows">The raw values, row after row.</param>
    /// <param name="weights">A weight for each row, of which only those that are 0 matter, which are not there; or empty.</param>
    /// <remarks>
    /// In double precision. The scale is that of the inputs with what takes the place of missing values. Leave out the rows to validate
    /// and to test with: they are not to be known in any way.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit; no row is there; two features have one name; a feature does not take a value, or has none in any row and is
    /// to say what takes the place of missing ones.
    /// </exception>
    public static Preprocessing Fit(IReadOnlyList<Feature> features, ReadOnlySpan<float> rows, ReadOnlySpan<float> weights = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        return PreprocessingFit.Of(features, rows, weights);
    }

    /// <summary>Preprocessing of a standardizer alone: each input is a feature, a number that must be there.</summary>
    /// <param name="standardizer">The standardizer.</param>
    /// <param name="names">The names of the inputs; null for <c>input 0</c>, <c>input 1</c> and so on.</param>
    /// <exception cref="ArgumentException">There is not a name for each input, or one is no name or there twice.</exception>
    public static Preprocessing Of(Standardizer standardizer, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(standardizer);
        IEnumerable<string> given = names ?? [.. Enumerable.Range(0, standardizer.Size).Select(i => $"input {Wording.Number(i)}")];
        return new Preprocessing([.. given.Select(name => Feature.Number(name))], standardizer);
    }

    /// <summary>The same with the names of the classes that the network tells apart.</summary>
    /// <param name="names">A name for each class, in the order of their numbers; two at least.</param>
    /// <param name="target">What they are classes of.</param>
    /// <exception cref="ArgumentException">A name is empty, has a control character or is there twice; or there are fewer than two.</exception>
    public Preprocessing WithClasses(IReadOnlyList<string> names, string target = "class")
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] classes = FeatureNames.CheckAll(names, "The name of a class", nameof(names));
        string[] targets = FeatureNames.CheckAll([target], "The name of the target", nameof(target));
        return classes.Length > 1
            ? new Preprocessing(this) { TargetNames = targets, TargetScaling = null, ClassNames = classes, Threshold = null }
            : throw new ArgumentException("There is one class, but 2 or more are needed.", nameof(names));
    }

    /// <summary>The same with a threshold above which the second of two classes is predicted.</summary>
    /// <param name="threshold">What the last output is compared with: one that <see cref="Evaluator.ChooseThreshold"/> found on validation data.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are not two classes.</exception>
    public Preprocessing WithThreshold(float threshold)
    {
        Check.Finite(threshold, nameof(threshold));
        return ClassNames.Count == 2
            ? new Preprocessing(this) { Threshold = threshold }
            : throw new InvalidOperationException(
                $"A threshold tells two classes apart, but there {Wording.Are(ClassNames.Count)} {Wording.Number(ClassNames.Count)}.");
    }

    /// <summary>The same with the names of the targets, which are numbers or several labels, and how they were scaled.</summary>
    /// <param name="names">A name for each target.</param>
    /// <param name="scaling">The scaling; null for none.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty, has a control character or is there twice; there is none; or the scaling is for another number of targets.
    /// </exception>
    public Preprocessing WithTargets(IReadOnlyList<string> names, TargetScaling? scaling = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] targets = FeatureNames.CheckAll(names, "The name of a target", nameof(names));
        scaling ??= TargetScaling.None(targets.Length);
        return scaling.Size == targets.Length
            ? new Preprocessing(this) { TargetNames = targets, TargetScaling = scaling, ClassNames = [], Threshold = null }
            : throw new ArgumentException(
                $"There {Wording.Are(targets.Length)} {Wording.Exact(targets.Length, "name")} of targets, but the scaling is for {Wording.Number(scaling.Size)}.",
                nameof(scaling));
    }

    /// <summary>The same for a network with more inputs than the features make: the others, behind them, are always 0.</summary>
    /// <remarks>
    /// The compiler has fixed how many inputs a network has. A program for tables that it does not know beforehand compiles a few networks and
    /// takes the next wider one. An input that is always 0 has no part in any answer, nor do its weights change by it.
    /// </remarks>
    /// <param name="inputs">The number of all inputs, that of <see cref="InputNames"/> at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more inputs than that, or more than 65,536 would be 0.</exception>
    public Preprocessing Padded(int inputs)
    {
        int more = inputs - InputNames.Count;
        if (more < 0)
        {
            Require.Throw(inputs, $"at least {Wording.Number(InputNames.Count)}, the inputs that there are", nameof(inputs));
        }

        if (Padding + more > PreprocessingJson.MostPadding)
        {
            Require.Throw(inputs, $"at most {Wording.Number(InputNames.Count - Padding + PreprocessingJson.MostPadding)}", nameof(inputs));
        }

        return new Preprocessing(this)
        {
            InputNames = [.. InputNames, .. Enumerable.Range(Padding + 1, more).Select(number => $"(padding {Wording.Number(number)})")],
            Padding = Padding + more,
            Standardizer = new Standardizer(
                [.. Standardizer.Offsets, .. new double[more]], [.. Standardizer.Scales, .. Enumerable.Repeat(1.0, more)]),
        };
    }

    /// <summary>Makes inputs of raw values. Nothing is allocated.</summary>
    /// <param name="rows">The raw values of one row or several, row after row.</param>
    /// <param name="inputs">Receives the inputs, row after row: a number for each of <see cref="InputNames"/>. Apart from the rows.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit, the spans overlap, a feature does not take a value, or an input comes to more than a float holds.
    /// </exception>
    public void Apply(ReadOnlySpan<float> rows, Span<float> inputs)
    {
        int count = Check.Batch(rows.Length, _features.Length, nameof(rows), inputs.Length, Standardizer.Size, nameof(inputs));
        Check.Apart(rows, nameof(rows), inputs, nameof(inputs));
        Apply(rows, inputs, count == 1 ? null : 0, nameof(rows));
    }

    /// <summary>What inputs and outputs are.</summary>
    public override string ToString() =>
        $"{Wording.Count(_features.Length, "feature")} as {Wording.Count(InputNames.Count, "input")}"
        + (ClassNames.Count > 0 ? $", {Wording.Count(ClassNames.Count, "class")}"
            : TargetNames.Count > 0 ? $", {Wording.Count(TargetNames.Count, "target")}"
            : "");

    /// <summary>The same for spans that fit.</summary>
    /// <param name="rows">The raw values.</param>
    /// <param name="inputs">A place for each input.</param>
    /// <param name="first">The number of the first row, for messages; null where there is one row alone.</param>
    /// <param name="parameter">What the caller calls the rows.</param>
    internal void Apply(ReadOnlySpan<float> rows, Span<float> inputs, int? first, string parameter)
    {
        for (int i = 0; !rows.IsEmpty; i++)
        {
            Span<float> row = inputs[..Standardizer.Size];
            row[^Padding..].Clear();
            if (TryExpand(_features, rows[.._features.Length], row) is var feature and >= 0)
            {
                throw Refused(_features[feature], _features[feature].FindDefect(rows[feature])!, first + i, parameter);
            }

            if (Standardizer.Columns.ScaleWhileFinite(row) is var column and >= 0)
            {
                throw new ArgumentException(
                    $"Input {Printable.Quote(InputNames[column])}{InRow(first + i)} is {Wording.Number(row[column])}, which {ColumnScaling.TooMuch}.",
                    parameter);
            }

            rows = rows[_features.Length..];
            inputs = inputs[Standardizer.Size..];
        }
    }

    /// <summary>Writes the inputs of one row, unscaled.</summary>
    /// <returns>The first feature that does not take its value; -1 where all do.</returns>
    internal static int TryExpand(Feature[] features, ReadOnlySpan<float> row, Span<float> inputs)
    {
        int input = 0;
        for (int i = 0; i < features.Length; i++)
        {
            Feature feature = features[i];
            if (feature.IsPlain(row[i]))
            {
                inputs[input++] = row[i];
                continue;
            }

            if (!feature.TryExpand(row[i], inputs.Slice(input, feature.InputCount)))
            {
                return i;
            }

            input += feature.InputCount;
        }

        return -1;
    }

    internal static ArgumentException Refused(Feature feature, string defect, int? row, string parameter) =>
        new($"Feature {Printable.Quote(feature.Name)}{InRow(row)} {defect}.", parameter);

    /// <summary>The same without any scaling, the network having taken it over.</summary>
    internal Preprocessing WithoutScaling() => new(this)
    {
        Standardizer = Standardizer.Identity(Standardizer.Size),
        TargetScaling = TargetScaling is null ? null : TargetScaling.None(TargetScaling.Size),
    };

    /// <summary>What does not fit a network; null where all does.</summary>
    /// <param name="inputs">How many inputs the network takes.</param>
    /// <param name="outputs">How many outputs it has.</param>
    internal (string Found, string Needed)? FindMisfit(int inputs, int outputs)
    {
        int classes = Prediction.ClassCount(outputs);
        return InputNames.Count != inputs ? ($"preprocessing that makes {Wording.Exact(InputNames.Count, "input")}", Wording.Exact(inputs, "input"))
            : ClassNames.Count > 0 && ClassNames.Count != classes
                ? ($"preprocessing for {Wording.Exact(ClassNames.Count, "class")}", $"{Wording.Exact(classes, "class")} for {Wording.Exact(outputs, "output")}")
            : ClassNames.Count == 0 && TargetNames.Count > 0 && TargetNames.Count != outputs
                ? ($"preprocessing for {Wording.Exact(TargetNames.Count, "target")}", $"{Wording.Exact(outputs, "target")}, one for each output")
            : null;
    }

    /// <exception cref="ArgumentException">It does not fit.</exception>
    internal void RequireFit<TNetwork>(string parameter) where TNetwork : class, IInferenceNetwork =>
        RequireFit(TypeNames.Of(typeof(TNetwork)), TNetwork.InputSize, TNetwork.OutputSize, parameter);

    /// <exception cref="ArgumentException">It does not fit.</exception>
    internal void RequireFit(string network, int inputs, int outputs, string parameter)
    {
        if (FindMisfit(inputs, outputs) is var (found, needed))
        {
            throw new ArgumentException($"{network} was given {found}, but needs {needed}.", parameter);
        }
    }

    private static string InRow(int? row) => row is { } number ? $" of row {Wording.Number(number)}" : "";

    private static Feature[] Checked(IReadOnlyList<Feature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        FeatureNames.CheckAll(features.Select(feature => feature.Name), "The name of a feature", nameof(features));
        foreach (Feature feature in features)
        {
            if (feature.Missing != MissingValues.Refuse && feature.Fill is null)
            {
                throw new ArgumentException(
                    $"It is not known what takes the place of missing values of feature {Printable.Quote(feature.Name)}: "
                    + "Preprocessing.Fit measures it, WithFill says it.",
                    nameof(features));
            }
        }

        return [.. features];
    }
}
