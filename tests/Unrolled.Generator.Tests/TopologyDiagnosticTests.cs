using Microsoft.CodeAnalysis;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>Diagnostics about the layers and their activations: id, severity, the exact text underlined, and what the message tells.</summary>
public sealed class TopologyDiagnosticTests
{
    private static void Check(string attribute, string id, string[] told)
    {
        GeneratorRun run = GeneratorHarness.Run($"using Unrolled;\n[{attribute}]\npartial class Net;");
        string[] messages = [.. run.Visible.Where(d => d.Id == id).Select(d => d.GetMessage(null))];
        Assert.NotEmpty(messages);
        Assert.All(told, part => Assert.Contains(messages, m => m.Contains(part, StringComparison.Ordinal)));
        Assert.All(run.Visible, d => Assert.Equal(d.Id is "UNR011" or "UNR017" or "UNR019" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, d.Severity));
        Assert.Equal(run.Visible.All(d => d.Severity == DiagnosticSeverity.Warning), run.Files.Count > 0);
    }

    [Theory]
    [InlineData("{|UNR003:Network|}", "none is given")]
    [InlineData("{|UNR003:Network()|}", "none is given")]
    [InlineData("{|UNR003:Network(null)|}", "null is given")]
    [InlineData("{|UNR003:Network([])|}", "none is given")]
    [InlineData("{|UNR003:Network(new int[0])|}", "none is given")]
    [InlineData("{|UNR003:Network(new int[] { })|}", "none is given")]
    [InlineData("Network({|UNR003:5|})", "only one is given")]
    [InlineData("Network([{|UNR003:5|}])", "only one is given")]
    [InlineData("Network(new[] { {|UNR003:5|} })", "only one is given")]
    [InlineData("Network(layers: {|UNR003:5|})", "only one is given")]
    [InlineData("Network({|UNR003:5|}, Hidden = Activation.Tanh)", "only one is given")]
    public void TooFewLayers(string attribute, string told) => Check(attribute, "UNR003", [told]);

    [Theory]
    [InlineData("Network(2, {|UNR004:0|}, 1)", "Layer 1 has width 0")]
    [InlineData("Network({|UNR004:0|}, 1)", "Layer 0 has width 0")]
    [InlineData("Network(2, {|UNR004:-7|})", "Layer 1 has width -7")]
    [InlineData("Network({|UNR004:-1|}, 3, {|UNR004:int.MinValue|})", "Layer 0 has width -1", "Layer 2 has width -2147483648")]
    [InlineData("Network([2, {|UNR004:0|}])", "Layer 1 has width 0")]
    [InlineData("Network(new[] { 2, {|UNR004:0|}, 1 })", "Layer 1 has width 0")]
    [InlineData("Network(new int[] { 2, 3, {|UNR004:1 - 1|} })", "Layer 2 has width 0")]
    [InlineData("Network(new int[3] { 2, {|UNR004:0|}, 1 })", "Layer 1 has width 0")]
    [InlineData("Network(layers: new[] { 2, {|UNR004:0|}, 1 })", "Layer 1 has width 0")]
    [InlineData("Network(layers: [{|UNR004:0|}, 1])", "Layer 0 has width 0")]
    public void WidthBelowOne(string attribute, params string[] told) => Check(attribute, "UNR004", told);

    [Theory]
    [InlineData("{|UNR005:Network(20000, 20000)|}", "400,020,000 parameters", "1,525 MB", "134,217,728")]
    [InlineData("{|UNR005:Network(134217728, 1)|}", "134,217,729")]
    [InlineData("{|UNR005:Network(1, int.MaxValue)|}", "4,294,967,294")]
    [InlineData("{|UNR005:Network([int.MaxValue, int.MaxValue, int.MaxValue])|}", "134,217,728")]
    [InlineData("{|UNR005:Network(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, 1)|}", "134,217,728")]
    public void TooLarge(string attribute, params string[] told) => Check(attribute, "UNR005", told);

