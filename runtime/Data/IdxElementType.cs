namespace Unrolled;

/// <summary>The type of the elements of an IDX file: the third byte of its magic number.</summary>
public enum IdxElementType : byte
{
    /// <summary>Unsigned bytes: <see cref="byte"/>.</summary>
    UnsignedByte = 0x08,

    /// <summary>Signed bytes: <see cref="sbyte"/>.</summary>
    SignedByte = 0x09,

    /// <summary>16-bit integers: <see cref="short"/>.</summary>
    Int16 = 0x0B,

    /// <summary>32-bit integers: <see cref="int"/>.</summary>
    Int32 = 0x0C,

    /// <summary>32-bit floating-point numbers: <see cref="float"/>.</summary>
    Float32 = 0x0D,

    /// <summary>64-bit floating-point numbers: <see cref="double"/>.</summary>
    Float64 = 0x0E,
}
