using Microsoft.CodeAnalysis;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>Diagnostics about accumulator networks: id, the exact text underlined, and what the message tells.</summary>
public sealed class AccumulatorDiagnosticTests
{
    private static void Check(string attribute, string id, string[] told)
    {
        GeneratorRun run = GeneratorHarness.Run($"using Unrolled;\n[{attribute}]\npartial class Net;");
        string[] messages = [.. run.Visible.Where(d => d.Id == id).Select(d => d.GetMessage(null))];
        Assert.NotEmpty(messages);
        Assert.All(told, part => Assert.Contains(messages, m => m.Contains(part, StringComparison.Ordinal)));
        Assert.All(run.Visible, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("{|UNR026:AccumulatorNetwork|}", "none is given")]
    [InlineData("{|UNR026:AccumulatorNetwork(null)|}", "none is given")]
    [InlineData("{|UNR026:AccumulatorNetwork(768)|}", "only one number is given")]
    [InlineData("{|UNR026:AccumulatorNetwork([768, 1])|}", "only two numbers are given")]
    public void TooFewLayers(string attribute, string told) => Check(attribute, "UNR026", [told]);

    [Theory]
    [InlineData("AccumulatorNetwork(768, {|UNR004:0|}, 1)", "Layer 1 has width 0")]
    [InlineData("AccumulatorNetwork([{|UNR004:-768|}, 256, 1])", "Layer 0 has width -768")]
    public void WidthBelowOne(string attribute, string told) => Check(attribute, "UNR004", [told]);

    [Theory]
    [InlineData("{|UNR005:AccumulatorNetwork(1000000, 1000, 1)|}", "1,000,002,001 parameters", "1,907 MB")]
    [InlineData("{|UNR005:AccumulatorNetwork(768, 8000, 1, OutputBuckets = int.MaxValue)|}", "134,217,728")]
    public void TooLarge(string attribute, params string[] told) => Check(attribute, "UNR005", told);

    [Theory]
    [InlineData("AccumulatorNetwork(768, 256, {|UNR027:8|})", "8 outputs", "OutputBuckets = 8")]
    [InlineData("AccumulatorNetwork([768, 256, 32, {|UNR027:2|}])", "2 outputs")]
    public void SeveralOutputs(string attribute, params string[] told) => Check(attribute, "UNR027", told);

    [Theory]
    [InlineData("AccumulatorNetwork(768, 256, 1, Hidden = {|UNR028:Activation.ReLU|})", "ReLU", "Activation.SquaredClippedReLU")]
    public void OtherActivation(string attribute, params string[] told) => Check(attribute, "UNR028", told);

    [Theory]
    [InlineData("AccumulatorNetwork(768, 256, 1, Hidden = {|UNR012:(Activation)99|})", "99 is not a member")]
    public void NoActivation(string attribute, params string[] told) => Check(attribute, "UNR012", told);

    [Theory]
    [InlineData("AccumulatorNetwork(768, 256, 1, Perspectives = {|UNR029:3|})", "Perspectives is 3", "from 1 to 2")]
    [InlineData("AccumulatorNetwork(768, 256, 1, Perspectives = {|UNR029:0|})", "Perspectives is 0")]
    [InlineData("AccumulatorNetwork(768, 256, 1, HiddenScale = {|UNR029:256|})", "HiddenScale is 256", "from 1 to 255")]
    [InlineData("AccumulatorNetwork(768, 256, 1, OutputScale = {|UNR029:32768|})", "from 1 to 32767")]
    [InlineData("AccumulatorNetwork(768, 256, 1, EvaluationScale = {|UNR029:0|}, OutputBuckets = {|UNR029:-1|})", "EvaluationScale is 0", "OutputBuckets is -1", "at least 1")]
    [InlineData("AccumulatorNetwork(768, 256, 1, MaxActiveFeatures = {|UNR029:0|})", "MaxActiveFeatures is 0")]
    [InlineData("AccumulatorNetwork(768, {|UNR029:8193|}, 1)", "Hidden layer 1 is 8193 units", "at most 8192")]
    [InlineData("{|UNR029:AccumulatorNetwork(768, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1)|}", "The number of hidden layers is 9", "at most 8")]
    public void NumberOutOfRange(string attribute, params string[] told) => Check(attribute, "UNR029", told);

    [Theory]
    [InlineData("Network(2, 3, 1), {|UNR025:AccumulatorNetwork(768, 256, 1)|}", "'Net'")]
    public void TwoNetworks(string attribute, string told)
    {
        GeneratorRun run = GeneratorHarness.Run($"using Unrolled;\n[{attribute}]\npartial class Net;");
        Assert.Contains(run.Visible, d => d.GetMessage(null).Contains(told, StringComparison.Ordinal));
    }

    /// <summary>What is asked of a network's class is asked of this one too.</summary>
    [Theory]
    [InlineData("class {|UNR001:Net|};")]
    [InlineData("partial struct {|UNR009:Net|};")]
    [InlineData("partial class Net { void {|UNR010:Evaluate|}() { } }")]
    [InlineData("partial class Net { class {|UNR010:Accumulator|}; }")]
    [InlineData("partial class Net { public {|UNR010:Net|}(string name) { } }")]
    public void ClassThatCannotHoldIt(string declaration) =>
        Assert.Empty(GeneratorHarness.Run($"using Unrolled; [AccumulatorNetwork(768, 256, 1)] {declaration}").Files);

    [Theory]
    [InlineData("public static Net Load(string path, int other) => null!;")]
    [InlineData("public int Refresh, Push, Move;")]
    public void OtherMembersAreWelcome(string member) =>
        Assert.NotEmpty(GeneratorHarness.Run($"using Unrolled; [AccumulatorNetwork(768, 256, 1)] partial class Net {{ {member} }}").Files);

    /// <summary>The parser does not ask the emitters what they write; this test does.</summary>
    [Fact]
    public void TheParserKnowsTheGeneratedMembers()
    {
        GeneratorRun run = GeneratorHarness.Run("using Unrolled; [AccumulatorNetwork(768, 256, 16, 1, Perspectives = 2, OutputBuckets = 8)] partial class Net;");
        ISymbol[] members = [.. run.Output.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(m => m is { IsImplicitlyDeclared: false } and not IMethodSymbol { MethodKind: not MethodKind.Ordinary })];
        Assert.Equal(Parsing.GeneratedMembers.OfAccumulatorNetwork.Names.Order(), members.Select(m => m.Name).Distinct().Order());
        Assert.All(members, m => Assert.True(Parsing.GeneratedMembers.OfAccumulatorNetwork.CollidesWith(m), m.ToDisplayString()));
    }
}
