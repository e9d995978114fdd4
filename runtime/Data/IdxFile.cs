using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>The content of an IDX file, the format of MNIST: an array of numbers of one type with one or more dimensions.</summary>
/// <remarks>
/// Files may be packed with gzip, which is seen from their content, not from their name. Whatever is wrong with a file is an
/// <see cref="InvalidFileException"/> that names the file, the byte, what was expected there and what was found; memory is used for
/// data that is there, never for data that a header merely promises.
/// </remarks>
/// <example>
/// <code>
/// IdxFile images = IdxFile.Read("train-images-idx3-ubyte.gz", IdxElementType.UnsignedByte, rank: 3);
/// ReadOnlySpan&lt;byte&gt; pixels = images.Elements&lt;byte&gt;();
/// </code>
/// </example>
public sealed class IdxFile
{
    private readonly byte[] _data;
    private readonly int[] _dimensions;

    internal IdxFile(IdxElementType elementType, int[] dimensions, byte[] data)
    {
        ElementType = elementType;
        _dimensions = dimensions;
        _data = data;
    }

    /// <summary>The type of the elements.</summary>
    public IdxElementType ElementType { get; }

    /// <summary>The size of each dimension, the slowest first: for images their number, rows and columns.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or packed with gzip.</param>
    /// <param name="elementType">The type that the elements must have; any, if left out.</param>
    /// <param name="rank">The number of dimensions that there must be; any, if left out.</param>
    /// <exception cref="InvalidFileException">The file is not the IDX file that it should be, or is cut off or damaged.</exception>
    public static IdxFile Read(string path, IdxElementType? elementType = null, int? rank = null) =>
        Read(path, elementType, rank, sha256: null);

    /// <summary>Reads a file that must also have a certain SHA-256 when it is unpacked; any, if null.</summary>
    internal static IdxFile Read(string path, IdxElementType? elementType, int? rank, string? sha256)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14, FileOptions.SequentialScan);
        using IdxReader reader = new(stream, path);
        return reader.Read(elementType, rank, sha256);
    }

    /// <summary>Reads a stream to its end and leaves it open.</summary>
    /// <param name="stream">The stream, plain or packed with gzip, at the start of the IDX data.</param>
    /// <param name="name">What to call the stream when something is wrong with it.</param>
    /// <param name="elementType">The type that the elements must have; any, if left out.</param>
    /// <param name="rank">The number of dimensions that there must be; any, if left out.</param>
    /// <exception cref="InvalidFileException">The stream is not the IDX file that it should be, or is cut off or damaged.</exception>
    public static IdxFile Read(Stream stream, string name, IdxElementType? elementType = null, int? rank = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using IdxReader reader = new(stream, name);
        return reader.Read(elementType, rank);
    }

    /// <summary>The type and the dimensions, e.g. "UnsignedByte, 60000 x 28 x 28".</summary>
    public override string ToString() => $"{ElementType}, {string.Join(" x ", _dimensions)}";

    /// <summary>The elements, the last dimension fastest, in this machine's byte order. Nothing is copied.</summary>
    /// <typeparam name="T">The type that <see cref="ElementType"/> says.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public ReadOnlySpan<T> Elements<T>() where T : unmanaged
    {
        bool fits = ElementType switch
        {
            IdxElementType.UnsignedByte => typeof(T) == typeof(byte),
            IdxElementType.SignedByte => typeof(T) == typeof(sbyte),
            IdxElementType.Int16 => typeof(T) == typeof(short),
            IdxElementType.Int32 => typeof(T) == typeof(int),
            IdxElementType.Float32 => typeof(T) == typeof(float),
            _ => typeof(T) == typeof(double),
        };
        return fits
            ? MemoryMarshal.Cast<byte, T>(_data)
            : throw new InvalidOperationException($"The elements are {ElementType}, not {typeof(T).Name}.");
    }

    /// <summary>The elements of a file of unsigned bytes as the array that holds them, e.g. for <see cref="Dataset.FromBytes"/>.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public byte[] GetBytes() => ElementType == IdxElementType.UnsignedByte
        ? _data
        : throw new InvalidOperationException($"The elements are {ElementType}, not {IdxElementType.UnsignedByte}.");
}
