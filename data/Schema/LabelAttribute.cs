namespace Unrolled.Data;

/// <summary>Makes a property, or a parameter of a record, the column whose classes the network is to tell: see <see cref="TableSchema.Of{TRow}()"/>.</summary>
/// <param name="column">The column's name; null is that of the property.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LabelAttribute(string? column = null) : Attribute
{
    /// <summary>The column's name; null is that of the property.</summary>
    public string? Column { get; } = column;
}