    [Theory]
    [InlineData("Network(2, 3, 1, Hidden = {|UNR006:Activation.Softmax|})", "Softmax", "hidden layer 1", "normalises")]
    [InlineData("Network(2, 3, 3, 1, Hidden = {|UNR006:Activation.Step|})", "Step", "hidden layer 1", "no derivative")]
    [InlineData("Network(2, 3, 1, Hidden = {|UNR006:Activation.Sign|}, Activations = null)", "Sign", "hidden layer 1")]
    [InlineData("Network(2, 3, 1, Activations = [{|UNR006:Activation.Sign|}, Activation.Tanh])", "Sign", "hidden layer 1", "write one of Identity, Sigmoid, Tanh, ReLU, LeakyReLU, GELU")]
    [InlineData("Network(2, 3, 3, 1, Activations = new[] { Activation.Tanh, {|UNR006:Activation.Softmax|}, Activation.Tanh })", "Softmax", "hidden layer 2")]
    [InlineData("Network(2, 3, 3, 1, Activations = new Activation[] { {|UNR006:Activation.Step|}, {|UNR006:Activation.Sign|}, Activation.Tanh })", "hidden layer 1", "hidden layer 2")]
    public void OutputOnlyActivation(string attribute, params string[] told) => Check(attribute, "UNR006", told);

    [Theory]
    [InlineData("Network(2, 3, 1, Activations = {|UNR008:[Activation.Tanh]|})", "has 1 element,", "2 layers")]
    [InlineData("Network(2, 1, Activations = {|UNR008:[]|})", "has 0 elements", "1 layer after")]
    [InlineData("Network(2, 3, 1, Activations = {|UNR008:new[] { Activation.Tanh, Activation.Tanh, Activation.Tanh }|})", "has 3 elements", "2 layers")]
    [InlineData("Network([2, 3, 1], Activations = {|UNR008:new Activation[0]|})", "has 0 elements", "exactly 2")]
    public void WrongActivationCount(string attribute, params string[] told) => Check(attribute, "UNR008", told);

    [Theory]
    [InlineData("Network(2, 1, {|UNR011:Output = Activation.Tanh|}, Activations = [Activation.ReLU])", "Output has no effect")]
    [InlineData("Network(2, 1, {|UNR011:Hidden = Activation.Tanh|}, Activations = new[] { Activation.ReLU })", "Hidden has no effect")]
    [InlineData("Network(2, 1, Activations = [Activation.ReLU], {|UNR011:Hidden = Activation.Tanh|}, {|UNR011:Output = Activation.Tanh|})", "Hidden", "Output")]
    public void IgnoredActivation(string attribute, params string[] told) => Check(attribute, "UNR011", told);

    [Theory]
    [InlineData("#pragma warning disable UNR011\n[Network(2, 1, Output = Activation.Tanh, Activations = [Activation.ReLU])]")]
    [InlineData("[Network(2, 1, Output = Activation.Tanh, Activations = null)]")]
    [InlineData("[Network(2, 1, Activations = [Activation.ReLU])]")]
    public void NothingIgnoredOrNothingSaid(string attribute) =>
        Assert.NotEmpty(GeneratorHarness.Run($"using Unrolled;\n{attribute}\npartial class Net;").Files);

    [Theory]
    [InlineData("Network(2, 1, Output = {|UNR012:(Activation)99|})", "99 is not a member of Activation", "Sigmoid")]
    [InlineData("Network(2, 1, Hidden = {|UNR012:(Activation)(-1)|})", "-1 is not a member of Activation", "LeakyReLU")]
    [InlineData("Network(2, 1, Loss = {|UNR012:(Loss)int.MaxValue|})", "2147483647 is not a member of Loss", "CrossEntropy")]
    [InlineData("Network(2, 1, Unroll = {|UNR012:(Unroll)2|})", "2 is not a member of Unroll", "Full")]
    [InlineData("Network(2, 2, 1, Activations = [Activation.Tanh, {|UNR012:(Activation)99|}])", "99 is not a member of Activation")]
    [InlineData("Network(2, 2, 1, Activations = new[] { {|UNR012:(Activation)98|}, {|UNR012:(Activation)99|} })", "98", "99")]
    public void UndefinedValue(string attribute, params string[] told) => Check(attribute, "UNR012", told);

