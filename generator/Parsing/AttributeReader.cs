using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unrolled.Generator.Parsing;

/// <summary>Reads the arguments of an attribute that asks for a network, each complaint at the argument that it is about.</summary>
internal abstract class AttributeReader(AttributeData attribute, AttributeSyntax syntax, Complaints complaints)
{
    /// <summary>2^27 parameters are 512 MB as floats; byte offsets of a few times that still fit 32 bits.</summary>
    public const long MaxParameters = 1 << 27;

    protected AttributeData Attribute => attribute;

    protected AttributeSyntax Syntax => syntax;

    protected Complaints Complaints => complaints;

    /// <summary>Whether there is something that no network can be made of.</summary>
    protected bool HasFailed { get; private set; }

    /// <summary>The numbers in the attribute's constructor; null where they are none, which the compiler says.</summary>
    protected int[]? Widths()
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } argument])
        {
            return null;
        }

        TypedConstant[] values = argument.IsNull ? [] : [.. argument.Values];
        return values.All(v => v.Value is int) ? [.. values.Select(v => (int)v.Value!)] : null;
    }

    /// <summary>Whether every width is 1 at least.</summary>
    protected bool CheckWidths(int[] layers)
    {
        Location[] locations = LayerLocations(layers.Length);
        bool valid = true;
        for (int l = 0; l < layers.Length; l++)
        {
            if (layers[l] < 1)
            {
                Fail(Descriptors.WidthBelowOne, locations[l], l, layers[l]);
                valid = false;
            }
        }

        return valid;
    }

    protected void Fail(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Fail(descriptor, location, remedies: [], arguments);

    protected void Fail(DiagnosticDescriptor descriptor, Location location, string[] remedies, object[] arguments)
    {
        HasFailed = true;
        complaints.Add(descriptor, location, remedies, arguments);
    }

    /// <summary>Where each width is written, or the attribute for all of them where that cannot be said.</summary>
    protected Location[] LayerLocations(int count)
    {
        ExpressionSyntax[] written = syntax.Layers();
        return written.Length == count
            ? [.. written.Select(a => a.GetLocation())]
            : [.. Enumerable.Repeat(syntax.GetLocation(), count)];
    }

    /// <summary>Where the value of a named argument is written, or the attribute where there is none.</summary>
    protected Location LocationOf(string name) => (syntax.Argument(name)?.Expression ?? (SyntaxNode)syntax).GetLocation();

    protected TEnum ParseEnum<TEnum>(string name, TEnum whenAbsent) where TEnum : struct, Enum =>
        attribute.Value(name) is not { } value ? whenAbsent : ParseEnum<TEnum>(value, LocationOf(name));

    protected TEnum ParseEnum<TEnum>(TypedConstant constant, Location location) where TEnum : struct, Enum
    {
        if (constant.Kind == TypedConstantKind.Error || constant.Type is not INamedTypeSymbol type)
        {
            HasFailed = true;
            return default;
        }

        if (EnumMember.TryParse(constant, out TEnum result))
        {
            return result;
        }

        Fail(Descriptors.UndefinedValue, location, Convert.ToString(constant.Value, CultureInfo.InvariantCulture)!, type.Name, string.Join(", ", Enum.GetNames(typeof(TEnum))));
        return default;
    }
}
