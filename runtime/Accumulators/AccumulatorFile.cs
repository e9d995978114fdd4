using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>Files of accumulator networks: 16-bit integers, little-endian, one after another, and often filled up to whole lines of 64 bytes.</summary>
internal static class AccumulatorFile
{
    private const int Line = 64;

    /// <summary>Reads parameters to the end of the stream.</summary>
    /// <exception cref="InvalidFileException">The stream has another length.</exception>
    public static short[] Read(Stream stream, AccumulatorShape shape, string name)
    {
        int size = shape.ParameterCount * sizeof(short);
        byte[] bytes = new byte[Filled(size) + 1];
        int given = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (given != size && given != Filled(size))
        {
            string found = given == bytes.Length ? $"more than {Wording.Exact(Filled(size), "byte")}" : Wording.Exact(given, "byte");
            throw new InvalidFileException(name, null, found, Needed(shape, size));
        }

        short[] parameters = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(0, size)).ToArray();
        Swap(parameters);
        return parameters;
    }

    /// <summary>Writes parameters, and zeros up to the end of the line.</summary>
    public static void Write(Stream stream, ReadOnlySpan<short> parameters)
    {
        byte[] bytes = new byte[Filled(parameters.Length * sizeof(short))];
        Span<short> numbers = MemoryMarshal.Cast<byte, short>(bytes.AsSpan());
        parameters.CopyTo(numbers);
        Swap(numbers);
        stream.Write(bytes);
    }

    /// <summary>Big-endian machines hold them the other way round.</summary>
    private static void Swap(Span<short> numbers)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(numbers, numbers);
        }
    }

    private static string Needed(AccumulatorShape shape, int size)
    {
        string layers = string.Join("-", [shape.Features, shape.Units, .. shape.Layers, 1]);
        string padded = Filled(size) == size ? "" : $", or {Wording.Number(Filled(size))} with padding,";
        string buckets = shape.OutputBuckets == 1 ? "" : $" and {Wording.Exact(shape.OutputBuckets, "output bucket")}";
        return $"{Wording.Exact(size, "byte")}{padded} for {layers} with {Wording.Exact(shape.Perspectives, "perspective")}{buckets}";
    }

    private static int Filled(int size) => (size + Line - 1) / Line * Line;
}
