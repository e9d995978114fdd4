namespace Unrolled.Data;

/// <summary>A table's column as a feature takes it.</summary>
internal sealed class RawColumn
{
    private readonly TableColumn _column;
    private readonly FeatureReading _reading;

    // What the texts of the column become, by their numbers; null is one that the feature does not take.
    private readonly float?[]? _byCode;

    public RawColumn(TableColumn column, Feature feature)
    {
        _column = column;
        _reading = new FeatureReading(feature);
        _byCode = column is TextColumn text ? Array.ConvertAll(text.Texts, Translate) : null;
    }

    /// <summary>Writes the values of some rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Receives the value of the first row at its beginning.</param>
    /// <param name="stride">How far the next row's is from there.</param>
    /// <exception cref="InvalidTableException">The feature does not take a value.</exception>
    public void Fill(int start, int count, Span<float> target, int stride)
    {
        _column.Copy(start, count, target, stride);
        if (_byCode is null && _reading.Feature.Kind == FeatureKind.Number)
        {
            RequirePresent(start, count, target, stride);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            ref float value = ref target[i * stride];
            value = _column.IsMissing(start + i)
                ? Missing(start + i)
                : Translate(value, start + i) ?? throw FeatureDefect.Other(_reading.Feature, _column.Place(start + i), _column.Text(start + i)!);
        }
    }

    private void RequirePresent(int start, int count, ReadOnlySpan<float> values, int stride)
    {
        if (_reading.Feature.Missing == MissingValues.Refuse)
        {
            for (int i = 0; i < count; i++)
            {
                if (float.IsNaN(values[i * stride]))
                {
                    Missing(start + i);
                }
            }
        }
    }

    private float Missing(int row) => _reading.Feature.Missing != MissingValues.Refuse
        ? float.NaN
        : throw FeatureDefect.Missing(_reading.Feature, _column.Place(row));

    private float? Translate(float cell, int row) =>
        _byCode is not null ? _byCode[TextColumn.CodeOf(cell)]
        : _column.Kind != ColumnKind.Number && _reading.Feature.Kind == FeatureKind.Category ? Translate(_column.Text(row)!)
        : _reading.TryRead(cell, out float raw) ? raw
        : null;

    private float? Translate(string text) => _reading.TryRead(text, out float value) ? value : null;
}