    [Theory]
    [InlineData("Network(2, 3, 1, Dropouts = {|UNR015:[0.5, 0.5]|})", "has 2 elements", "1 hidden layer", "exactly 1")]
    [InlineData("Network(2, 3, 3, 1, Dropouts = {|UNR015:new double[0]|})", "has 0 elements", "2 hidden layers")]
    [InlineData("Network(2, 1, Dropouts = {|UNR015:[0.5]|})", "has 1 element,", "0 hidden layers")]
    public void WrongDropoutCount(string attribute, params string[] told) => Check(attribute, "UNR015", told);

    [Theory]
    [InlineData("Network(2, 3, 1, Dropout = {|UNR016:1|})", "probability 1:")]
    [InlineData("Network(2, 3, 1, Dropout = {|UNR016:-0.5|})", "probability -0.5:")]
    [InlineData("Network(2, 3, 1, Dropout = {|UNR016:double.NaN|})", "NaN")]
    [InlineData("Network(2, 3, 3, 1, Dropouts = [{|UNR016:1.5|}, {|UNR016:-1|}])", "1.5", "-1")]
    [InlineData("Network(2, 3, 3, 1, Dropouts = new[] { 0.5, {|UNR016:double.PositiveInfinity|} })", "probability")]
    public void DropoutOutOfRange(string attribute, params string[] told) => Check(attribute, "UNR016", told);

    [Theory]
    [InlineData("Network(2, 1, {|UNR017:Dropout = 0.5|})", "no hidden layer")]
    [InlineData("Network(2, 3, 1, {|UNR017:Dropout = 0.5|}, Dropouts = [0.25])", "Dropouts names")]
    public void IgnoredDropout(string attribute, params string[] told) => Check(attribute, "UNR017", told);

    [Theory]
    [InlineData("Network(2, 3, 1, Dropout = 0.5)")]
    [InlineData("Network(2, 3, 1, Dropout = 0.5f, Dropouts = null)")]
    [InlineData("Network(2, 3, 3, 1, Dropouts = [0, 0.999])")]
    [InlineData("Network(2, 1, Dropouts = [])")]
    public void DropoutIsWelcome(string attribute) =>
        Assert.NotEmpty(GeneratorHarness.Run($"using Unrolled; [{attribute}] partial class Net;").Files);

    [Theory]
    [InlineData("Network(4097, 1, Unroll = {|UNR013:Unroll.Full|})", "4,097 inputs", "4,096", "Unroll.Auto")]
    [InlineData("Network(4000, 96, 1, 1, Unroll = {|UNR013:Unroll.Full|})", "4,097 inputs")]
    public void TooLargeToUnroll(string attribute, params string[] told) => Check(attribute, "UNR013", told);

