namespace Unrolled.Data.Csv;

/// <summary>Makes the rows of a CSV file into rows of raw values, a float for each feature, as they are read.</summary>
internal sealed class CsvRowParser
{
    private readonly CsvRows _rows;
    private readonly FeatureReading[] _features;
    private readonly int[] _columns;
    private char[] _text = new char[64];

    /// <param name="rows">The rows, whose columns are found by their names.</param>
    /// <param name="features">What is needed of them.</param>
    /// <exception cref="InvalidTableException">A column is not there.</exception>
    public CsvRowParser(CsvRows rows, Feature[] features)
    {
        _rows = rows;
        _features = Array.ConvertAll(features, feature => new FeatureReading(feature));
        _columns = Array.ConvertAll(features, feature => Array.IndexOf(rows.Names, feature.Name));
        if (_columns.Contains(-1))
        {
            throw rows.Defect(
                $"the columns {Listing.Of(rows.Names)}", $"also {Listing.Of(features.Select(feature => feature.Name).Except(rows.Names))}");
        }
    }

    /// <summary>Reads the row at which the rows stand.</summary>
    /// <param name="values">Receives a value for each feature; NaN is one that is missing.</param>
    /// <exception cref="InvalidTableException">A feature does not take its value.</exception>
    public void Read(Span<float> values)
    {
        for (int i = 0; i < _features.Length; i++)
        {
            values[i] = Read(_features[i], _columns[i]);
        }
    }

    private float Read(FeatureReading reading, int column)
    {
        Feature feature = reading.Feature;
        if (feature.Kind == FeatureKind.Number && _rows.TryNumber(column, out float number) && float.IsFinite(number))
        {
            return number;
        }

        ReadOnlySpan<char> text = Text(column);
        return _rows.IsMissing(text)
            ? feature.Missing != MissingValues.Refuse ? float.NaN : throw FeatureDefect.Missing(feature, _rows.Place(column))
            : reading.TryRead(text, out float value) ? value
            : throw FeatureDefect.Other(feature, _rows.Place(column), text.ToString());
    }

    private ReadOnlySpan<char> Text(int column)
    {
        int length = _rows.Bytes(column).Length;
        if (length > _text.Length)
        {
            _text = new char[length];
        }

        return _text.AsSpan(0, _rows.Copy(column, _text)).Trim();
    }
}
