namespace Unrolled.Data;

/// <summary>A table's column as a feature takes it.</summary>
internal sealed class RawColumn
{
    private readonly TableColumn _column;
    private readonly Feature _feature;

    // What the values of the column become, where they are not what they are: by the number of their text, or for numbers as they occur.
    private readonly float?[]? _byCode;
    private readonly Dictionary<float, float?>? _byNumber;

    public RawColumn(TableColumn column, Feature feature)
    {
        _column = column;
        _feature = feature;
        _byCode = column is TextColumn text ? Array.ConvertAll(text.Texts, Translate) : null;
        _byNumber = _byCode is null && feature.Kind != FeatureKind.Number ? [] : null;
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
        bool isAsItIs = _byCode is null && _byNumber is null;
        for (int i = 0; i < count; i++)
        {
            ref float value = ref target[i * stride];
            if (float.IsNaN(value))
            {
                if (_feature.Missing == MissingValues.Refuse)
                {
                    throw FeatureDefect.Missing(_feature, _column.Place(start + i));
                }
            }
            else if (!isAsItIs)
            {
                value = Translated(value, start + i) ?? throw FeatureDefect.Other(_feature, _column.Place(start + i), _column.Text(start + i)!);
            }
        }
    }

    private float? Translated(float value, int row)
    {
        if (_byCode is not null)
        {
            return _byCode[(int)value];
        }

        if (!_byNumber!.TryGetValue(value, out float? translated))
        {
            translated = Translate(_column.Text(row)!);
            _byNumber.Add(value, translated);
        }

        return translated;
    }

    private float? Translate(string text) => FeatureText.TryRead(_feature, text, out float value) ? value : null;
}
