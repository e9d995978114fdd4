namespace Unrolled.Data;

/// <summary>Makes a property, or a parameter of a record, a column that the network is told: see <see cref="TableSchema.Of{TRow}()"/>.</summary>
/// <param name="column">The column's name; null is that of the property.</param>
/// <example>
/// <code>
/// public sealed record Passenger(
///     [Feature(Missing = MissingValues.Median)] float Age,
///     [Feature] string Sex,
///     [Label] bool Survived);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FeatureAttribute(string? column = null) : Attribute
{
    /// <summary>The column's name; null is that of the property.</summary>
    public string? Column { get; } = column;

    /// <summary>How numbers and dates are scaled.</summary>
    public Scaling Scaling { get; init; } = Scaling.Standard;

    /// <summary>What takes the place of missing values.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>Whether one more input says that the value is missing.</summary>
    public bool MissingIndicator { get; init; }

    /// <summary>What becomes of categories that no row has that the network is trained on.</summary>
    public UnknownCategory Unknown { get; init; }
}
