using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>The runtime's types in a compilation, and what the analyzers ask about others.</summary>
internal sealed class UnrolledTypes
{
    private readonly INamedTypeSymbol _network;
    private readonly INamedTypeSymbol _attribute;
    private readonly INamedTypeSymbol? _generatedCode;

    private UnrolledTypes(Compilation compilation, INamedTypeSymbol network, INamedTypeSymbol attribute)
    {
        _network = network;
        _attribute = attribute;
        _generatedCode = compilation.GetTypeByMetadataName("System.CodeDom.Compiler.GeneratedCodeAttribute");
    }

    /// <summary>The types in a compilation; null where it does not use the runtime.</summary>
    public static UnrolledTypes? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Unrolled.INetwork`1") is { } network
        && compilation.GetTypeByMetadataName("Unrolled.NetworkAttribute") is { } attribute
            ? new UnrolledTypes(compilation, network, attribute)
            : null;

    /// <summary>Whether a member belongs to the runtime.</summary>
    public bool IsRuntime(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _network.ContainingAssembly);

    /// <summary>Whether a method is one that the generator writes into networks, or that method of the interface.</summary>
    public bool IsNetworkMethod(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType.OriginalDefinition, _network)
        || (AttributeOf(method.ContainingType) is not null && method.GetAttributes().Any(IsOfGenerator));

    /// <summary>The sizes of the network whose generated method is called; null where it is not one or the sizes are unknown.</summary>
    public NetworkShape? ShapeOf(IInvocationOperation invocation) =>
        IsNetworkMethod(invocation.TargetMethod) && AttributeOf(invocation.TargetMethod.ContainingType) is { } attribute
            ? NetworkShape.Of(invocation.TargetMethod.ContainingType, attribute)
            : null;

    private AttributeData? AttributeOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, _attribute));

    private bool IsOfGenerator(AttributeData attribute) =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, _generatedCode)
        && attribute.ConstructorArguments is [{ Value: "Unrolled.Generator" }, ..];
}
