using Unrolled.Numerics;


namespace Unrolled.Tests.Numerics;

public class Xoshiro256Tests
{
    [Fact]
    public void Gives_the_published_sequence_for_seed_0()
    {
        Xoshiro256 random = new(0);
        Assert.Equal(0x99EC5F36CB75F2B4, random.NextUInt64());
        Assert.Equal(0xBF6E1F784956452A, random.NextUInt64());
        Assert.Equal(0x1A5F849D4933E6E0UL, random.NextUInt64());
    }

    [Fact]
    public void Depends_on_seed_and_stream()
    {
        HashSet<ulong> first = [];
        for (int seed = -3; seed <= 3; seed++)
        {
            for (int stream = 0; stream < 100; stream++)
            {
                first.Add(new Xoshiro256(seed, stream).NextUInt64());
            }
        }

        Assert.Equal(700, first.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Draws_integers_evenly_below_a_bound(int bound)
    {
        const int PerValue = 1000;
        Xoshiro256 random = new(5);
        int[] counts = new int[bound];
        for (int i = 0; i < PerValue * bound; i++)
        {
            counts[random.Next(bound)]++;
        }

        AssertEven(counts, PerValue);
    }

    [Fact]
    public void Draws_below_a_bound_that_divides_2_to_the_32_badly()
    {
        // Without rejection, one of three neighbours would come a third less often than the others: 2^32 is 8/3 of the bound.
        const int Bound = 3 << 29;
        Xoshiro256 random = new(5);
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++)
        {
            counts[random.Next(Bound) % 3]++;
        }

        AssertEven(counts, 10_000);
    }

    [Fact]
    public void Draws_floats_in_their_interval()
    {
        Xoshiro256 random = new(5);
        float[] numbers = new float[10_000];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = random.NextSingle(-2, 6);
        }

        Assert.All(numbers, number => Assert.InRange(number, -2f, 5.9999995f));
        Assert.InRange(numbers.Average(), 1.9f, 2.1f);
        Assert.InRange(numbers.Min(), -2f, -1.99f);
        Assert.InRange(numbers.Max(), 5.99f, 6f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60_000)]
    public void Shuffles_into_a_permutation_that_depends_on_the_seed(int count)
    {
        int[] sorted = [.. Enumerable.Range(0, count)];
        int[] once = Shuffled(count, seed: 1);
        Assert.Equal(sorted, once.Order());
        Assert.Equal(once, Shuffled(count, seed: 1));
        if (count > 2)
        {
            Assert.NotEqual(sorted, once);
            Assert.NotEqual(once, Shuffled(count, seed: 2));
        }
    }

    [Fact]
    public void Shuffles_into_every_order_equally_often()
    {
        const int PerOrder = 1000;
        Xoshiro256 random = new(11);
        int[] counts = new int[24];
        var words = from a in "0123" from b in "0123" from c in "0123" from d in "0123" select $"{a}{b}{c}{d}";
        string[] orders = [.. words.Where(word => word.Distinct().Count() == 4)];
        Span<int> values = stackalloc int[4];
        for (int i = 0; i < PerOrder * counts.Length; i++)
        {
            (values[0], values[1], values[2], values[3]) = (0, 1, 2, 3);
            random.Shuffle(values);
            counts[Array.IndexOf(orders, $"{values[0]}{values[1]}{values[2]}{values[3]}")]++;
        }

        AssertEven(counts, PerOrder);
    }

    private static int[] Shuffled(int count, int seed)
    {
        int[] values = [.. Enumerable.Range(0, count)];
        new Xoshiro256(seed).Shuffle(values);
        return values;
    }

    /// <summary>Chi-square within five standard deviations of what chance gives, on either side.</summary>
    private static void AssertEven(int[] counts, int expected)
    {
        double chiSquare = counts.Sum(count => (double)(count - expected) * (count - expected) / expected);
        int freedom = counts.Length - 1;
        Assert.InRange(chiSquare, freedom - 5 * Math.Sqrt(2 * freedom), freedom + 5 * Math.Sqrt(2 * freedom));
    }
}
