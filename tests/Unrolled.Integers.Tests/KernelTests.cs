using System.Numerics;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;

namespace Unrolled.Integers.Tests;

/// <summary>The kernel, its lists, requantisation, tables and rounding, each against sums or formulas of its own, with all instructions that there are.</summary>
public class KernelTests
{
    private const int MostWeight = 15;

    public static TheoryData<int, int> Sizes => new()
    {
        { 16, 1 }, { 16, 8 }, { 32, 7 }, { 48, 9 }, { 784, 1 }, { 784, 17 }, { 1024, 24 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sums_are_exact_with_all_instructions(int depth, int count)
    {
        Random random = new(depth + count);
        byte[] inputs = Bytes(random, depth * count);
        sbyte[] weights = new sbyte[depth * ByteKernel.Units];
        int[] start = new int[ByteKernel.Units];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (sbyte)random.Next(-MostWeight, MostWeight + 1);
        }

        for (int i = 0; i < start.Length; i++)
        {
            start[i] = random.Next(-1_000_000, 1_000_000);
        }

        int[] expected = new int[count * ByteKernel.Units];
        for (int sample = 0; sample < count; sample++)
        {
            for (int unit = 0; unit < ByteKernel.Units; unit++)
            {
                long sum = start[unit];
                for (int k = 0; k < depth; k++)
                {
                    sum += inputs[(sample * depth) + k] * weights[(k / 4 * 64) + (unit * 4) + (k % 4)];
                }

                expected[(sample * ByteKernel.Units) + unit] = checked((int)sum);
            }
        }

        int[] lists = new int[ByteSteps.Length(count, depth)];
        ByteSteps.Find(ref inputs[0], depth, count, ref lists[0]);
        int[] all = ByteSteps.All(depth);
        int ways = 0;
        Try<Bytes128, Vector128<int>>(true);
        Try<Bytes256, Vector256<int>>(Bytes256.IsSupported);
        Try<Bytes256Vnni, Vector256<int>>(Bytes256Vnni.IsSupported);
        Try<Bytes512, Vector512<int>>(Bytes512.IsSupported);
        Assert.True(ways >= 1);

        void Try<TProducts, TVector>(bool isSupported)
            where TProducts : struct, IByteProducts<TVector>
            where TVector : struct
        {
            if (!isSupported)
            {
                return;
            }

            ways++;
            int[] shifted = [.. start];
            for (int unit = 0; unit < ByteKernel.Units; unit++)
            {
                for (int k = 0; k < depth; k++)
                {
                    shifted[unit] += TProducts.Offset * weights[(k / 4 * 64) + (unit * 4) + (k % 4)];
                }
            }

            int[] sums = new int[expected.Length];
            ByteKernel.Sum<TProducts, TVector>(ref inputs[0], depth, count, ref all[0], 0, ref weights[0], ref shifted[0], ref sums[0]);
            Assert.Equal(expected, sums);

            // Two panels of which the second is the first once more.
            sbyte[] twice = [.. weights, .. weights];
            int[] starts = [.. shifted, .. shifted], both = new int[2 * ByteKernel.Units];
            ByteKernel.SumAlone<TProducts, TVector>(ref inputs[0], ref all[0], ref twice[0], weights.Length, ref starts[0], ref both[0]);
            Assert.Equal([.. expected.Take(ByteKernel.Units), .. expected.Take(ByteKernel.Units)], both);
            if (TProducts.Offset == 0)
            {
                Array.Clear(sums);
                ByteKernel.Sum<TProducts, TVector>(ref inputs[0], depth, count, ref lists[0], all.Length, ref weights[0], ref shifted[0], ref sums[0]);
                Assert.Equal(expected, sums);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(19)]
    public void Lists_leave_out_what_is_zero_in_a_whole_tile_and_nothing_else(int count)
    {
        const int Depth = 160;
        byte[] inputs = new byte[Depth * count];
        inputs[0] = 1;
        inputs[(Depth * (count - 1)) + 47] = 1;
        inputs[(Depth * count) - 1] = 255;
        int[] lists = new int[ByteSteps.Length(count, Depth)];
        ByteSteps.Find(ref inputs[0], Depth, count, ref lists[0]);

        int list = 0, tile = 0, sample = 0;
        while (sample < count)
        {
            int rows = count - sample >= ByteKernel.Samples ? ByteKernel.Samples : 1;
            int[] expected = [.. Enumerable.Range(0, Depth / 16).Where(step => inputs.AsSpan(sample * Depth, rows * Depth).ToArray()
                .Where((x, i) => i % Depth / 16 == step).Any(x => x != 0))];
            Assert.Equal(expected, lists.AsSpan(list + 1, lists[list]).ToArray());
            list += 1 + (Depth / 16);
            sample += rows;
            tile++;
        }

        Assert.Equal(ByteKernel.Tiles(count), tile);
        Assert.Equal(lists.Length, list);
    }

    [Fact]
    public void Requantised_sums_are_those_of_whole_numbers_without_bounds()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            double[] scales = [.. Enumerable.Range(0, ByteKernel.Units).Select(_ => Math.Pow(2, -1 - (random.NextDouble() * 30)))];
            int[] multipliers = new int[ByteKernel.Units];
            int shift = Requantization.Prepare(scales, multipliers);
            Assert.InRange(shift, 32, 62);
            byte zero = (byte)random.Next(256);
            byte least = (byte)random.Next(2) == 0 ? (byte)0 : zero;
            Requantization requantization = new(shift, zero, least);
            const int Count = 5;
            int[] sums = new int[Count * ByteKernel.Units];
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] = (i % 4) switch
                {
                    0 => random.Next(int.MinValue, int.MaxValue),
                    1 => (int)((random.NextDouble() - 0.5) * 600 / scales[i % 16]),
                    2 => random.Next(-1000, 1000),
                    _ => i < 20 ? int.MaxValue : -int.MaxValue,
                };
            }

            byte[] bytes = new byte[Count * 24];
            requantization.Apply(ref sums[0], Count, ref multipliers[0], ref bytes[0], 24);
            for (int i = 0; i < sums.Length; i++)
            {
                BigInteger product = ((BigInteger)sums[i] * multipliers[i % 16]) + (BigInteger.One << (shift - 1));
                BigInteger expected = BigInteger.Min(BigInteger.Max((product >> shift) + zero, least), 255);
                Assert.Equal((int)expected, bytes[(i / 16 * 24) + (i % 16)]);
                Assert.InRange(Math.Abs((double)multipliers[i % 16] / Math.Pow(2, shift) - scales[i % 16]), 0, Math.Pow(2, -shift));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(200)]
    public void Tables_are_looked_up(int count)
    {
        Random random = new(4);
        byte[] table = Bytes(random, ByteTable.Length);
        byte[] bytes = [.. Bytes(random, count), .. new byte[ByteTable.Slack]];
        byte[] expected = [.. bytes.Take(count).Select(q => table[q])];
        ByteTable.Apply(ref bytes[0], count, ref table[0]);
        Assert.Equal(expected, bytes.Take(count));
    }

    [Theory]
    [InlineData(1f, 0)]
    [InlineData(0.003921569f, 0)]
    [InlineData(0.25f, 100)]
    [InlineData(3f, 255)]
    public void Floats_are_rounded_to_the_nearest_byte(float scale, byte zero)
    {
        Random random = new(5);
        float[] numbers =
        [
            .. Enumerable.Range(0, 300).Select(_ => (float)((random.NextDouble() * 400) - zero - 60) * scale),
            .. Enumerable.Range(-300, 600).Select(i => i * 0.5f * scale), 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
            float.MaxValue, float.MinValue, float.Epsilon,
        ];
        byte[] bytes = new byte[numbers.Length];
        float inverse = 1 / scale;
        ByteRounding.Apply(ref numbers[0], numbers.Length, ref bytes[0], inverse, zero);
        for (int i = 0; i < numbers.Length; i++)
        {
            double x = float.IsNaN(numbers[i]) ? 0 : Math.Clamp(numbers[i] * inverse, -zero, 255 - zero);
            Assert.Equal((byte)Math.Round(x + zero, MidpointRounding.ToEven), bytes[i]);
        }
    }

    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);

        // Whole stretches of zeros, so that lists differ from all steps.
        for (int i = 0; i < length; i++)
        {
            bytes[i] = i / 32 % 3 == 1 ? (byte)0 : bytes[i];
        }

        return bytes;
    }
}
