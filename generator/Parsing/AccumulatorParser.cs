using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>What one class with <c>[AccumulatorNetwork]</c> came to: a spec, or the reasons why there is none.</summary>
internal sealed record AccumulatorParseResult(AccumulatorNetworkSpec? Spec, EquatableArray<Complaint> Complaints);

/// <summary>Turns one class with <c>[AccumulatorNetwork]</c> into a spec or into diagnostics.</summary>
internal static class AccumulatorParser
{
    public static AccumulatorParseResult Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellation)
    {
        if (AnnotatedClass.Read(target, "AccumulatorNetworkAttribute", GeneratedMembers.OfAccumulatorNetwork, cancellation) is not { } found)
        {
            return new(null, default);
        }

        if (NetworkParser.AttributeOf((INamedTypeSymbol)target.TargetSymbol) is not null)
        {
            found.Complaints.Add(Descriptors.TwoNetworks, found.Syntax.GetLocation(), found.Type.Name);
        }

        AccumulatorNetworkShape? shape = new AccumulatorAttributeParser(found.Attribute, found.Syntax, found.Complaints).Parse();
        return new(
            shape is not null && found.IsFit ? new AccumulatorNetworkSpec(found.Type, shape) : null,
            found.Complaints.ToEquatableArray());
    }
}

/// <summary>Reads the arguments of one <c>[AccumulatorNetwork(...)]</c> and checks them.</summary>
internal sealed class AccumulatorAttributeParser(AttributeData attribute, AttributeSyntax syntax, Complaints complaints)
    : AttributeReader(attribute, syntax, complaints)
{
    /// <summary>An activation times a byte of a weight must fit 16 bits.</summary>
    private const int MostHiddenScale = 255;

    /// <summary>So that the scratch of further layers fits any stack.</summary>
    private const int MostUnits = 8192;

    /// <summary>Each has code of its own in one method.</summary>
    private const int MostHiddenLayers = 8;

    /// <summary>The shape, or null when the arguments do not make one; then the reason has been reported, here or by the compiler.</summary>
    public AccumulatorNetworkShape? Parse()
    {
        int[]? layers = ParseLayers();
        Activation hidden = ParseHidden();
        int perspectives = Number("Perspectives", 1, 2, 1, "a position is seen from one side or from two");
        int hiddenScale = Number("HiddenScale", 1, MostHiddenScale, 255, "the product of an activation and a byte must fit 16 bits");
        int outputScale = Number("OutputScale", 1, short.MaxValue, 64, "weights are integers of 16 bits");
        int evaluationScale = Number("EvaluationScale", 1, int.MaxValue, 400, "it is what an output of 1 is worth");
        int buckets = Number("OutputBuckets", 1, int.MaxValue, 1, "one of them is chosen at each evaluation");
        int active = Number("MaxActiveFeatures", 1, int.MaxValue, 32, "so many rows are added to the sums");
        if (layers is null || HasFailed)
        {
            return null;
        }

        AccumulatorNetworkShape shape = new(
            layers[0], layers[1], layers.Skip(2).Take(layers.Length - 3).ToEquatableArray(), perspectives, hidden, hiddenScale, outputScale,
            evaluationScale, buckets, active);
        long parameters = shape.CountParameters();
        if (parameters > MaxParameters)
        {
            Fail(Descriptors.TooLarge, Syntax.GetLocation(), Wording.Grouped(parameters), Wording.Grouped(parameters * sizeof(short) >> 20), Wording.Grouped(MaxParameters));
            return null;
        }

        return shape;
    }

    private int[]? ParseLayers()
    {
        if (Widths() is not { } layers)
        {
            return null;
        }

        if (layers.Length < 3)
        {
            string given = layers.Length == 0 ? "none is" : layers.Length == 1 ? "only one number is" : "only two numbers are";
            Fail(Descriptors.TooFewAccumulatorLayers, Syntax.GetLocation(), given);
            return null;
        }

        if (!CheckWidths(layers))
        {
            return null;
        }

        Location[] locations = LayerLocations(layers.Length);
        int last = layers.Length - 1;
        if (layers[last] != 1)
        {
            Fail(Descriptors.AccumulatorOutputs, locations[last], layers[last]);
        }

        if (last - 1 > MostHiddenLayers)
        {
            Fail(Descriptors.AccumulatorNumber, Syntax.GetLocation(), "The number of hidden layers", last - 1, $"at most {MostHiddenLayers}", "each has code of its own in one method");
        }

        for (int l = 1; l < last; l++)
        {
            if (layers[l] > MostUnits)
            {
                Fail(Descriptors.AccumulatorNumber, locations[l], $"Hidden layer {l}", Wording.Exact(layers[l], "unit"), $"at most {MostUnits}", "an evaluation keeps them on the stack");
            }
        }

        return layers;
    }

    private Activation ParseHidden()
    {
        Activation hidden = ParseEnum("Hidden", Activation.ClippedReLU);
        if (hidden is not (Activation.ClippedReLU or Activation.SquaredClippedReLU) && !HasFailed)
        {
            string[] remedies = ["Hidden = Activation.ClippedReLU", "Hidden = Activation.SquaredClippedReLU"];
            Fail(Descriptors.AccumulatorActivation, LocationOf("Hidden"), remedies, [hidden]);
        }

        return hidden;
    }

    private int Number(string name, int least, int greatest, int whenAbsent, string why)
    {
        if (Attribute.Value(name) is not { Kind: TypedConstantKind.Primitive, Value: int value })
        {
            return whenAbsent;
        }

        if (value < least || value > greatest)
        {
            string range = greatest == int.MaxValue ? $"at least {least}" : $"from {least} to {Wording.Number(greatest)}";
            Fail(Descriptors.AccumulatorNumber, LocationOf(name), name, value, range, why);
        }

        return value;
    }
}
