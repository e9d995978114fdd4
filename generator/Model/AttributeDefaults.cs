namespace Unrolled.Generator.Model;

/// <summary>What <c>NetworkAttribute</c> means by an argument that is left out.</summary>
internal static class AttributeDefaults
{
    public const Activation Activation = Model.Activation.Sigmoid;
    public const Loss Loss = Model.Loss.MeanSquaredError;
}
