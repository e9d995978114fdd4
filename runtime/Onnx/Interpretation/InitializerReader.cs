using System.Buffers.Binary;

namespace Unrolled;

/// <summary>Converts tensors of the file into constants: numbers into float64, whole numbers into 64 bits.</summary>
internal static class InitializerReader
{
    /// <exception cref="GraphRefusal">It is not what it claims to be, or not in the file.</exception>
    public static ConstantValue Read(OnnxTensor tensor, Budget budget)
    {
        if (tensor.IsExternal)
        {
            throw Defect(
                tensor,
                "that its data are in another file",
                "them in this one: `onnx.save(onnx.load(path), path)`, which brings them in, up to 2 GB");
        }

        int[] dims = Dims(tensor, budget);
        int count = (int)TensorDims.Count(dims);
        if (tensor.Type == OnnxElementType.String)
        {
            return ConstantValue.Of(dims, Checked(tensor, tensor.Texts.ToArray(), count));
        }

        if (tensor.Type.Size() == 0)
        {
            throw Defect(tensor, tensor.Type.Name(), "float, float16, bfloat16, double, bool, or whole numbers of 8 to 64 bits");
        }

        if (tensor.Raw is { } raw)
        {
            return OfRaw(tensor, dims, raw, count);
        }

        if (tensor.Type.IsInteger())
        {
            return Named(ConstantValue.Of(dims, Checked(tensor, tensor.Integers.ToArray(), count)), tensor);
        }

        // The bits of floats of 16 bits are whole numbers here.
        double[] numbers = tensor.Type is OnnxElementType.Float16 or OnnxElementType.BFloat16
            ? [.. tensor.Integers.Select(bits => Half(tensor.Type, (ushort)bits))]
            : [.. tensor.Numbers];
        return Named(ConstantValue.Of(dims, Checked(tensor, numbers, count)), tensor);
    }

    private static ConstantValue OfRaw(OnnxTensor tensor, int[] dims, ReadOnlyMemory<byte> raw, int count)
    {
        int size = tensor.Type.Size();
        if (raw.Length != (long)count * size)
        {
            throw Defect(
                tensor,
                Wording.Exact(raw.Length, "byte"),
                $"{Wording.Exact((long)count * size, "byte")} for {TensorDims.Text(dims)} of {tensor.Type.Name()}");
        }

        if (tensor.Type.IsInteger())
        {
            long[] integers = new long[count];
            for (int i = 0; i < count; i++)
            {
                integers[i] = Integer(tensor.Type, raw.Span[(i * size)..]);
            }

            return Named(ConstantValue.Of(dims, integers), tensor);
        }

        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Number(tensor.Type, raw.Span[(i * size)..]);
        }

        return Named(ConstantValue.Of(dims, numbers), tensor);
    }

    private static ConstantValue Named(ConstantValue value, OnnxTensor tensor) => value.WithName(tensor.Name);

    private static double Number(OnnxElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        OnnxElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        OnnxElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => Half(type, BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
    };

    private static double Half(OnnxElementType type, ushort bits) => type == OnnxElementType.Float16
        ? (double)BitConverter.UInt16BitsToHalf(bits)
        : BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static long Integer(OnnxElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        OnnxElementType.UInt8 or OnnxElementType.Bool => bytes[0],
        OnnxElementType.Int8 => (sbyte)bytes[0],
        OnnxElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        OnnxElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        OnnxElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        OnnxElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    private static int[] Dims(OnnxTensor tensor, Budget budget)
    {
        int[] dims = new int[tensor.Dims.Count];
        for (int i = 0; i < dims.Length; i++)
        {
            if (tensor.Dims[i] is < 0 or > int.MaxValue)
            {
                throw Defect(tensor, $"dimension {Wording.Number(tensor.Dims[i])}", "one from 0 to 2147483647");
            }

            dims[i] = (int)tensor.Dims[i];
        }

        return TensorDims.Count(dims) <= budget.MostElements
            ? dims
            : throw Defect(
                tensor, $"shape {TensorDims.Text(dims)}, more elements than the file has bytes", "as many as there are data for");
    }

    private static T[] Checked<T>(OnnxTensor tensor, T[] elements, int count) => elements.Length == count
        ? elements
        : throw Defect(
            tensor,
            Wording.Exact(elements.Length, "element"),
            $"{Wording.Exact(count, "element")} for shape {TensorShape.Text(tensor.Dims)}");

    private static GraphRefusal Defect(OnnxTensor tensor, string found, string needed) =>
        new(null, $"in tensor {Printable.Quote(tensor.Name)} {found}", needed);
}
