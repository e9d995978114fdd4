namespace Unrolled.Tests.Numerics;

/// <summary>The activations and losses of <see cref="Passes"/> for theories.</summary>
internal static class PassData
{
    public static TheoryData<Activation> Elementwise => [.. Passes.Elementwise];

    public static TheoryData<Activation> Differentiable => [.. Passes.Differentiable];

    public static TheoryData<Loss> Losses => [.. Passes.Losses];
}