    /// <summary>The largest that is welcome, beside the smallest that is not.</summary>
    [Theory]
    [InlineData("4096, 1, Unroll = Unroll.Full")]
    [InlineData("4000, 95, 1, 1, Unroll = Unroll.Full")]
    [InlineData("134217727, 1")]
    [InlineData("1, 67108864")]
    public void JustSmallEnough(string arguments)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked($"using Unrolled; [Network({arguments})] partial class Net;");
        Assert.Empty(run.Visible);
        Assert.NotEmpty(run.Files);
    }

    [Theory]
    [InlineData(66, true, "65 layers after its inputs, 65 of them unlike", "64 shapes")]
    [InlineData(258, false, "257 layers after its inputs, 1 of them unlike", "256 layers")]
    public void TooManyLayers(int count, bool differ, params string[] told) =>
        Check($"{{|UNR018:Network({Widths(count, differ)})|}}", "UNR018", told);

    [Theory]
    [InlineData("{|UNR030:65537|}, 1, Quantized = true", "65,537 inputs of layer 1", "65,536")]
    [InlineData("3, {|UNR030:70000|}, 2, Quantized = true", "70,000 inputs of layer 2")]
    public void TooLongSums(string arguments, params string[] told) => Check($"Network({arguments})", "UNR030", told);

    [Theory]
    [InlineData("65536, 1, Quantized = true")]
    [InlineData("65537, 1, Quantized = false")]
    [InlineData("3, 70000, Quantized = true")]
    public void SumsThatFit(string arguments) =>
        Assert.NotEmpty(GeneratorHarness.RunUnchecked($"[Unrolled.Network({arguments})] partial class Net;").Files);

    [Theory]
    [InlineData(65, true)]
    [InlineData(257, false)]
    public void ManyLayers(int count, bool differ) =>
        Assert.NotEmpty(GeneratorHarness.RunUnchecked($"[Unrolled.Network({Widths(count, differ)})] partial class Net;").Files);

    private static string Widths(int count, bool differ) => string.Join(", ", Enumerable.Range(2, count).Select(i => differ ? i : 2));

    [Theory]
    [InlineData("Network(4, 1, Output = {|UNR019:Activation.Softmax|}, Loss = Loss.CrossEntropy)", "Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy")]
    [InlineData("Network(4, 3, 1, Activations = {|UNR019:[Activation.ReLU, Activation.Softmax]|})", "two outputs")]
    public void SingleSoftmax(string attribute, params string[] told) => Check(attribute, "UNR019", told);

    [Theory]
    [InlineData("Network(2, 1, Loss = {|UNR007:Loss.CrossEntropy|})", "CrossEntropy", "Sigmoid (the default) outputs", "Output = Activation.Softmax", "Loss = Loss.MeanSquaredError or Loss.BinaryCrossEntropy or Loss.MeanAbsoluteError or Loss.Huber")]
    [InlineData("Network(2, 1, Loss = {|UNR007:Loss.Perceptron|})", "Perceptron", "Output = Activation.Sign")]
    [InlineData("Network(2, 1, Output = Activation.Tanh, Loss = {|UNR007:Loss.BinaryCrossEntropy|})", "BinaryCrossEntropy", "Tanh", "Loss = Loss.MeanSquaredError")]
    [InlineData("Network(2, 1, Loss = {|UNR007:Loss.CrossEntropy|}, Activations = [Activation.ReLU])", "CrossEntropy", "ReLU")]
    [InlineData("Network(2, 1, Output = {|UNR007:Activation.Sign|})", "MeanSquaredError", "the default", "Sign", "Loss = Loss.Perceptron")]
    [InlineData("Network(2, 1, Output = {|UNR007:Activation.Step|})", "MeanSquaredError", "Step", "Loss = Loss.Perceptron")]
    [InlineData("Network(2, 3, 1, Activations = [Activation.Tanh, {|UNR007:Activation.Step|}])", "MeanSquaredError", "Step")]
    [InlineData("Network(2, 3, 1, Activations = new[] { Activation.Tanh, {|UNR007:Activation.Sign|} })", "MeanSquaredError", "Sign")]
    [InlineData("Network(2, 1, Output = Activation.Softmax, Loss = {|UNR007:Loss.Perceptron|})", "Perceptron", "Loss = Loss.MeanSquaredError or Loss.CrossEntropy")]
    public void LossMismatch(string attribute, params string[] told) => Check(attribute, "UNR007", told);

    /// <summary>Every pair of loss and output activation either compiles or is refused by the pair's own diagnostic.</summary>
    [Fact]
    public void EveryLossWithEveryActivation()
    {
        Activation[] differentiable = [.. Enum.GetValues<Activation>().Except([Activation.Step, Activation.Sign])];
        foreach (Loss loss in Enum.GetValues<Loss>())
        {
            Activation[] good = loss switch
            {
                Loss.BinaryCrossEntropy => [Activation.Sigmoid],
                Loss.CrossEntropy => [Activation.Softmax],
                Loss.Perceptron => [Activation.Sign, Activation.Step],
                _ => differentiable,
            };
            foreach (Activation output in Enum.GetValues<Activation>())
            {
                string value = good.Contains(output) ? $"Loss.{loss}" : $"{{|UNR007:Loss.{loss}|}}";
                GeneratorHarness.Run($"using Unrolled; [Network(3, 2, Output = Activation.{output}, Loss = {value})] partial class Net;");
            }
        }
    }
}
