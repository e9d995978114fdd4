namespace Unrolled.Tests.Networks;

/// <summary>What a network takes from the stack, which on some threads is small.</summary>
public sealed class StackTests
{
    private const int MostBytes = 32 * 1024;

    [Theory]
    [InlineData(128 * 1024)]
    public void One_sample_goes_through_a_wide_layer_on_a_small_stack(int stackSize)
    {
        // The activations alone are larger than the stack; without this the process would end with the test.
        Assert.Equal(0, StackBytes<VeryWide>());
        float[] output = new float[1];
        int predicted = -1;
        var network = new VeryWide(1);
        var thread = new Thread(
            () =>
            {
                network.Forward([1, 2, 3, 4], output);
                predicted = network.Predict([1, 2, 3, 4]);
            },
            stackSize);
        thread.Start();
        thread.Join();
        Assert.InRange(output[0], float.Epsilon, 1);
        Assert.Equal(output[0] > 0.5f ? 1 : 0, predicted);
    }

    [Fact]
    public void A_network_takes_no_more_than_its_bound()
    {
        Assert.Equal(MostBytes, StackBytes<JustFits>());
        Assert.Equal(0, StackBytes<JustTooWide>());
        Assert.InRange(StackBytes<Digits>(), 1, MostBytes);
    }

    private static int StackBytes<TNetwork>() where TNetwork : class, INetwork<TNetwork> => TNetwork.StackBytes;
}

[Network(4, 50_000, 1, Hidden = Activation.ReLU)]
public sealed partial class VeryWide;

// 8,192 floats of activations with those of the 16 outputs, and 16 more.
[Network(1, 8176, 16, Hidden = Activation.ReLU)]
public sealed partial class JustFits;

[Network(1, 8192, 16, Hidden = Activation.ReLU)]
public sealed partial class JustTooWide;
