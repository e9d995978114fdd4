using Unrolled.CodeFixes;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.CodeFixes;

/// <summary>Code fixes for what the generator itself reports, each applied and compiled.</summary>
public sealed class AttributeFixTests
{
    [Theory]
    [InlineData("[Network(2, 1)] class {|UNR001:Net|};", "[Network(2, 1)] partial class Net;")]
    [InlineData("/// <summary>Mine.</summary>\n[Network(2, 1)]\npublic sealed class {|UNR001:Net|} { }", "/// <summary>Mine.</summary>\n[Network(2, 1)]\npublic sealed partial class Net { }")]
    [InlineData("/* a */ class {|UNR002:Outer|}\n{\n    // Mine.\n    [Network(2, 1)] /* b */ class {|UNR001:Net|};\n}", "/* a */ partial class Outer\n{\n    // Mine.\n    [Network(2, 1)] /* b */ partial class Net;\n}")]
    [InlineData("[Network(2, 1)] record {|UNR001:Net|};", "[Network(2, 1)] partial record Net;")]
    [InlineData("static class {|UNR002:A|} { public struct {|UNR002:B|} { [Network(2, 1)] internal class {|UNR001:Net|}<T>; } }", "static partial class A { public partial struct B { [Network(2, 1)] internal partial class Net<T>; } }")]
    [InlineData("interface {|UNR002:I|} { record struct {|UNR002:R|} { [Network(2, 1)] partial class Net; } }", "partial interface I { partial record struct R { [Network(2, 1)] partial class Net; } }")]
    [InlineData("[Network(2, 1)] class {|UNR001:One|}; [Network(2, 1)] class {|UNR001:Two|};", "[Network(2, 1)] partial class One; [Network(2, 1)] partial class Two;")]
    public Task Partial(string wrong, string right) => FixHarness.Fixes(new MakePartialFix(), Program(wrong), Program(right));

    [Theory]
    [InlineData("Loss = {|UNR007:Loss.CrossEntropy|}", "Loss = Loss.CrossEntropy, Output = Activation.Softmax", "Write Output")]
    [InlineData("Loss = {|UNR007:Loss.CrossEntropy|}", "Loss = Loss.BinaryCrossEntropy", "Write Loss = Loss.BinaryCrossEntropy")]
    [InlineData("Output = Activation.Tanh, Loss = {|UNR007:Loss.BinaryCrossEntropy|}", "Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy", "Write Output")]
    [InlineData("Output = {|UNR007:Activation.Sign|}", "Output = Activation.Sign, Loss = Loss.Perceptron", "Write Loss")]
    [InlineData("Activations = [Activation.ReLU, Activation.Softmax], Loss = {|UNR007:Loss.Perceptron|}", "Activations = [Activation.ReLU, Activation.Softmax], Loss = Loss.CrossEntropy", "Write Loss = Loss.CrossEntropy")]
    [InlineData("Hidden = {|UNR006:Activation.Softmax|}", "Hidden = Activation.ReLU", "Write Hidden = Activation.ReLU")]
    public Task Pairs(string wrong, string right, string choice) => FixHarness.Fixes(
        new SetArgumentFix(), Program($"[Network(2, 3, 2, {wrong})] partial class Net;"), Program($"[Network(2, 3, 2, {right})] partial class Net;"), choice);

    [Theory]
    [InlineData("Activation.ClippedReLU")]
    [InlineData("Activation.SquaredClippedReLU")]
    public Task Activations_of_integers(string activation) => FixHarness.Fixes(
        new SetArgumentFix(),
        Program("[AccumulatorNetwork(768, 256, 1, Hidden = {|UNR028:Activation.ReLU|})] partial class Net;"),
        Program($"[AccumulatorNetwork(768, 256, 1, Hidden = {activation})] partial class Net;"),
        $"Write Hidden = {activation}");

    [Fact]
    public Task Yes_or_no() => FixHarness.Fixes(
        new SetArgumentFix(),
        Program("[Network(2, 1, Output = {|UNR019:Activation.Softmax|}, Loss = Loss.CrossEntropy)] partial class Net;"),
        Program("[Network(2, 1, Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)] partial class Net;"));

    [Fact]
    public Task Names_are_written_in_full_where_the_namespace_is_not_imported() => FixHarness.Fixes(
        new SetArgumentFix(),
        "[Unrolled.Network(2, 2, Loss = {|UNR007:Unrolled.Loss.CrossEntropy|})] partial class Net { static void Main() { } }",
        "[Unrolled.Network(2, 2, Loss = Unrolled.Loss.CrossEntropy, Output = Unrolled.Activation.Softmax)] partial class Net { static void Main() { } }",
        "Write Output");

    [Fact]
    public async Task All_that_goes_together_is_offered()
    {
        IEnumerable<string> losses = LossRow.All.Where(row => row.GoesWith(Model.Activation.Sigmoid)).Select(row => $"Write Loss = Loss.{row.Loss}");
        Assert.Equal(
            losses.Append("Write Output = Activation.Softmax"),
            await FixHarness.Offers(new SetArgumentFix(), Program("[Network(2, 2, Loss = {|UNR007:Loss.CrossEntropy|})] partial class Net;")));
    }

    [Theory]
    [InlineData("{|UNR011:Hidden = Activation.ReLU|}, Activations = [Activation.ReLU, Activation.Tanh]", "Activations = [Activation.ReLU, Activation.Tanh]")]
    [InlineData("{|UNR011:Hidden = Activation.ReLU|}, {|UNR011:Output = Activation.Tanh|}, Activations = [Activation.ReLU, Activation.Tanh]", "Activations = [Activation.ReLU, Activation.Tanh]")]
    [InlineData("{|UNR017:Dropout = 0.5|}, Dropouts = [0.2]", "Dropouts = [0.2]")]
    public Task Useless(string wrong, string right) => FixHarness.Fixes(
        new RemoveArgumentFix(), Program($"[Network(2, 3, 2, {wrong})] partial class Net;"), Program($"[Network(2, 3, 2, {right})] partial class Net;"));

    [Fact]
    public Task Too_much_to_unroll() => FixHarness.Fixes(
        new RemoveArgumentFix(),
        Program("[Network(5000, 2, Unroll = {|UNR013:Unroll.Full|})] partial class Net;"),
        Program("[Network(5000, 2)] partial class Net;"));

    private static string Program(string declarations) => $"using Unrolled;\nSystem.Console.WriteLine();\n{declarations}\n";
}
