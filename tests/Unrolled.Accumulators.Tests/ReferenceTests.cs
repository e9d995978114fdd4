namespace Unrolled.Accumulators.Tests;

/// <summary>Networks of many shapes against the reference: fresh, changed, pushed and popped.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Fresh_positions(NetworkUnderTest network)
    {
        foreach (int greatestOutput in new[] { 127, 30_000 })
        {
            short[] parameters = network.Random(seed: 1, greatestOutput);
            NetworkUnderTest.Instance instance = network.Load(parameters);
            ReferenceNetwork reference = new(network.Shape, parameters);
            Random random = new(2);
            for (int i = 0; i < 50; i++)
            {
                AccumulatorFeature[] features = Features(network.Shape, random);
                instance.Refresh(features);
                AssertSame(network.Shape, reference, instance, features);
            }
        }
    }

    [Fact]
    public void Output_weights_beyond_a_byte_are_split()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Seven>();
        Assert.True(network.Load(network.Random(1)).IsWide);
        Assert.False(network.Load(network.Random(1, greatestOutput: 128)).IsWide);
        Assert.False(NetworkUnderTest.Of<LineAndRest>().Load(NetworkUnderTest.Of<LineAndRest>().Random(1)).IsWide);
    }

    /// <summary>The largest products of either sign in every lane.</summary>
    [Theory]
    [InlineData(short.MaxValue)]
    [InlineData(short.MinValue)]
    [InlineData(128)]
    [InlineData(-128)]
    public void Sums_at_their_limits(short weight)
    {
        foreach (NetworkUnderTest network in new[] { NetworkUnderTest.Of<Long>(), NetworkUnderTest.Of<Usual>(), NetworkUnderTest.Of<LongAndDeep>(), NetworkUnderTest.Of<Chess1024>() })
        {
            short[] parameters = new short[network.Shape.ParameterCount];
            int behind = (network.Shape.Features + 1) * network.Shape.Units;
            Array.Fill(parameters, (short)255, behind - network.Shape.Units, network.Shape.Units);
            Array.Fill(parameters, network.Shape.Layers.Count > 0 ? short.Clamp(weight, -128, 127) : weight, behind, parameters.Length - behind);
            NetworkUnderTest.Instance instance = network.Load(parameters);
            AssertSame(network.Shape, new ReferenceNetwork(network.Shape, parameters), instance, []);
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Changed_positions(NetworkUnderTest network)
    {
        short[] parameters = network.Random(seed: 3);
        NetworkUnderTest.Instance instance = network.Load(parameters);
        ReferenceNetwork reference = new(network.Shape, parameters);
        RandomWalk walk = new(network.Shape, instance, seed: 4);
        AssertSame(network.Shape, reference, instance, walk.Features);
        for (int i = 0; i < 300; i++)
        {
            walk.Step();
            AssertSame(network.Shape, reference, instance, walk.Features);
        }
    }

    private static AccumulatorFeature[] Features(AccumulatorShape shape, Random random)
    {
        int[] first = [.. Enumerable.Range(0, shape.Features)], second = [.. first];
        random.Shuffle(first);
        random.Shuffle(second);
        int count = random.Next(Math.Min(shape.MaxActiveFeatures, shape.Features) + 1);
        return [.. first.Zip(second, (a, b) => new AccumulatorFeature(a, b)).Take(count)];
    }

    private static void AssertSame(
        AccumulatorShape shape, ReferenceNetwork reference, NetworkUnderTest.Instance instance, IReadOnlyCollection<AccumulatorFeature> features)
    {
        int stride = instance.Sums.Length / shape.Perspectives;
        long[][] sums = [reference.Sums(features.Select(f => f.First)), reference.Sums(features.Select(f => f.Second))];
        for (int p = 0; p < shape.Perspectives; p++)
        {
            Assert.Equal([.. sums[p], .. new long[stride - shape.Units]], instance.Sums.Slice(p * stride, stride).ToArray().Select(s => (long)s));
            for (int bucket = 0; bucket < shape.OutputBuckets; bucket++)
            {
                Assert.Equal(reference.Evaluate(features, p, bucket), instance.Evaluate(p, bucket));
            }
        }
    }
}
