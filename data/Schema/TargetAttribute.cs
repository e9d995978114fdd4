namespace Unrolled.Data;

/// <summary>Makes a property, or a parameter of a record, a column of numbers that the network is to tell: see <see cref="TableSchema.Of{TRow}()"/>.</summary>
/// <param name="column">The column's name; null is that of the property.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TargetAttribute(string? column = null) : Attribute
{
    /// <summary>The column's name; null is that of the property.</summary>
    public string? Column { get; } = column;

    /// <summary>How the numbers are scaled; the same for all targets.</summary>
    public Scaling Scaling { get; init; } = Scaling.Standard;
}
