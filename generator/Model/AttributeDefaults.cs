namespace Unrolled.Generator.Model;

/// <summary>What <c>NetworkAttribute</c> means by an argument that is left out.</summary>
internal static class AttributeDefaults
{
    public const ActivationKind Activation = ActivationKind.Sigmoid;
    public const LossKind Loss = LossKind.MeanSquaredError;
}
