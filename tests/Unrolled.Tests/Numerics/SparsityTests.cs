using Unrolled.Internal;


namespace Unrolled.Tests.Numerics;

public sealed class SparsityTests
{
    [Fact]
    public void Lists_exactly_the_inputs_that_are_not_zero_in_some_sample_and_where_blocks_end()
    {
        var random = new Random(1);
        for (int length = 1; length <= 70; length++)
        {
            foreach ((int samples, int onePer, int blocks) in
                from samples in new[] { 1, 2, 3, 10 } from onePer in new[] { 1, 2, 20, 1000 } from blocks in new[] { 1, 2, 4 } select (samples, onePer, blocks))
            {
                int stride = length + 3;
                float[] inputs = [.. Enumerable.Range(0, samples * stride).Select(i => i % stride >= length ? 9 : random.Next(onePer) == 0 ? random.NextSingle() - 0.5f : -0f)];
                int[] list = new int[length + blocks + 17]; // one more than there must be room for
                list.AsSpan().Fill(-7);
                Sparsity.Collect(ref inputs[0], samples, stride, length, blocks, hasNext: length % 2 == 0, ref list[0]);
                int[] expected = [.. Enumerable.Range(0, length).Where(k => Enumerable.Range(0, samples).Any(s => inputs[(s * stride) + k] != 0))];
                int[] ends = [.. Enumerable.Range(1, blocks - 1).Select(block => expected.Count(k => k < length / blocks * block))];
                Assert.Equal([expected.Length, .. ends, .. expected], list[..(blocks + expected.Length)]);
                Assert.Equal(-7, list[^1]);
            }
        }
    }

    [Fact]
    public void Infinity_and_NaN_are_not_zero()
    {
        float[] inputs = [0, float.NaN, 0, float.PositiveInfinity, float.Epsilon, -0f, 0, 0, 0];
        int[] list = new int[26];
        Sparsity.Collect(ref inputs[0], 1, 9, 9, 1, hasNext: false, ref list[0]);
        Assert.Equal([3, 1, 3, 4], list[..4]);
    }
}
