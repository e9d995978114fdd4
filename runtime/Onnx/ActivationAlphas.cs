namespace Unrolled;

/// <summary>The numbers in the formulas of a network's activations.</summary>
internal static class ActivationAlphas
{
    /// <summary>That of a layer after the inputs: its own, or the usual one.</summary>
    public static float Of<TNetwork>(int layer) where TNetwork : IInferenceNetwork =>
        TNetwork.Alphas.IsEmpty ? ActivationRow.Of(TNetwork.Activations[layer]).Alpha : TNetwork.Alphas[layer];
}
