using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Unrolled.Data;

/// <summary>Lets a pipeline answer records: their properties become a row of raw values.</summary>
/// <example>
/// <code>
/// RowEncoder&lt;Passenger&gt; encoder = RecordEncoder.Of&lt;Passenger&gt;(pipeline.Preprocessing);
/// Answer answer = pipeline.Predict(passenger, encoder);
/// </code>
/// </example>
public static class RecordEncoder
{
    /// <summary>What writes a record with <see cref="FeatureAttribute"/> on its properties, or on the parameters of its constructor.</summary>
    /// <remarks>
    /// Null is a missing value. A number, a bool, a date, a string or an enum is what it is in a table. What the preprocessing has no feature
    /// for is passed over. Works in programs that are trimmed and compiled ahead of time. The encoder throws an
    /// <see cref="ArgumentException"/> for a value that its feature does not take.
    /// </remarks>
    /// <typeparam name="TRow">The type of the record.</typeparam>
    /// <param name="preprocessing">Says which features there are, in which order.</param>
    /// <exception cref="ArgumentException">The record has no property for a feature.</exception>
    public static RowEncoder<TRow> Of<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] TRow>(
        Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        Dictionary<string, PropertyInfo> properties = AttributeSchema.FeatureProperties(typeof(TRow));
        string[] missing = [.. preprocessing.Features.Select(feature => feature.Name).Where(name => !properties.ContainsKey(name))];
        if (missing.Length > 0)
        {
            throw new ArgumentException(
                $"{typeof(TRow).Name} has no property with [Feature] for {Listing.Of(missing)}, but one for each feature is needed.", nameof(preprocessing));
        }

        RecordColumn[] columns = [.. preprocessing.Features.Select(feature => new RecordColumn(properties[feature.Name], feature))];
        return (record, row) =>
        {
            for (int i = 0; i < columns.Length; i++)
            {
                row[i] = columns[i].Read(record!);
            }
        };
    }
}
