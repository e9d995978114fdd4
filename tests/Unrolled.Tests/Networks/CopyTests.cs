using Unrolled.Internal;

namespace Unrolled.Tests.Networks;

/// <summary>Copies of networks: the same bits, memory of their own, and no more of it than the parameters need.</summary>
public sealed class CopyTests
{
    [Fact]
    public void A_clone_says_and_learns_the_same_and_is_another()
    {
        AssertClone<Xor>();
        AssertClone<PanelTail>();
        AssertClone<SparsePanels>();
        AssertClone<Generic<string>>();
        AssertClone<Container.Nested.Inner>();
        AssertClone<DroppingClassifier>();
        AssertClone<ReadyRecord>();
    }

    [Fact]
    public void A_clone_of_a_network_written_by_hand_is_one_too()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(7);
        SoftmaxRegression clone = network.Clone();
        Assert.Equal(network.ToArray(), clone.ToArray());
        clone.SetParameters(new float[SoftmaxRegression.ParameterCount]);
        Assert.NotEqual(network.ToArray(), clone.ToArray());
    }

    [Fact]
    public void A_clone_of_a_network_with_another_loss_has_a_network_of_its_own()
    {
        var network = new WithLoss<ReadyRecord, PoissonLoss>(new ReadyRecord(3) { Name = "a" });
        WithLoss<ReadyRecord, PoissonLoss> clone = network.Clone();
        Assert.Equal(Parameters(network), Parameters(clone));
        Assert.Equal("a", clone.Network.Name);
        clone.SetParameters(new float[ReadyRecord.ParameterCount]);
        Assert.NotEqual(Parameters(network), Parameters(clone));
        Assert.NotEqual(Parameters(network.Network), Parameters(clone.Network));
    }

    [Fact]
    public void A_clone_keeps_what_its_class_has_besides()
    {
        var network = new ReadyRecord(3) { Name = "a" };
        ReadyRecord clone = network.Clone();
        Assert.Equal("a", clone.Name);
        clone.Name = "b";
        Assert.Equal("a", network.Name);
    }

    [Fact]
    public void A_thousand_clones_cost_what_their_parameters_cost()
    {
        const int Count = 1000;
        var network = new Panels(1);
        var population = new Panels[Count];
        long bytes = Allocation.Of(() =>
        {
            foreach (ref Panels clone in population.AsSpan())
            {
                clone = network.Clone();
            }
        });
        Assert.InRange((double)bytes / Count, Panels.ParameterCount * sizeof(float), 1.02 * Panels.ParameterCount * sizeof(float));
    }

    [Fact]
    public void Parameters_and_dropout_state_are_taken_over()
    {
        var network = new DroppingClassifier(1);
        var other = new DroppingClassifier(2);
        AlignedBuffer block = Block(network);
        network.CopyFrom(other);
        Assert.Equal(Parameters(other), Parameters(network));
        Assert.Equal(other.DropoutState, network.DropoutState);
        Assert.Same(block, Block(network));
        network.CopyFrom(network);
        Assert.Equal(Parameters(other), Parameters(network));
        Assert.Equal(0, Allocation.Of(() => network.CopyFrom(other)));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    [InlineData(0.005f)]
    [InlineData(0.3f)]
    [InlineData(1e-30f)]
    public void A_blend_goes_a_part_of_the_way(float amount)
    {
        AssertBlend<Xor>(amount);
        AssertBlend<PanelTail>(amount);
        AssertBlend<Primes>(amount);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.0001f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_blend_of_no_part_is_refused(float amount)
    {
        var network = new Xor(1);
        float[] before = Parameters(network);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>("amount", () => network.Blend(new Xor(2), amount));
        Assert.StartsWith($"amount is {Wording.Number(amount)}, but must be a number in [0, 1].", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Parameters(network));
    }

    [Fact]
    public void Nothing_is_refused()
    {
        Assert.Throws<ArgumentNullException>("network", () => default(Xor)!.Clone());
        Assert.Throws<ArgumentNullException>("other", () => new Xor().CopyFrom(null!));
        Assert.Throws<ArgumentNullException>("other", () => new Xor().Blend(null!, 0.5f));
    }

    private static void AssertClone<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(9);
        (float[] inputs, float[] targets) = NetworkUnderTest.Of<TNetwork>().Samples(20);
        network.Train(inputs, targets, 0.1f);
        float[] before = Parameters(network);
        TNetwork clone = network.Clone();
        Assert.Equal(before, Parameters(clone));
        Assert.Equal(network.DropoutState, clone.DropoutState);

        clone.Train(inputs, targets, 0.1f);
        Assert.Equal(before, Parameters(network));
        Assert.NotEqual(before, Parameters(clone));
        network.Train(inputs, targets, 0.1f);
        Assert.Equal(Parameters(network), Parameters(clone));
        Assert.Equal(network.DropoutState, clone.DropoutState);
    }

    private static void AssertBlend<TNetwork>(float amount) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        TNetwork other = TNetwork.Create(2);
        float[] from = Parameters(network);
        float[] to = Parameters(other);
        float[] expected = [.. from.Zip(to, (w, target) => amount == 1 ? target : MathF.FusedMultiplyAdd(target - w, amount, w))];
        ulong state = network.DropoutState;
        network.Blend(other, amount);
        Assert.Equal(expected, Parameters(network));
        Assert.Equal(to, Parameters(other));
        Assert.Equal(state, network.DropoutState);
        network.Blend(network, amount);
        Assert.Equal(expected, Parameters(network));
        Assert.Equal(0, Allocation.Of(() => network.Blend(other, amount)));
    }

    private static AlignedBuffer Block<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork> => network.Block;

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}

/// <summary>A record, whose own members may not be called Clone.</summary>
[Network(3, 18, 2, Hidden = Activation.Tanh)]
public sealed partial record ReadyRecord
{
    public string Name { get; set; } = "";
}
