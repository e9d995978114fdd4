namespace Unrolled.Tests.Persistence;

/// <summary>Random damage to a file.</summary>
internal static class Mutation
{
    private static readonly byte[][] Words =
    [
        [.. "F32"u8], [.. "F64"u8], [.. "BF16"u8], [.. "\"shape\""u8], [.. "__metadata__"u8], [.. "layers.0.bias"u8], [.. "weight"u8],
        [.. "9223372036854775807"u8], [.. "-1"u8], [.. "1e3"u8], [.. "null"u8], [.. "[["u8], [.. "{}"u8], [.. "\\ud800"u8], [0xFF, 0xFE],
    ];

    public static byte[] Of(byte[] file, Random random)
    {
        List<byte> content = [.. file];
        for (int changes = random.Next(1, 4); changes > 0 && content.Count > 0; changes--)
        {
            int at = random.Next(content.Count);
            int length = Math.Min(random.Next(1, 20), content.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    content[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    content[at] = (byte)random.Next(256);
                    break;
                case 2:
                    content[at] = (byte)random.Next('0', ':');
                    break;
                case 3:
                    content.RemoveRange(at, length);
                    break;
                case 4:
                    content.InsertRange(at, content.GetRange(random.Next(content.Count - length + 1), length));
                    break;
                case 5:
                    content.InsertRange(at, Words[random.Next(Words.Length)]);
                    break;
                case 6:
                    content.RemoveRange(at, content.Count - at);
                    break;
                default:
                    content[random.Next(Math.Min(8, content.Count))] = (byte)random.Next(256);
                    break;
            }
        }

        // Half of them with the right length of the header again, so that the damage is seen by what comes after.
        byte[] mutated = [.. content];
        if (random.Next(2) == 0 && mutated.Length >= 60)
        {
            BitConverter.TryWriteBytes(mutated, (ulong)(mutated.Length - 8 - 52));
        }

        return mutated;
    }
}
