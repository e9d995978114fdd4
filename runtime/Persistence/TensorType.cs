using System.Buffers.Binary;

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

    public static TensorType? Parse(string name) => name switch
    {
        nameof(TensorType.F32) => TensorType.F32,
        nameof(TensorType.F16) => TensorType.F16,
        nameof(TensorType.BF16) => TensorType.BF16,
        nameof(TensorType.F64) => TensorType.F64,
        _ => null,
    };

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
