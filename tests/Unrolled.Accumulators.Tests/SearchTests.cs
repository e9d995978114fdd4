namespace Unrolled.Accumulators.Tests;

/// <summary>What a search does: nothing is allocated, and threads do not disturb one another.</summary>
public sealed class SearchTests
{
    private readonly Usual _network = Usual.Load(new MemoryStream(NetworkUnderTest.Bytes(NetworkUnderTest.Of<Usual>().Random(1))));

    [Fact]
    public void Nothing_is_allocated()
    {
        Usual.Accumulator accumulator = new(_network);
        Deeper deep = Deeper.Load(new MemoryStream(NetworkUnderTest.Bytes(NetworkUnderTest.Of<Deeper>().Random(1))));
        Deeper.Accumulator deepAccumulator = new(deep);
        Search(accumulator, 10);
        deep.Evaluate(deepAccumulator, 1, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Search(accumulator, 100);
        deep.Evaluate(deepAccumulator, 1, 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Threads_share_a_network()
    {
        int expected = Search(new Usual.Accumulator(_network), 1000);
        int[] found = new int[8];
        Parallel.For(0, found.Length, i => found[i] = Search(new Usual.Accumulator(_network), 1000));
        Assert.All(found, sum => Assert.Equal(expected, sum));
    }

    private int Search(Usual.Accumulator accumulator, int moves)
    {
        accumulator.Refresh([1, 20, 300], [4, 50, 600]);
        int sum = 0;
        for (int i = 0; i < moves; i++)
        {
            accumulator.Push();
            accumulator.Move((1, 4), (i % 768, 767 - (i % 768)));
            accumulator.Push();
            accumulator.Push();
            accumulator.Capture((20, 50), (300, 600), (i * 7 % 768, 3));
            sum = unchecked((sum * 31) + _network.Evaluate(accumulator, i & 1, i & 7));
            accumulator.Pop();
            sum = unchecked((sum * 31) + _network.Evaluate(accumulator, 1 - (i & 1), i & 7));
            accumulator.Pop();
            accumulator.Pop();
        }

        return sum;
    }
}
