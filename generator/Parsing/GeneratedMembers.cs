using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Parsing;

/// <summary>The names and signatures that the generator writes, which a user's own members must leave free.</summary>
internal static class GeneratedMembers
{
    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";

    private static readonly ILookup<string, (int[] Arities, string[] Signature)> Methods = new (string Name, int[] Arities, string[] Signature)[]
    {
        ("Forward", [0], [Input, Output]),
        ("ForwardBatch", [0], [Input, Output]),
        ("ForwardBatch", [0], [Input, Output, "ulong"]),
        ("Predict", [0], [Input]),
        ("Gradient", [0, 1], [Input, Input, Output]),
        ("Gradient", [0, 1], [Input, Input, Input, Output]),
        ("Train", [0, 1], [Input, Input, "float"]),
        ("Train", [0, 1], [Input, Input, Input, "float"]),
        ("Backward", [0], [Input, Input, Output, Output]),
        ("Backward", [0], [Input, Input, Output, Output, "ulong"]),
        ("GetParameters", [0], [Output]),
        ("SetParameters", [0], [Input]),
    }.ToLookup(m => m.Name, m => (m.Arities, m.Signature));

    /// <summary>Every name that no field, property, event, nested type or type parameter of the user's may have.</summary>
    public static ImmutableHashSet<string> Names { get; } =
    [
        "InputSize", "OutputSize", "ParameterCount", "Layers", "Parameters", "DropoutState",
        .. Methods.Select(m => m.Key),
    ];

    /// <summary>Whether a member cannot stand beside the generated ones. Overloads with other parameters can.</summary>
    public static bool CollidesWith(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.Parameters.Length == 0
            || (constructor.Parameters is [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 }])
            || (constructor.Parameters is [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 }, { RefKind: RefKind.None } second]
                && second.Type.ToDisplayString() == "Unrolled.Initialization"),
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => CollidesWith(method),
        IMethodSymbol => false,
        _ => Names.Contains(member.Name),
    };

    private static bool CollidesWith(IMethodSymbol method)
    {
        if (Methods.Contains(method.Name))
        {
            return method.Parameters.All(p => p.RefKind == RefKind.None)
                && Methods[method.Name].Any(m => m.Arities.Contains(method.Arity)
                    && m.Signature.SequenceEqual(method.Parameters.Select(p => p.Type.ToDisplayString())));
        }

        return Names.Contains(method.Name);
    }
}
