using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>
/// Whether somebody asks for compliance with the common language specification, which a network cannot promise: its attribute takes an
/// array, and some members have types that are not compliant.
/// </summary>
internal static class ClsCompliance
{
    public static ClsMark Of(INamedTypeSymbol type)
    {
        if (Marked(type) is { } own)
        {
            return own ? ClsMark.Members : ClsMark.None;
        }

        // What cannot be seen from outside is not checked, and must not be marked; nor must a type inside an interface.
        return !TypePlace.SelfAndContaining(type).All(IsVisible) || Inherited(type) != true ? ClsMark.None
            : TypePlace.SelfAndContaining(type).Any(t => t.TypeKind == TypeKind.Interface) ? ClsMark.Members
            : ClsMark.Class;
    }

    public static bool IsAskedBy(IAssemblySymbol assembly) => (Marked(assembly.Modules.First()) ?? Marked(assembly)) == true;

    private static bool IsVisible(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool? Inherited(INamedTypeSymbol type) =>
        TypePlace.SelfAndContaining(type).Select(Marked).FirstOrDefault(mark => mark is not null)
        ?? Marked(type.ContainingModule) ?? Marked(type.ContainingAssembly);

    private static bool? Marked(ISymbol symbol) => symbol.GetAttributes()
        .Where(a => a.AttributeClass is { Name: nameof(CLSCompliantAttribute), ContainingNamespace: { Name: "System" } space }
            && space.ContainingNamespace.IsGlobalNamespace)
        .Select(a => a.ConstructorArguments is [{ Value: bool compliant }] ? compliant : (bool?)null)
        .FirstOrDefault();
}
