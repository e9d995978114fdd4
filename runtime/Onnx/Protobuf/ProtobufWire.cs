namespace Unrolled;

/// <summary>How a field is written: the lower three bits of its tag.</summary>
internal enum ProtobufWire
{
    /// <summary>A number of 7 bits in each byte, the lowest first.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and so many bytes: a string, a message, or a packed list.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
