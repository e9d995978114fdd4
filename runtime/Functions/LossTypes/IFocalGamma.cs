namespace Unrolled;

/// <summary>The exponent of a <see cref="FocalLoss{TGamma}"/> or <see cref="BinaryFocalLoss{TGamma}"/>.</summary>
public interface IFocalGamma
{
    /// <summary>How much less those samples count that are classified well: 0 or above, where 0 is the cross-entropy.</summary>
    static abstract double Gamma { get; }
}
