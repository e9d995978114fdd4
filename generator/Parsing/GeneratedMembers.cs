using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Parsing;

/// <summary>The names and signatures that the generator writes, which a user's own members must leave free.</summary>
internal sealed class GeneratedMembers
{
    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";

    private readonly ILookup<string, (int[] Arities, string[] Signature)> _methods;
    private readonly Func<IMethodSymbol, bool> _isConstructor;

    private GeneratedMembers(
        string[] names, (string Name, int[] Arities, string[] Signature)[] methods, Func<IMethodSymbol, bool> isConstructor)
    {
        _methods = methods.ToLookup(m => m.Name, m => (m.Arities, m.Signature));
        _isConstructor = isConstructor;
        Names = [.. names, .. _methods.Select(m => m.Key)];
    }

    /// <summary>Those of a network.</summary>
    public static GeneratedMembers OfNetwork { get; } = Network();

    /// <summary>Those of a network with an integer network in it.</summary>
    public static GeneratedMembers OfQuantizedNetwork { get; } = Network("Int8", "Quantize");

    /// <summary>Those of an accumulator network, which only its own methods construct: another constructor would leave it without parameters.</summary>
    public static GeneratedMembers OfAccumulatorNetwork { get; } = new(
        ["FeatureCount", "ParameterCount", "Shape", "Parameters", "Accumulator", "Evaluate"],
        [
            ("FromFloats", [0], [Input]),
            ("Load", [0], ["string"]),
            ("Load", [0], ["System.IO.Stream"]),
            ("Save", [0], ["string"]),
            ("Save", [0], ["System.IO.Stream"]),
        ],
        _ => true);

    /// <summary>Every name that no field, property, event, nested type or type parameter of the user's may have.</summary>
    public ImmutableHashSet<string> Names { get; }

    /// <summary>Whether a member cannot stand beside the generated ones. Overloads with other parameters can.</summary>
    public bool CollidesWith(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => _isConstructor(constructor),
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => CollidesWith(method),
        IMethodSymbol => false,
        _ => Names.Contains(member.Name),
    };

    private static GeneratedMembers Network(params string[] further) => new(
        ["InputSize", "OutputSize", "ParameterCount", "Layers", "Parameters", "DropoutState", .. further],
        [
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
        ],
        constructor => constructor.Parameters.Length == 0
            || (constructor.Parameters is [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 }])
            || (constructor.Parameters is [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 }, { RefKind: RefKind.None } second]
                && second.Type.ToDisplayString() == "Unrolled.Initialization"));

    private bool CollidesWith(IMethodSymbol method)
    {
        if (_methods.Contains(method.Name))
        {
            return method.Parameters.All(p => p.RefKind == RefKind.None)
                && _methods[method.Name].Any(m => m.Arities.Contains(method.Arity)
                    && m.Signature.SequenceEqual(method.Parameters.Select(p => p.Type.ToDisplayString())));
        }

        return Names.Contains(method.Name);
    }
}
