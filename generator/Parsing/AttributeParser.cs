using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Reads the arguments of one <c>[Network(...)]</c> and checks them, each complaint at the argument that it is about.</summary>
internal sealed class AttributeParser(AttributeData attribute, AttributeSyntax syntax, Complaints complaints)
    : AttributeReader(attribute, syntax, complaints)
{
    /// <summary>Statements per kernel that Unroll.Full may write; at 4,096 inputs in all the C# compiler needs some seconds.</summary>
    public const int MaxFullyUnrolledInputs = 4096;

    /// <summary>Deeper, and the methods that go through all layers would near the 60,000 bytes of IL at which the JIT stops optimising.</summary>
    public const int MaxLayers = 256;

    /// <summary>Kernels of one shape are 60,000 characters; 64 are 4 MB, and some seconds of the C# compiler's time.</summary>
    public const int MaxShapes = 64;

    /// <summary>
    /// Inputs of an integer network's layer whose products 32 bits hold the sum of, whatever they are: eight of them come to
    /// 255 times 128 at most, and a bias is below 2^29.
    /// </summary>
    public const int MaxQuantizedInputs = 65_536;

    /// <summary>The spec, or null when the arguments do not make one; then the reason has been reported, here or by the compiler.</summary>
    public NetworkSpec? Parse(TypeSpec type)
    {
        int[]? layers = ParseLayers();
        Activation hidden = ParseEnum("Hidden", AttributeDefaults.Activation);
        Activation output = ParseEnum("Output", AttributeDefaults.Activation);
        Loss loss = ParseEnum("Loss", AttributeDefaults.Loss);
        UnrollKind unroll = ParseEnum("Unroll", UnrollKind.Auto);
        if (layers is null
            || ParseActivations(layers.Length - 1, hidden, output) is not { } activations
            || ParseDropouts(layers.Length - 2) is not { } dropouts)
        {
            return null;
        }

        CheckDepth(layers);
        CheckHidden(activations);
        CheckLoss(loss, activations[activations.Length - 1], activations.Length);
        CheckSoftmax(activations[activations.Length - 1], layers[layers.Length - 1]);
        CheckUnroll(unroll, layers);
        bool isQuantized = IsTrue("Quantized");
        CheckSums(isQuantized, layers);
        return HasFailed ? null : new NetworkSpec(type with { IsQuantized = isQuantized }, new NetworkShape(
            layers.ToEquatableArray(), activations.ToEquatableArray(), loss, unroll, IsTrue("SparseInput"), dropouts.ToEquatableArray()));
    }

    private bool IsTrue(string name) => Attribute.Value(name) is { Kind: TypedConstantKind.Primitive, Value: true };

    private int[]? ParseLayers()
    {
        if (Widths() is not { } layers)
        {
            return null;
        }

        if (layers.Length < 2)
        {
            string given = layers.Length == 1 ? "only one is" : Attribute.ConstructorArguments[0].IsNull ? "null is" : "none is";
            Fail(Descriptors.TooFewLayers, layers.Length == 1 ? LayerLocations(1)[0] : Syntax.GetLocation(), given);
            return null;
        }

        if (!CheckWidths(layers))
        {
            return null;
        }

        long parameters = NetworkShape.CountParameters(layers);
        if (parameters > MaxParameters)
        {
            Fail(Descriptors.TooLarge, Syntax.GetLocation(), Wording.Grouped(parameters), Wording.Grouped(parameters * sizeof(float) >> 20), Wording.Grouped(MaxParameters));
            return null;
        }

        return layers;
    }

    /// <summary>The value of an array, if it is not null.</summary>
    private TypedConstant? List(string name) => Attribute.Value(name) is { Kind: TypedConstantKind.Array, IsNull: false } list ? list : null;

    /// <summary>Where an element of an array is written, or the array where that cannot be said.</summary>
    private Location ElementLocation(string name, int index) =>
        Syntax.Argument(name)?.Expression is { } list && AttributeArguments.Elements(list) is { } elements && index < elements.Length
            ? elements[index].GetLocation()
            : LocationOf(name);

    private Activation[]? ParseActivations(int count, Activation hidden, Activation output)
    {
        if (List("Activations") is not { } list)
        {
            return [.. Enumerable.Repeat(hidden, count - 1), output];
        }

        foreach (string ignored in new[] { "Hidden", "Output" })
        {
            if (Syntax.Argument(ignored) is { } useless)
            {
                Complaints.Add(Descriptors.IgnoredActivation, useless.GetLocation(), ignored);
            }
        }

        if (list.Values.Length != count)
        {
            Fail(Descriptors.WrongActivationCount, LocationOf("Activations"), Wording.Count(list.Values.Length, "element"), Wording.Count(count, "layer"), count);
            return null;
        }

        return [.. list.Values.Select((value, i) => ParseEnum<Activation>(value, ElementLocation("Activations", i)))];
    }

    /// <summary>One probability per hidden layer: each 0 unless asked for.</summary>
    private double[]? ParseDropouts(int hidden)
    {
        AttributeArgumentSyntax? one = Syntax.Argument("Dropout");
        double dropout = Attribute.Value("Dropout") is { Kind: TypedConstantKind.Primitive, Value: double value } ? value : 0;
        CheckDropout(dropout, LocationOf("Dropout"));
        TypedConstant? list = List("Dropouts");
        if (one is not null && (list is not null || hidden == 0))
        {
            string why = list is null ? "the network has no hidden layer" : "Dropouts names the probability of every hidden layer";
            Complaints.Add(Descriptors.IgnoredDropout, one.GetLocation(), why);
        }

        if (list is not { } each)
        {
            return [.. Enumerable.Repeat(dropout, hidden)];
        }

        if (each.Values.Length != hidden)
        {
            Fail(Descriptors.WrongDropoutCount, LocationOf("Dropouts"), Wording.Count(each.Values.Length, "element"), Wording.Count(hidden, "hidden layer"), hidden);
            return null;
        }

        double[] dropouts = [.. each.Values.Select(v => v.Value is double probability ? probability : 0)];
        for (int i = 0; i < dropouts.Length; i++)
        {
            CheckDropout(dropouts[i], ElementLocation("Dropouts", i));
        }

        return dropouts;
    }

    private void CheckDropout(double probability, Location location)
    {
        if (!(probability is >= 0 and < 1))
        {
            Fail(Descriptors.DropoutOutOfRange, location, probability);
        }
    }

    private void CheckHidden(Activation[] activations)
    {
        bool each = List("Activations") is not null;
        for (int l = 0; l < activations.Length - 1; l++)
        {
            ActivationRow row = ActivationRow.Of(activations[l]);
            if (!row.IsOutputOnly)
            {
                continue;
            }

            Location location = each ? ElementLocation("Activations", l) : LocationOf("Hidden");
            string why = !row.IsDifferentiable ? "it has no derivative to propagate through" : "it normalises over a whole layer, which makes sense for outputs only";
            Activation[] hidden = [.. ActivationRow.All.Where(r => !r.IsOutputOnly).Select(r => r.Activation)];
            string[] remedies = each ? [] : [.. hidden.Select(a => $"Hidden = Activation.{a}")];
            Fail(Descriptors.OutputOnlyActivation, location, remedies, [row.Activation, l + 1, why, string.Join(", ", hidden)]);
            if (!each)
            {
                return;
            }
        }
    }

    private static string Default(AttributeArgumentSyntax? argument) => argument is null ? " (the default)" : "";

    private void CheckLoss(Loss loss, Activation output, int count)
    {
        LossRow row = LossRow.Of(loss);
        if (row.GoesWith(output))
        {
            return;
        }

        string[] losses = [.. LossRow.All.Where(l => l.GoesWith(output)).Select(l => $"Loss.{l.Loss}")];
        string advice = $"it goes with {string.Join(", ", row.Partners)}; write Output = Activation.{row.Partners.First()} or Loss = {string.Join(" or ", losses)}";
        AttributeArgumentSyntax? lossArgument = Syntax.Argument("Loss");
        bool each = List("Activations") is not null;
        AttributeArgumentSyntax? outputArgument = Syntax.Argument(each ? "Activations" : "Output");
        Location location = lossArgument is null && each
            ? ElementLocation("Activations", count - 1)
            : (lossArgument ?? outputArgument)?.Expression.GetLocation() ?? Syntax.GetLocation();
        string[] remedies = [.. losses.Select(l => $"Loss = {l}"), .. each ? [] : row.Partners.Select(a => $"Output = Activation.{a}")];
        Fail(Descriptors.LossMismatch, location, remedies, [loss + Default(lossArgument), output + Default(outputArgument), advice]);
    }

    private void CheckDepth(int[] layers)
    {
        int shapes = Enumerable.Range(1, layers.Length - 1).Select(l => (layers[l - 1], layers[l])).Distinct().Count();
        if (layers.Length - 1 > MaxLayers || shapes > MaxShapes)
        {
            Fail(Descriptors.TooManyLayers, Syntax.GetLocation(), Wording.Grouped(layers.Length - 1), Wording.Grouped(shapes), MaxLayers, MaxShapes);
        }
    }

    private void CheckSums(bool isQuantized, int[] layers)
    {
        Location[] locations = LayerLocations(layers.Length);
        for (int l = 0; isQuantized && l < layers.Length - 1; l++)
        {
            if (layers[l] > MaxQuantizedInputs)
            {
                Fail(Descriptors.TooLongSums, locations[l], Wording.Grouped(layers[l]), l + 1, Wording.Grouped(MaxQuantizedInputs));
            }
        }
    }

    private void CheckSoftmax(Activation output, int width)
    {
        if (ActivationRow.Of(output).IsRowwise && width == 1 && !HasFailed)
        {
            bool each = List("Activations") is not null;
            Location location = LocationOf(each ? "Activations" : "Output");
            string[] remedies = each ? [] : ["Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy"];
            Complaints.Add(Descriptors.SingleSoftmax, location, remedies, []);
        }
    }

    private void CheckUnroll(UnrollKind unroll, int[] layers)
    {
        int inputs = layers.Take(layers.Length - 1).Sum();
        if (unroll == UnrollKind.Full && inputs > MaxFullyUnrolledInputs)
        {
            Fail(Descriptors.TooLargeToUnroll, LocationOf("Unroll"), Wording.Grouped(inputs), Wording.Grouped(MaxFullyUnrolledInputs));
        }
    }
}
