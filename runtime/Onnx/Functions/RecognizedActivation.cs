namespace Unrolled;

/// <summary>A function of one number as an activation of ours: outer scale f(inner scale z + inner offset) + outer offset.</summary>
internal sealed record RecognizedActivation(
    Activation Activation, float Alpha, double InnerScale, double InnerOffset, double OuterScale, double OuterOffset)
{
    public static RecognizedActivation Identity { get; } = new(Activation.Identity, 0, 1, Affine.Nothing, 1, Affine.Nothing);

    /// <summary>Whether it is the activation and nothing else behind it.</summary>
    public bool IsBare => OuterScale == 1 && OuterOffset == 0;

    /// <summary>Whether a layer can have both.</summary>
    public bool IsSame(RecognizedActivation other) => Activation == other.Activation && Alpha == other.Alpha;

    public override string ToString() =>
        Alpha == ActivationRow.Of(Activation).Alpha ? $"{Activation}" : $"{Activation} with alpha {Wording.Number(Alpha)}";
}
