using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Parsing;

/// <summary>Matches the runtime's enumerations with the generator's copies by name, should another version number their members differently.</summary>
internal static class EnumMember
{
    /// <summary>The member of ours with the name of theirs.</summary>
    public static bool TryParse<TEnum>(TypedConstant constant, out TEnum member) where TEnum : struct, Enum
    {
        member = default;
        return constant.Type is INamedTypeSymbol type
            && type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value)) is { } theirs
            && Enum.TryParse(theirs.Name, out member);
    }
}
