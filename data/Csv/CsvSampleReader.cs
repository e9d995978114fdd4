namespace Unrolled.Data.Csv;

/// <summary>Makes samples of the rows of a CSV file, one after the other.</summary>
internal sealed class CsvSampleReader : ISampleReader
{
    private readonly CsvRows _rows;
    private readonly Preprocessing _preprocessing;
    private readonly CsvRowParser _parser;
    private readonly float[] _values;

    /// <exception cref="InvalidTableException">A column is not there.</exception>
    public CsvSampleReader(CsvRows rows, Preprocessing preprocessing)
    {
        _rows = rows;
        _preprocessing = preprocessing;
        IEnumerable<Feature> told = preprocessing.TargetNames.Select(name => preprocessing.ClassNames.Count > 0
            ? Feature.Category(name, preprocessing.ClassNames)
            : Feature.Number(name));
        _parser = new CsvRowParser(rows, [.. preprocessing.Features, .. told]);
        _values = new float[preprocessing.Features.Count + preprocessing.TargetNames.Count];
    }

    public int Read(SampleRows rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int read = 0;
        for (; read < rows.Count && _rows.Read(); read++)
        {
            _parser.Read(_values);
            _preprocessing.Apply(_values.AsSpan(0, _preprocessing.Features.Count), rows.Input(read));
            ReadOnlySpan<float> told = _values.AsSpan(_preprocessing.Features.Count);
            if (rows.Labels.IsEmpty)
            {
                Span<float> target = rows.Target(read);
                told.CopyTo(target);
                _preprocessing.TargetScaling?.Apply(target);
            }
            else
            {
                rows.Labels[read] = (int)told[0];
            }
        }

        return read;
    }

    public void Dispose() => _rows.Dispose();
}
