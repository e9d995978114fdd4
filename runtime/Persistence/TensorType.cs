using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>The types of tensors that can be loaded, by their names in a file. All become <see cref="float"/>.</summary>
internal enum TensorType
{
    /// <summary>IEEE 754 binary32: taken as it is, bit for bit.</summary>
    F32,

    /// <summary>IEEE 754 binary16: every value is a float too.</summary>
    F16,

    /// <summary>The upper half of a binary32: every value is a float too.</summary>
    BF16,

    /// <summary>IEEE 754 binary64: rounded to the nearest float.</summary>
    F64,
}

/// <summary>What to know of each <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    /// <summary>The names, for messages.</summary>
    public const string All = "F32, F16, BF16 or F64";

    /// <summary>The bytes of an element of the smallest.</summary>
    public const int LeastSize = sizeof(ushort);

    /// <summary>The type of a name; false where there is none.</summary>
    public static bool TryParse(string name, out TensorType type)
    {
        type = name switch
        {
            nameof(TensorType.F16) => TensorType.F16,
            nameof(TensorType.BF16) => TensorType.BF16,
            nameof(TensorType.F64) => TensorType.F64,
            _ => TensorType.F32,
        };
        return type != TensorType.F32 || name == nameof(TensorType.F32);
    }

    /// <summary>The bytes of one element.</summary>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.F64 => sizeof(double),
        TensorType.F32 => sizeof(float),
        _ => sizeof(ushort),
    };

    /// <summary>Turns little-endian elements, which they are in a file whatever the machine, into floats.</summary>
    /// <returns>The index of the first element that no float can hold, or -1.</returns>
    public static int Decode(this TensorType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        if (type == TensorType.F32 && BitConverter.IsLittleEndian)
        {
            source.CopyTo(MemoryMarshal.AsBytes(destination));
            return -1;
        }

        return DecodeEach(type, source, destination);
    }

    private static int DecodeEach(TensorType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        int size = type.Size();
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> element = source.Slice(i * size, size);
            switch (type)
            {
                case TensorType.F32:
                    destination[i] = BinaryPrimitives.ReadSingleLittleEndian(element);
                    break;
                case TensorType.F16:
                    destination[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(element);
                    break;
                case TensorType.BF16:
                    destination[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16);
                    break;
                default:
                    double value = BinaryPrimitives.ReadDoubleLittleEndian(element);
                    destination[i] = (float)value;
                    if (double.IsFinite(value) && !float.IsFinite(destination[i]))
                    {
                        return i;
                    }

                    break;
            }
        }

        return -1;
    }
}
