using Unrolled.Tests.Networks;

namespace Unrolled.Tests;

public sealed class NetworkSummaryTests
{
    [Fact]
    public void A_table_says_what_each_layer_needs()
    {
        NetworkSummary summary = new Digits(1).Describe();

        Assert.Equal(NetworkSummary.Of<Digits>().Layers, summary.Layers);
        Assert.Equal(23_860, summary.ParameterCount);
        Assert.Equal(784 * 30 + 30 * 10, summary.MultiplyAdds);
        Assert.Equal(new LayerSummary(784, 30, Activation.Sigmoid), summary.Layers[0]);
        Assert.Equal(4 * (784 * 30 + 30), summary.Layers[0].Bytes);
        Assert.InRange(summary.MemoryBytes, 4 * 23_860, 4 * 27_000);
        Assert.InRange(summary.StackBytes, 4 * 40, 4 * 64);

        const string table = """
            layer      shape  activation  parameters  multiply-adds   bytes
                1  784 -> 30     Sigmoid      23,550         23,520  94,200
                2   30 -> 10     Sigmoid         310            300   1,240
            total                             23,860         23,820  95,440
            loss MeanSquaredError; 
            """;
        Assert.StartsWith(table.ReplaceLineEndings("\n"), summary.ToString());
    }

    [Fact]
    public void Registers_need_no_stack() => Assert.Equal(0, NetworkSummary.Of<Xor>().StackBytes);
}
