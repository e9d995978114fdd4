using Unrolled.Numerics;

namespace Unrolled.Tests.SameBits;

/// <summary>Numbers for x y + z that a multiply-add without its instruction may round wrongly.</summary>
internal static class MultiplyAddCases
{
    /// <summary>Bit patterns of all kinds: any bits, few bits, subnormal numbers, whole numbers, numbers from 1/2 to 2.</summary>
    public static IEnumerable<(float X, float Y, float Z)> AnyNumbers(int count)
    {
        Xoshiro256 random = new(1);
        for (int i = 0; i < count; i++)
        {
            yield return (Any(ref random), Any(ref random), Any(ref random));
        }
    }

    /// <summary>Sums that cancel, all or all but the last bits.</summary>
    public static IEnumerable<(float X, float Y, float Z)> Cancellation(int count)
    {
        Xoshiro256 random = new(2);
        for (int i = 0; i < count; i++)
        {
            float x = Any(ref random), y = Any(ref random);
            float z = -(x * y);
            yield return (x, y, random.Next(3) switch { 0 => z, 1 => MathF.BitIncrement(z), _ => MathF.BitDecrement(z) });
        }
    }

    /// <summary>Sums halfway between two floats, and a tiny bit beside it, where rounding twice goes wrong.</summary>
    public static IEnumerable<(float X, float Y, float Z)> NearlyHalfway(int count)
    {
        Xoshiro256 random = new(3);
        for (int i = 0; i < count; i++)
        {
            // z + half a unit of z's last place, or a quarter more, times 1 and a bit.
            float z = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64() & 0x80FF_FFFF | 0x3F00_0000 | ((uint)random.Next(200) << 22));
            float half = (MathF.BitIncrement(MathF.Abs(z)) - MathF.Abs(z)) / 2;
            float x = 1 + (random.Next(5) - 2) * MathF.ScaleB(1, -23);
            yield return (x, (random.Next(2) == 0 ? half : -half) * (1 + random.Next(2) * MathF.ScaleB(1, -(1 + random.Next(23)))), z);
        }
    }

    /// <summary>Sums among the subnormal numbers and at their upper end, and such that are 0 after rounding, or nearly.</summary>
    public static IEnumerable<(float X, float Y, float Z)> SubnormalSums(int count)
    {
        Xoshiro256 random = new(4);
        for (int i = 0; i < count; i++)
        {
            float x = MathF.ScaleB(1 + random.NextSingle(), -(60 + random.Next(30)));
            float y = MathF.ScaleB(1 + (random.Next(2) * random.NextSingle()), -(60 + random.Next(15)));
            float z = BitConverter.UInt32BitsToSingle((uint)random.Next(1 << 24) >> random.Next(24));
            yield return (random.Next(2) == 0 ? x : -x, y, random.Next(2) == 0 ? z : -z);
        }
    }

    /// <summary>Zeros, ones, limits, infinities and NaN, each with each.</summary>
    public static IEnumerable<(float X, float Y, float Z)> SpecialNumbers()
    {
        float[] numbers =
        [
            0, float.Epsilon, 1e-40f, 1.17549421e-38f, 1.17549435e-38f, 1e-30f, 5.9604645e-8f, 0.5f, 1, MathF.BitIncrement(1), 2, 3, 8388608, 16777216,
            1.8446744e19f, 1e30f, 1.70141173e38f, MathF.BitDecrement(float.MaxValue), float.MaxValue, float.PositiveInfinity, float.NaN,
        ];
        numbers = [.. numbers, .. numbers.Select(x => -x)];
        return from x in numbers from y in numbers from z in numbers select (x, y, z);
    }

    private static float Any(ref Xoshiro256 random)
    {
        uint bits = (uint)random.NextUInt64();
        return random.Next(8) switch
        {
            0 => BitConverter.UInt32BitsToSingle(bits & 0x807F_FFFF),
            1 => BitConverter.UInt32BitsToSingle(bits & 0xFFFF_0000),
            2 => random.Next(19) - 9,
            3 or 4 => BitConverter.UInt32BitsToSingle(bits & 0x80FF_FFFF | 0x3F00_0000),
            _ => BitConverter.UInt32BitsToSingle(bits),
        };
    }
}
