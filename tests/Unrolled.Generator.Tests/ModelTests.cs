using Microsoft.CodeAnalysis;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>Classes of models that the build describes, and weights of annotated ones.</summary>
public sealed class ModelTests
{
    private static readonly ModelText s_digits = ModelText.Weights(
        "digits.safetensors", "784 30 10", "activations Sigmoid Sigmoid", "weight-tensor fc1.weight", "bias-tensor fc1.bias", "weight-tensor fc2.weight", "bias-tensor fc2.bias");

    [Fact]
    public void A_description_becomes_a_class()
    {
        ModelText policy = ModelText.Class("Game.Policy", "3 8 2", "SiLU Identity", "doc Input obs: 3 numbers & <more>.");
        GeneratorRun run = GeneratorHarness.RunWithModels([policy], "namespace Game; partial class Policy { public int Twice => 2 * InputSize; }");
        string text = run.Files["Game.Policy.g.cs"];
        Assert.Contains("public sealed partial class Policy : global::Unrolled.INetwork<Policy>", text, StringComparison.Ordinal);
        Assert.Contains(
            "BakedParameters.Read<global::Unrolled.Generated.Network3x8x2_SiLU_Identity_MeanSquaredError>(typeof(Policy), \"Game.Policy.weights\", Parameters);",
            text, StringComparison.Ordinal);
        Assert.Contains("Input obs: 3 numbers &amp; &lt;more&gt;.", text, StringComparison.Ordinal);
        Assert.Contains("Made of model.onnx.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_keywords_are_escaped_and_the_global_namespace_is_one()
    {
        GeneratorRun run = GeneratorHarness.RunWithModels(
            [ModelText.Class("event.as", "2 1", "Tanh"), ModelText.Class("Plain", "2 1", "Tanh", "accessibility internal")], "class Other;");
        Assert.Contains("namespace @event", run.Files["event.as.g.cs"], StringComparison.Ordinal);
        Assert.Contains("internal sealed partial class Plain", run.Files["Plain.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_and_models_of_one_shape_share_its_code()
    {
        const string Network = "[Unrolled.Network(3, 40, 2, Output = Unrolled.Activation.Identity)] partial class Annotated;";
        ModelText[] models = [ModelText.Class("A", "3 40 2", "Sigmoid Identity"), ModelText.Class("B", "3 40 2", "Sigmoid Identity"), ModelText.Class("C", "5 40 2", "Sigmoid Identity")];
        GeneratorRun run = GeneratorHarness.RunWithModels(models, Network);
        Assert.Equal(2, run.Files.Keys.Count(name => name.StartsWith("Unrolled.Generated.Network", StringComparison.Ordinal)));
        Assert.Single(run.Files.Keys, "Unrolled.Generated.Product40x4.g.cs");
    }

    [Fact]
    public void Stages_and_alphas_are_part_of_the_shape()
    {
        string[] staged =
        [
            "alphas 0.25 0", "input-scale 2 0.5 1", "input-offset 0 -1 1e-10", "input-minimum -5 -5 -Infinity", "input-maximum 5 5 Infinity",
            "output-scale 3 3", "output-minimum -1 -1",
        ];
        GeneratorRun run = GeneratorHarness.RunWithModels(
            [ModelText.Class("Small", "3 8 2", "LeakyReLU Tanh", staged), ModelText.Class("Large", "3 80 2", "LeakyReLU Tanh", staged)], "class Other;");
        string passes = string.Concat(run.Files.Where(f => f.Key.Contains("Network3x8", StringComparison.Ordinal)).Select(f => f.Value));
        Assert.Contains("Alpha1 : global::Unrolled.Numerics.IAlpha { public static float Value => 0.25f; }", passes, StringComparison.Ordinal);
        Assert.Contains("InputOffset => new float[] { 0f, -1f, 1.00000001E-10f };", passes, StringComparison.Ordinal);
        Assert.Contains("InputMaximum => new float[] { 5f, 5f, float.PositiveInfinity };", passes, StringComparison.Ordinal);
        Assert.Contains("IInferenceNetwork.OutputStage => new(", run.Files["Small.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_fit_are_what_the_constructor_starts_from()
    {
        GeneratorRun run = GeneratorHarness.RunWithModels([s_digits], "[Unrolled.Network(784, 30, 10, Weights = \"digits.safetensors\")] partial class Digits;");
        Assert.Contains("public Digits() => global::Unrolled.Internal.BakedParameters.Read<", run.Files["Digits.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("784, 16, 10", "UNR022", "'fc1.weight' is [30, 784]", "layer 1 of the network needs [16, 784]")]
    [InlineData("784, 30, 20", "UNR022", "'fc2.weight' is [10, 30]", "[20, 30]")]
    [InlineData("784, 10", "UNR022", "2 layers of weights (784-30-10)", "the network has 1 (784-10)")]
    [InlineData("784, 30, 10, Hidden = Unrolled.Activation.Tanh", "UNR022", "its activations are Sigmoid, Sigmoid", "Tanh, Sigmoid")]
    public void Weights_that_do_not_fit_are_refused_where_they_are_named(string arguments, string id, params string[] told)
    {
        GeneratorRun run = GeneratorHarness.RunWithModels(
            [s_digits], $"[Unrolled.Network({arguments}, Weights = {{|{id}:\"digits.safetensors\"|}})] partial class Digits;");
        string message = run.Single(id).GetMessage(null);
        Assert.All(told, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("Digits.g.cs", run.Files.Keys);
    }

    [Theory]
    [InlineData("error the file ends after 12 bytes", "the file ends after 12 bytes")]
    [InlineData("layers 2 1\nactivations Sigmoid\nresource r\ninput-scale 2 2", "<UnrolledModel")]
    [InlineData("layers 2 1\nactivations LeakyReLU\nresource r\nalphas 0.25", "<UnrolledModel")]
    [InlineData("layers 2 one\nresource r", "0 layers of weights ()")]
    public void Descriptions_say_what_is_wrong_with_a_file(string lines, string told)
    {
        string activation = lines.Contains("Leaky", StringComparison.Ordinal) ? "LeakyReLU" : "Sigmoid";
        GeneratorRun run = GeneratorHarness.RunWithModels(
            [new ModelText("obj/w.unrolled", ModelText.Lines(["weights w", lines]))],
            $"[Unrolled.Network(2, 1, Output = Unrolled.Activation.{activation}, Weights = {{|UNR022:\"w\"|}})] partial class Net;");
        Assert.Contains(told, run.Single("UNR022").GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_nobody_has_read_are_refused() => GeneratorHarness.RunWithModels(
        [s_digits], "[Unrolled.Network(784, 30, 10, Weights = {|UNR021:\"other.safetensors\"|})] partial class Digits;");

    /// <summary>These stand in no source, so the harness for sources with marks does not take them.</summary>
    [Theory]
    [InlineData("UNR023", "class Taken\nlayers 2 1\nactivations Tanh\nresource r")]
    [InlineData("UNR024", "class Taken2\nlayers 2 1\nactivations Tanh")]
    [InlineData("UNR024", "class Taken2\nlayers 2 0\nactivations Tanh\nresource r")]
    [InlineData("UNR024", "class Taken2\nlayers 2 1\nactivations Tango\nresource r")]
    [InlineData("UNR024", "class Taken2\nlayers 2 3 1\nactivations Softmax Tanh\nresource r")]
    [InlineData("UNR024", "class Taken2\nlayers 99999 99999\nactivations Tanh\nresource r")]
    [InlineData("UNR024", "class Taken2\nlayers 2 1\nactivations Tanh\nresource r\nalphas 1 2 3")]
    [InlineData("UNR024", "class Taken2\nlayers 2 1\nactivations Tanh\nresource r\ninput-scale 1")]
    [InlineData("UNR024", "class Taken2\nlayers 2 1\nactivations Tanh\nresource r\noutput-maximum high")]
    [InlineData("UNR024", "class 7up\nlayers 2 1\nactivations Tanh\nresource r")]
    [InlineData("UNR024", "class A.\nlayers 2 1\nactivations Tanh\nresource r")]
    [InlineData("UNR024", "nothing of it")]
    public void Descriptions_that_cannot_be_classes_are_refused_at_their_file(string id, string lines)
    {
        string text = lines.StartsWith("nothing", StringComparison.Ordinal) ? lines : ModelText.Lines([lines]);
        GeneratorRun run = GeneratorHarness.RunUnchecked(
            [new ModelText("obj/model.unrolled", text)], "[Unrolled.Network(2, 1)] partial class Taken;");
        Diagnostic diagnostic = Assert.Single(run.Visible);
        Assert.Equal((id, "obj/model.unrolled"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        run.AssertNoException();
    }

    [Fact]
    public void Two_models_of_one_class_are_one_class_and_a_diagnostic()
    {
        ModelText first = ModelText.Class("Policy", "2 1", "Tanh");
        var second = new ModelText("obj/other.unrolled", ModelText.Lines(["class POLICY", "layers 2 1", "activations Tanh", "resource r"]));
        GeneratorRun run = GeneratorHarness.RunUnchecked([first, second], "class Other;");
        Assert.Equal("UNR023", Assert.Single(run.Visible).Id);
        Assert.Contains("Policy.g.cs", run.Files.Keys);
    }

    [Fact]
    public async Task Analyzers_know_models_as_well()
    {
        ModelText[] models =
        [
            ModelText.Class("Policy", "3 8 2", "SiLU Sigmoid"), ModelText.Class("Staged", "3 8 2", "SiLU Sigmoid", "output-scale 5 5"),
            ModelText.Weights("digits", "3 8 2"),
        ];
        const string Program = """
            using System.Linq;
            using Unrolled;
            var policies = Enumerable.Range(0, 3).Select(_ => new Policy()).ToArray();
            var digits = Enumerable.Range(0, 3).Select(_ => new Digits()).ToArray();
            System.Console.WriteLine(policies[0].Predict(new float[4]) + digits[0].Predict(new float[3]));
            policies[0].Train([1, 2, 3], [1, 4], 0.1f);
            new Staged().Train([1, 2, 3], [1, 4], 0.1f);
            [Network(3, 8, 2, Weights = "digits")] partial class Digits;
            """;
        Diagnostic[] found = [.. await FixHarness.Diagnose(Program, GeneratorHarness.ParseOptions, models)];

        // The length of the input and the target that a sigmoid cannot come to; nothing of networks without a seed.
        Assert.Equal(["UNR101", "UNR105"], found.Select(d => d.Id).Order());
    }
}
