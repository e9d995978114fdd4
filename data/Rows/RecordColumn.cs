using System.Globalization;
using System.Reflection;

namespace Unrolled.Data;

/// <summary>A property of records as a feature takes it.</summary>
internal sealed class RecordColumn(PropertyInfo property, Feature feature)
{
    private readonly FeatureReading _reading = new(feature);

    /// <summary>The raw value of a record; NaN where it is missing.</summary>
    /// <exception cref="ArgumentException">The feature does not take it.</exception>
    public float Read(object record)
    {
        object? value = property.GetValue(record);
        return value is null or float.NaN or double.NaN ? float.NaN
            : TryRead(value, out float raw) ? raw
            : throw new ArgumentException(
                $"Feature {Printable.Quote(feature.Name)} was given {Printable.Quote(Text(value))}; {FeatureDefect.Needed(feature)} is needed.",
                nameof(record));
    }

    private bool TryRead(object value, out float raw) => value switch
    {
        bool flag when feature.Kind != FeatureKind.Category => _reading.TryRead(flag ? 1 : 0, out raw),
        DateTime date => _reading.TryRead(TableDate.ToDays(date), out raw),
        DateOnly date => _reading.TryRead(TableDate.ToDays(date.ToDateTime(TimeOnly.MinValue)), out raw),
        string or bool or Enum => _reading.TryRead(Text(value), out raw),
        _ => _reading.TryRead(Convert.ToSingle(value, CultureInfo.InvariantCulture), out raw),
    };

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
