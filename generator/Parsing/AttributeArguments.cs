using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unrolled.Generator.Parsing;

/// <summary>Arguments of an attribute, as they are bound and as they are written.</summary>
internal static class AttributeArguments
{
    public static TypedConstant? Value(this AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(a => a.Key == name).Select(a => (TypedConstant?)a.Value).FirstOrDefault();

    /// <summary>Whether an argument has no value: the compiler could not bind it, or is missing what it is made of.</summary>
    public static bool HasErrors(this AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value)).Any(IsError);

    private static bool IsError(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error || (value is { Kind: TypedConstantKind.Array, IsNull: false } && value.Values.Any(IsError));

    public static AttributeArgumentSyntax? Argument(this AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Where the layers' widths are written: the positional arguments, or the elements of one array among them.</summary>
    public static ExpressionSyntax[] Layers(this AttributeSyntax attribute)
    {
        ExpressionSyntax[] arguments =
            [.. attribute.ArgumentList?.Arguments.Where(a => a.NameEquals is null).Select(a => a.Expression) ?? []];
        return arguments.Length == 1 && Elements(arguments[0]) is { } elements ? elements : arguments;
    }

    /// <summary>Where the elements of an array are written; null where that cannot be said.</summary>
    public static ExpressionSyntax[]? Elements(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression)],
        _ => null,
    };
}
