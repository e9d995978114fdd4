using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Unrolled.Generator.Parsing;

namespace Unrolled.Generator.Analysis;

/// <summary>The runtime's types in a compilation, and what the analyzers ask about others.</summary>
internal sealed class UnrolledTypes
{
    private static readonly ConditionalWeakTable<Compilation, UnrolledTypes?> s_found = new();

    private readonly INamedTypeSymbol _attribute;
    private readonly ImmutableArray<INamedTypeSymbol> _interfaces;
    private readonly HashSet<string> _networkMethods;

    private UnrolledTypes(INamedTypeSymbol network, INamedTypeSymbol attribute)
    {
        _attribute = attribute;
        _interfaces = [network.OriginalDefinition, .. network.AllInterfaces.Select(i => i.OriginalDefinition)];
        _networkMethods = [.. _interfaces.SelectMany(i => i.GetMembers()).OfType<IMethodSymbol>().Select(m => m.Name)];
    }

    /// <summary>The types in a compilation; null where it does not use the runtime. Looked up once for all analyzers.</summary>
    public static UnrolledTypes? In(Compilation compilation) => s_found.GetValue(compilation, static compilation =>
        compilation.GetTypeByMetadataName("Unrolled.INetwork`1") is { } network
        && compilation.GetTypeByMetadataName("Unrolled.NetworkAttribute") is { } attribute
            ? new UnrolledTypes(network, attribute)
            : null);

    /// <summary>Whether a member belongs to the runtime.</summary>
    public bool IsRuntime(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _attribute.ContainingAssembly);

    /// <summary>
    /// How the runtime declares a method that is called: a method of its own, or that of an interface which a generated method implements.
    /// Its parameters have the names that the analyzers know them by, whatever the user calls his. Null for any other method.
    /// </summary>
    public IMethodSymbol? DeclarationOf(IMethodSymbol method)
    {
        IMethodSymbol called = (method.ReducedFrom ?? method).OriginalDefinition;
        return IsRuntime(called) ? called : _networkMethods.Contains(called.Name) ? Implemented(called) : null;
    }

    /// <summary>Whether a type is a network.</summary>
    public bool IsNetwork(ITypeSymbol? type) => type is INamedTypeSymbol named && AttributeOf(named) is not null;

    /// <summary>Whether a network starts from trained parameters.</summary>
    public bool IsTrained(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && AttributeOf(named)?.Value("Weights") is { Kind: TypedConstantKind.Primitive, Value: string };

    /// <summary>What is known of a network type; null where it is none or its sizes are unknown.</summary>
    public NetworkShape? ShapeOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && AttributeOf(named) is { } attribute ? NetworkShape.Of(named, attribute) : null;

    /// <summary>What a message calls a network type.</summary>
    public string NameOf(ITypeSymbol? type) => IsNetwork(type) ? type!.Name : "TNetwork";

    /// <summary>Whether a type is a sequence of folds.</summary>
    public bool IsOfFolds(ITypeSymbol? type) =>
        (type is IArrayTypeSymbol { ElementType: var element } ? element : (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault())
            is { Name: "Fold" } fold
        && IsRuntime(fold);

    private IMethodSymbol? Implemented(IMethodSymbol method) => AttributeOf(method.ContainingType) is null
        ? null
        : method.ContainingType.AllInterfaces
            .Where(IsNetworkInterface)
            .SelectMany(network => network.GetMembers(method.Name).OfType<IMethodSymbol>())
            .FirstOrDefault(member => Implements(method, member))?
            .OriginalDefinition;

    private bool IsNetworkInterface(INamedTypeSymbol type) => _interfaces.Contains(type.OriginalDefinition, SymbolEqualityComparer.Default);

    private static bool Implements(IMethodSymbol method, IMethodSymbol member) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method);

    private AttributeData? AttributeOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, _attribute));
}
