using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;
using Unrolled.Generator.Parsing;

namespace Unrolled.Generator.Analysis;

/// <summary>What the analyzers know of a network: its type, its sizes and what its targets are compared with.</summary>
internal sealed record NetworkShape(INamedTypeSymbol Type, int InputSize, int OutputSize, int ParameterCount, Activation Output, Loss Loss)
{
    /// <summary>Reads the generated constants, which are there in source and in metadata alike; null where they are not.</summary>
    public static NetworkShape? Of(INamedTypeSymbol type, AttributeData attribute) =>
        Constant(type, "InputSize") is { } inputs && Constant(type, "OutputSize") is { } outputs && Constant(type, "ParameterCount") is { } parameters
            ? new NetworkShape(type, inputs, outputs, parameters, ReachOf(type, attribute), Parse(attribute.Value("Loss"), AttributeDefaults.Loss))
            : null;

    private static int? Constant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(f => f.IsConst)?.ConstantValue as int?;

    /// <summary>Outputs that a stage changes may be any numbers, as far as can be told here.</summary>
    private static Activation ReachOf(INamedTypeSymbol type, AttributeData attribute) =>
        type.GetMembers().OfType<IPropertySymbol>().SelectMany(p => p.ExplicitInterfaceImplementations).Any(p => p.Name == "OutputStage")
            ? Activation.Identity
            : OutputActivation(attribute);

    private static Activation OutputActivation(AttributeData attribute) =>
        attribute.Value("Activations") is { Kind: TypedConstantKind.Array, IsNull: false, Values: [.., var last] }
            ? Parse(last, AttributeDefaults.Activation)
            : Parse(attribute.Value("Output"), AttributeDefaults.Activation);

    private static TEnum Parse<TEnum>(TypedConstant? constant, TEnum whenAbsent) where TEnum : struct, Enum =>
        constant is { } value && EnumMember.TryParse(value, out TEnum member) ? member : whenAbsent;
}
