using System.Globalization;
using Unrolled.Data.Csv;

namespace Unrolled.Data;

/// <summary>A CSV file as samples that are read forward, whatever its size, and made by preprocessing that was measured before.</summary>
/// <remarks>
/// It can be repeated, so that trainings are resumed to the same bits; the number of its rows is not known before it has been read once.
/// A file that is ordered, by class say, takes a large shuffle buffer, or is shuffled once beforehand.
/// </remarks>
/// <example>
/// <code>
/// Table beginning = Table.FromCsv("clicks.csv", new CsvOptions { RowLimit = 100_000 });
/// (_, Preprocessing preprocessing) = beginning.ToDataset(beginning.FindSchema(label: "clicked"));
/// CsvSampleSource training = new("clicks.csv", preprocessing);
/// Trainer.Train(network, training, new TrainingOptions { EpochSamples = 1_000_000, Epochs = 20 });
/// </code>
/// </example>
public sealed class CsvSampleSource : ISampleSource
{
    private readonly CsvInput _input;
    private readonly CsvOptions _options;
    private readonly Preprocessing _preprocessing;

    // How numbers are written, once it has been found.
    private NumberFormatInfo? _numbers;

    /// <summary>Samples of a file, which is opened when they are read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preprocessing">Makes samples of its rows, and says which columns it takes; others may be there.</param>
    /// <param name="options">How the file is written; null finds out. Its schema and the limit of rows are not looked at.</param>
    /// <exception cref="ArgumentException">The preprocessing does not say what the network is to tell.</exception>
    public CsvSampleSource(string path, Preprocessing preprocessing, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        if (preprocessing.TargetNames.Count == 0)
        {
            throw new ArgumentException("The preprocessing has the names of neither classes nor targets, but one is needed.", nameof(preprocessing));
        }

        _input = CsvInput.Of(path);
        _options = options ?? new CsvOptions();
        _preprocessing = preprocessing;
        int inputs = preprocessing.InputNames.Count;
        Shape = preprocessing.ClassNames.Count > 0
            ? SampleShape.WithLabels(inputs, preprocessing.ClassNames.Count)
            : SampleShape.WithTargets(inputs, preprocessing.TargetNames.Count);
    }

    /// <summary>The file's path.</summary>
    public string Name => _input.Name;

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>Null: it takes reading to count rows.</summary>
    public long? Count => null;

    /// <summary>True.</summary>
    public bool CanRepeat => true;

    /// <inheritdoc/>
    /// <exception cref="InvalidTableException">The file lacks a column, or is not as it must be. So says reading of its rows.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ISampleReader Open()
    {
        _numbers ??= CsvFormat.FindNumbers(_input, _options);
        CsvRows rows = CsvRows.Open(_input, _options, _numbers);
        try
        {
            return new CsvSampleReader(rows, _preprocessing);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The file and what a sample consists of.</summary>
    public override string ToString() => $"{Name}: samples of {Shape}";
}
