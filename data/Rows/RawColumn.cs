namespace Unrolled.Data;

/// <summary>A table's column as a feature takes it.</summary>
internal sealed class RawColumn
{
    private readonly TableColumn _column;
    private readonly FeatureReading _reading;

    // What the texts of the column become, by their numbers; NaN is one that the feature does not take.
    private readonly float[]? _byCode;

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
        if (_byCode is not null)
        {
            TranslateTexts(_byCode, start, count, target, stride);
        }
        else if (_reading.Feature.Kind == FeatureKind.Number)
        {
            RequirePresent(start, count, target, stride);
        }
        else
        {
            TranslateNumbers(start, count, target, stride);
        }
    }

    private void TranslateTexts(float[] byCode, int start, int count, Span<float> target, int stride)
    {
        for (int i = 0; i < count; i++)
        {
            ref float value = ref target[i * stride];
            int code = TextColumn.CodeOf(value);
            value = code == TextColumn.Missing ? Missing(start + i)
                : byCode[code] is var translated && !float.IsNaN(translated) ? translated
                : throw Defect(start + i);
        }
    }

    private void TranslateNumbers(int start, int count, Span<float> target, int stride)
    {
        for (int i = 0; i < count; i++)
        {
            ref float value = ref target[i * stride];
            if (float.IsNaN(value))
            {
                Missing(start + i);
                continue;
            }

            // Booleans and dates are categories by what they are called, 'true' and 'false' say.
            bool isText = _column.Kind != ColumnKind.Number && _reading.Feature.Kind == FeatureKind.Category;
            if (!(isText ? _reading.TryRead(_column.Text(start + i), out value) : _reading.TryRead(value, out value)))
            {
                throw Defect(start + i);
            }
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

    private float Translate(string text) => _reading.TryRead(text, out float value) ? value : float.NaN;

    private InvalidTableException Defect(int row) => FeatureDefect.Other(_reading.Feature, _column.Place(row), _column.Text(row)!);
}
