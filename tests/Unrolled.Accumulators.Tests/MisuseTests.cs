namespace Unrolled.Accumulators.Tests;

/// <summary>What cannot be done says so, and leaves the position as it was.</summary>
public sealed class MisuseTests
{
    private readonly Usual _network = Usual.Load(new MemoryStream(NetworkUnderTest.Bytes(NetworkUnderTest.Of<Usual>().Random(1))));
    private readonly Usual.Accumulator _accumulator;

    public MisuseTests()
    {
        _accumulator = new(_network, depth: 2);
        _accumulator.Refresh([1, 2, 3], [4, 5, 6]);
    }

    public static TheoryData<int, int> WrongFeatures => new() { { -1, 0 }, { 768, 0 }, { 0, -1 }, { 0, int.MaxValue } };

    [Theory]
    [MemberData(nameof(WrongFeatures))]
    public void There_is_no_such_feature(int first, int second)
    {
        int before = _network.Evaluate(_accumulator, 0, 0);
        AccumulatorFeature wrong = new(first, second);
        AccumulatorFeature right = new(1, 4);
        Action[] changes =
        [
            () => _accumulator.Add(wrong),
            () => _accumulator.Remove(wrong),
            () => _accumulator.Move(right, wrong),
            () => _accumulator.Move(wrong, right),
            () => _accumulator.Capture(right, wrong, right),
            () => _accumulator.MoveTwo(right, right, right, wrong),
            () => _accumulator.Refresh([1, first], [1, second]),
        ];
        foreach (Action change in changes)
        {
            ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(change);
            Assert.Contains("must be from 0 to 767", thrown.Message, StringComparison.Ordinal);
            Assert.Equal(before, _network.Evaluate(_accumulator, 0, 0));
        }
    }

    [Fact]
    public void Too_many_features()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => _accumulator.Refresh(new int[32], new int[33]));
        Assert.StartsWith("second has 33 features, but at most 32 can be on", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_has_two_ends()
    {
        int before = _network.Evaluate(_accumulator, 0, 0);
        Assert.Contains("the stack is empty", Assert.Throws<InvalidOperationException>(_accumulator.Pop).Message, StringComparison.Ordinal);
        _accumulator.Push();
        _accumulator.Push();
        _accumulator.Move((1, 4), (7, 7));
        Assert.Contains("full with 2 positions", Assert.Throws<InvalidOperationException>(_accumulator.Push).Message, StringComparison.Ordinal);
        Assert.Equal(2, _accumulator.Depth);
        _accumulator.Pop();
        _accumulator.Pop();
        Assert.Equal(before, _network.Evaluate(_accumulator, 0, 0));
        Assert.Throws<InvalidOperationException>(_accumulator.Pop);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Usual.Accumulator(_network, depth: -1));
    }

    [Theory]
    [InlineData(2, 0, "sideToMove is 2, but must be from 0 to 1.")]
    [InlineData(-1, 0, "sideToMove is -1")]
    [InlineData(0, 8, "bucket is 8, but must be from 0 to 7.")]
    [InlineData(0, -1, "bucket is -1")]
    public void There_is_no_such_side_or_bucket(int side, int bucket, string told) => Assert.StartsWith(
        told, Assert.Throws<ArgumentOutOfRangeException>(() => _network.Evaluate(_accumulator, side, bucket)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_accumulator_of_another_network()
    {
        Usual other = Usual.Load(new MemoryStream(NetworkUnderTest.Bytes(NetworkUnderTest.Of<Usual>().Random(2))));
        Assert.Contains("another network's", Assert.Throws<ArgumentException>(() => other.Evaluate(_accumulator, 0, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => other.Evaluate(null!, 0, 0));
        Assert.Throws<ArgumentNullException>(() => new Usual.Accumulator(null!));
    }
}
