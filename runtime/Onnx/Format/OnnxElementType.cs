namespace Unrolled;

/// <summary>TensorProto.DataType: what the elements of a tensor are.</summary>
internal enum OnnxElementType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>IEEE 754 binary32.</summary>
    Float = 1,

    /// <summary>8 bits.</summary>
    UInt8 = 2,

    /// <summary>8 bits with a sign.</summary>
    Int8 = 3,

    /// <summary>16 bits.</summary>
    UInt16 = 4,

    /// <summary>16 bits with a sign.</summary>
    Int16 = 5,

    /// <summary>32 bits with a sign.</summary>
    Int32 = 6,

    /// <summary>64 bits with a sign.</summary>
    Int64 = 7,

    /// <summary>UTF-8.</summary>
    String = 8,

    /// <summary>A byte of 0 or 1.</summary>
    Bool = 9,

    /// <summary>IEEE 754 binary16.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 binary64.</summary>
    Double = 11,

    /// <summary>32 bits.</summary>
    UInt32 = 12,

    /// <summary>64 bits.</summary>
    UInt64 = 13,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16 = 16,
}

/// <summary>What to know of each <see cref="OnnxElementType"/>.</summary>
internal static class OnnxElementTypes
{
    /// <summary>The bytes of one element in raw data; 0 where it has none, or where the type is none that is read.</summary>
    public static int Size(this OnnxElementType type) => type switch
    {
        OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Bool => 1,
        OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 2,
        OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.UInt32 => 4,
        OnnxElementType.Double or OnnxElementType.Int64 or OnnxElementType.UInt64 => 8,
        _ => 0,
    };

    public static bool IsFloat(this OnnxElementType type) =>
        type is OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16;

    /// <summary>Whole numbers and bool.</summary>
    public static bool IsInteger(this OnnxElementType type) => type.Size() != 0 && !type.IsFloat();

    /// <summary>As ONNX spells it; the number of one that is not known.</summary>
    public static string Name(this OnnxElementType type) => type switch
    {
        OnnxElementType.Undefined => "no type",
        _ when Enum.IsDefined(type) => type.ToString().ToLowerInvariant(),
        _ => $"element type {Wording.Number((long)type)}",
    };
}
