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

    /// <summary>A move waits for the evaluation, for the next change or for a push, and goes with a pop or a refresh.</summary>
    [Fact]
    public void A_move_counts_whatever_comes_next()
    {
        AccumulatorFeature a = (3, 4), b = (7, 9), c = (11, 2), d = (1, 30);
        Check(x => x.Move(a, b), [b]);
        Check(x => { x.Move(a, b); x.Move(b, c); }, [c]);
        Check(x => { x.Move(a, b); x.Add(c); }, [b, c]);
        Check(x => { x.Move(a, b); x.Remove(b); }, []);
        Check(x => { x.Add(c); x.Move(a, b); x.Capture(b, c, d); }, [d]);
        Check(x => { x.Add(c); x.Move(a, b); x.MoveTwo(b, a, c, d); }, [a, d]);
        Check(x => { x.Move(a, b); x.Push(); x.Move(b, c); x.Pop(); }, [b]);
        Check(x => { x.Move(a, b); x.Push(); x.Move(b, c); }, [c]);
        Check(x => { x.Push(); x.Move(a, b); x.Pop(); }, [a]);
        Check(x => { x.Move(a, b); x.Refresh([c.First], [c.Second]); }, [c]);
        Check(x => { x.Move(a, b); Assert.Throws<ArgumentOutOfRangeException>(() => x.Move(b, (-1, 0))); }, [b]);

        void Check(Action<Usual.Accumulator> change, AccumulatorFeature[] features)
        {
            Usual.Accumulator changed = new(_network), fresh = new(_network);
            changed.Refresh([a.First], [a.Second]);
            change(changed);
            fresh.Refresh([.. features.Select(f => f.First)], [.. features.Select(f => f.Second)]);
            foreach (int side in new[] { 1, 0, 1 })
            {
                Assert.Equal(_network.Evaluate(fresh, side, bucket: 1), _network.Evaluate(changed, side, bucket: 1));
            }
        }
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
