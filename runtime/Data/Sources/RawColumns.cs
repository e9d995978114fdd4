namespace Unrolled;

/// <summary>The type of the numbers in a file of plain rows, little-endian.</summary>
public enum RawType
{
    /// <summary>32-bit floating-point numbers.</summary>
    Float32,

    /// <summary>Unsigned bytes.</summary>
    Byte,

    /// <summary>32-bit integers.</summary>
    Int32,
}

/// <summary>
/// Neighbouring columns of a file that has nothing but rows of equal length, one after the other: what NumPy's <c>tofile</c> and
/// <c>BinaryWriter</c> write.
/// </summary>
/// <example>
/// <code>
/// // Rows of 17 floats, of which the last one is the target.
/// RawColumns inputs = RawColumns.Floats("samples.f32", 16) with { RowBytes = 17 * sizeof(float) };
/// RawColumns targets = RawColumns.Floats("samples.f32", 1) with { RowBytes = 17 * sizeof(float), Start = 16 * sizeof(float) };
/// </code>
/// </example>
public sealed record RawColumns
{
    private RawColumns(string path, RawType type, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Require.AtLeastOne(count, nameof(count));
        Path = path;
        Type = type;
        Count = count;
        RowBytes = checked(count * ElementBytes);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The type of the numbers.</summary>
    public RawType Type { get; }

    /// <summary>The number of columns.</summary>
    public int Count { get; }

    /// <summary>The bytes before the first row; 0 unless the file has a header.</summary>
    public long HeaderBytes { get; init; }

    /// <summary>The bytes of a row, those of other columns included; by default there are none.</summary>
    public int RowBytes { get; init; }

    /// <summary>The bytes of a row before these columns; 0 by default.</summary>
    public int Start { get; init; }

    /// <summary>Columns of 32-bit floating-point numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentException">The path is empty, or there is no column.</exception>
    public static RawColumns Floats(string path, int count) => new(path, RawType.Float32, count);

    /// <summary>Columns of unsigned bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentException">The path is empty, or there is no column.</exception>
    public static RawColumns Bytes(string path, int count) => new(path, RawType.Byte, count);

    /// <summary>Columns of 32-bit integers: labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentException">The path is empty, or there is no column.</exception>
    public static RawColumns Int32s(string path, int count) => new(path, RawType.Int32, count);

    /// <summary>The bytes of a number.</summary>
    internal int ElementBytes => Type == RawType.Byte ? sizeof(byte) : sizeof(float);

    /// <summary>Whether a row has nothing else.</summary>
    internal bool IsWholeRow => Start == 0 && RowBytes == Count * ElementBytes;

    /// <summary>Where a number lies in the file.</summary>
    internal long Position(long row, int column) => HeaderBytes + (row * RowBytes) + Start + ((long)column * ElementBytes);

    /// <summary>How many rows the file has at present.</summary>
    /// <exception cref="InvalidFileException">It has none, or not whole ones.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal long Rows()
    {
        long length = new FileInfo(Path).Length;
        (long rows, long rest) = Math.DivRem(length - HeaderBytes, RowBytes);
        return rows >= 1 && rest == 0
            ? rows
            : throw InvalidFileException.AtByte(
                Path,
                rows < 1 ? Math.Min(length, HeaderBytes) : length - rest,
                rows < 1 ? $"the end of {Wording.Exact(length, "byte")}" : Wording.Exact(rest, "byte"),
                (rows < 1 ? "rows" : "the end, or a whole row") + $" of {Wording.Exact(RowBytes, "byte")}");
    }

    /// <summary>Requires that the columns lie within a row, and the header before it.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Validate(string parameterName)
    {
        Require.That(HeaderBytes >= 0, HeaderBytes, "0 or above", nameof(HeaderBytes), parameterName);
        Require.That(Start >= 0, Start, "0 or above", nameof(Start), parameterName);
        if (RowBytes < (long)Start + ((long)Count * ElementBytes))
        {
            throw new ArgumentException(
                $"{Wording.Exact(Count, "column")} of {Wording.Exact(ElementBytes, "byte")} from byte {Wording.Number(Start)} of a row on do not lie within "
                + $"its {Wording.Exact(RowBytes, "byte")}.",
                parameterName);
        }
    }
}
