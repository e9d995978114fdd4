namespace Unrolled.Tests.Persistence;

/// <summary>A file for 2-3-1 with one defect, and what is to be said of it.</summary>
public sealed record MalformedFile(string Kind, byte[] Content, string? Tensor, string Found, string Needed)
{
    private static readonly string Metadata = Json("{'__metadata__':{'format':'pt'},");
    private static readonly string Weight0 = Json("'layers.0.weight':{'dtype':'F32','shape':[3,2],'data_offsets':[0,24]}");
    private static readonly string Bias0 = Json("'layers.0.bias':{'dtype':'F32','shape':[3],'data_offsets':[24,36]}");
    private static readonly string Weight1 = Json("'layers.1.weight':{'dtype':'F32','shape':[1,3],'data_offsets':[36,48]}");
    private static readonly string Bias1 = Json("'layers.1.bias':{'dtype':'F32','shape':[1],'data_offsets':[48,52]}");
    private static readonly string Header = Metadata + Weight0 + "," + Bias0 + "," + Weight1 + "," + Bias1 + "}";

    private static readonly byte[] Data = [.. Models.Counting(Tiny.ParameterCount).SelectMany(BitConverter.GetBytes)];

    /// <summary>The file without a defect.</summary>
    public static byte[] Sound => Safetensors.Compose(Header, Data);

    public static IEnumerable<MalformedFile> All =>
    [
        // The length of the header.
        new("empty", [], null, "the end after 0 bytes", "8 bytes"),
        new("a single byte", new byte[1], null, "the end after 1 byte", "8 bytes"),
        new("seven bytes", new byte[7], null, "the end after 7 bytes", "8 bytes"),
        new("no header", BitConverter.GetBytes(0UL), null, "an empty header", "'{'"),
        new("only a length", BitConverter.GetBytes(300UL), null, "the end after 0 bytes of the header", "300 bytes"),
        new("half a header", Sound[..100], null, "the end after 92 bytes of the header", $"{Header.Length} bytes"),
        new(
            "a header one byte short", Sound[..(7 + Header.Length)],
            null, $"the end after {Header.Length - 1} bytes", $"{Header.Length} bytes"),
        new("an oversized header", Prefixed((4 << 20) + 1), null, "a header of 4194305 bytes", "at most 4194304"),
        new("a header of 2^63 bytes", Prefixed(1UL << 63), null, "a header of 9223372036854775808 bytes", "at most 4194304"),
        new("a header of 2^64 - 1 bytes", Prefixed(ulong.MaxValue), null, "a header of 18446744073709551615 bytes", "at most 4194304"),
        new("a big-endian length", [.. Sound[..8].Reverse(), .. Sound[8..]], null, "a header of ", "at most 4194304"),
        new("a header that ends within the data", Prefixed((ulong)Header.Length + 1), null, "no JSON", "JSON"),
        new("data that begin within the header", Prefixed((ulong)Header.Length - 2), "layers.1.bias", "no JSON", "JSON"),

        // JSON.
        Text("an array", "[]", null, "begins with byte 0x5B", "'{'"),
        Text("a space first", " " + Header, null, "begins with byte 0x20", "'{'"),
        Text("a byte order mark", "\uFEFF" + Header, null, "begins with byte 0xEF", "'{'"),
        Text("no closing brace", Header[..^1], null, "no JSON", "JSON"),
        Text("a trailing comma", Header[..^1] + ",}", null, "no JSON", "JSON"),
        Text("a second value", Header + "{}", null, "no JSON", "JSON"),
        Text("padding with zeros", Header + "\0\0", null, "no JSON", "JSON"),
        Text("a comment", Header[..^1] + "/**/}", null, "no JSON", "JSON"),
        Text("nested without end", Header[..^1] + ",\"x\":{\"y\":" + new string('[', 1000) + "}", "x", "no JSON", "JSON"),
        new("no UTF-8", Sound.Replace("pt"u8, [0xC3, 0x28]), null, "bytes that are not UTF-8", "UTF-8"),
        Change("half a surrogate pair", "pt", "\\ud800", null, "half a surrogate pair", "whole characters"),
        Change("half a pair in a name", "layers.0.weight", "\\udc00.weight", null, "half a surrogate pair", "whole characters"),

        // Metadata.
        Change("a number as metadata", "\"pt\"", "1", null, "'1'", "__metadata__ an object of strings"),
        Change("nested metadata", "\"pt\"", "{}", null, "an object", "__metadata__ an object of strings"),
        Change("metadata that is a string", "{\"format\":\"pt\"}", "\"pt\"", null, "a string", "__metadata__ an object of strings"),
        Change("null metadata", "{\"format\":\"pt\"}", "null", null, "'null'", "__metadata__ an object of strings"),
        Change("metadata twice", Metadata, Metadata + Metadata[1..], null, "__metadata__ twice", "once"),
        Change("a key twice", "\"format\"", "\"format\":\"np\",\"format\"", null, "'format' twice", "a name of its own"),
        Change(
            "other activations", "\"pt\"", "\"pt\",\"unrolled.activations\":\"ReLU, ReLU\"",
            null, "activations 'ReLU, ReLU'", "'Sigmoid, Sigmoid'"),

        // What a tensor's entry says.
        Change("an array as tensor", Bias0, "\"layers.0.bias\":[]", "layers.0.bias", "an array", "an object"),
        Change("null as tensor", Bias0, "\"layers.0.bias\":null", "layers.0.bias", "'null'", "an object"),
        Change(
            "no dtype", "\"dtype\":\"F32\",\"shape\":[3],", "\"shape\":[3],",
            "layers.0.bias", "no dtype", "its type, shape and offsets"),
        Change("no shape", "\"shape\":[3],", "", "layers.0.bias", "no shape", "its type, shape and offsets"),
        Change("no offsets", ",\"data_offsets\":[24,36]", "", "layers.0.bias", "no data_offsets", "its type, shape and offsets"),
        Change(
            "dtype twice", "\"dtype\":\"F32\",\"shape\":[3]", "\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[3]",
            "layers.0.bias", "dtype twice", "once"),
        Change("shape twice", "\"shape\":[3]", "\"shape\":[3],\"shape\":[3]", "layers.0.bias", "shape twice", "once"),
        Change("offsets twice", "[24,36]", "[24,36],\"data_offsets\":[24,36]", "layers.0.bias", "data_offsets twice", "once"),
        Change("an integer type", "F32\",\"shape\":[3]", "I32\",\"shape\":[3]", "layers.0.bias", "type 'I32'", "F32, F16, BF16 or F64"),
        Change("a small letter", "F32\",\"shape\":[3]", "f32\",\"shape\":[3]", "layers.0.bias", "type 'f32'", "F32, F16, BF16 or F64"),
        Change("a type that is a number", "\"F32\",\"shape\":[3]", "0,\"shape\":[3]", "layers.0.bias", "'0'", "F32, F16, BF16 or F64"),
        Change("a negative size", "[3],", "[-3],", "layers.0.bias", "in shape '-3'", "whole numbers from 0 on"),
        Change("a fraction", "[3],", "[3.0],", "layers.0.bias", "in shape '3.0'", "whole numbers from 0 on"),
        Change("an exponent", "[3],", "[3e0],", "layers.0.bias", "in shape '3e0'", "whole numbers from 0 on"),
        Change("a size in quotes", "[3],", "[\"3\"],", "layers.0.bias", "in shape a string", "whole numbers from 0 on"),
        Change(
            "a size beyond 64 bits", "[3],", "[18446744073709551619],",
            "layers.0.bias", "in shape '18446744073709551619'", "whole numbers"),
        Change(
            "an overflowing shape", "[3],", "[4294967296,4294967296],",
            "layers.0.bias", "shape [4294967296, 4294967296]", "fewer than 2^63 bytes"),
        Change(
            "an overflow to the right size", "[3],", "[4611686018427387904,4,3],",
            "layers.0.bias", "shape [4611686018427387904, 4, 3]", "fewer than 2^63 bytes"),
        Change("nine dimensions", "[3],", "[3,1,1,1,1,1,1,1,1],", "layers.0.bias", "more than 8 numbers", "at most 8"),
        Change("one offset", "[24,36]", "[24]", "layers.0.bias", "offsets [24]", "the one behind its last"),
        Change("three offsets", "[24,36]", "[24,36,48]", "layers.0.bias", "more than 2 numbers", "at most 2"),
        Change("offsets the wrong way", "[24,36]", "[36,24]", "layers.0.bias", "offsets [36, 24]", "the one behind its last"),
        Change("a negative offset", "[0,24]", "[-24,0]", "layers.0.weight", "in data_offsets '-24'", "whole numbers from 0 on"),
        Change(
            "an offset beyond 64 bits", "[0,24]", "[0,99999999999999999999]",
            "layers.0.weight", "'99999999999999999999'", "whole numbers"),
        Change("too few bytes", "[24,36]", "[24,32]", "layers.0.bias", "8 bytes from 24 to 32", "12 bytes for [3] of F32"),
        Change("too many bytes", "[48,52]", "[48,56]", "layers.1.bias", "8 bytes from 48 to 56", "4 bytes for [1] of F32"),
        Change(
            "another type of the same bytes", "F32\",\"shape\":[3]", "F64\",\"shape\":[3]",
            "layers.0.bias", "12 bytes from 24 to 36", "24 bytes for [3] of F64"),

        // Where the tensors lie.
        Change("overlapping tensors", "[24,36]", "[20,32]", "layers.0.bias", "at offset 20, within another tensor", "at offset 24"),
        Change("the same bytes twice", "[36,48]", "[24,36]", "layers.1.weight", "at offset 24, within another tensor", "at offset 36"),
        Change("a gap", "[48,52]", "[52,56]", "layers.1.bias", "at offset 52, behind a gap", "at offset 48"),
        Change(
            "a gap before the first", Header, Header.Replace("[0,24]", "[52,76]"),
            "layers.0.bias", "at offset 24, behind a gap", "at offset 0"),
        Change(
            "far out of range", "[48,52]", "[9223372036854775803,9223372036854775807]",
            "layers.1.bias", "offset 9223372036854775803, behind a gap", "at offset 48"),
        new("truncated", Sound[..^1], "layers.1.bias", "the end of the file after 3 bytes of it", "4 bytes"),
        new(
            "truncated in the first tensor", Sound[..(8 + Header.Length + 10)],
            "layers.0.weight", "the end of the file after 10 bytes of it", "24 bytes"),
        new("no data", Sound[..(8 + Header.Length)], "layers.0.weight", "the end of the file after 0 bytes of it", "24 bytes"),
        new("a trailing byte", [.. Sound, 0], null, "more bytes behind the last tensor", "the end of the file"),
        new("two files in one", [.. Sound, .. Sound], null, "more bytes behind the last tensor", "the end of the file"),

        // Tensors that are not the network's.
        Text("no tensors", "{}", "layers.0.weight", "no such tensor", "shape [3, 2]", noData: true),
        Tensors(
            "a layer missing", [("layers.0.weight", [3, 2]), ("layers.0.bias", [3])],
            "layers.1.weight", "no such tensor", "shape [1, 3]"),
        Tensors(
            "a bias missing", [("layers.0.weight", [3, 2]), ("layers.0.bias", [3]), ("layers.1.weight", [1, 3])],
            "layers.1.bias", "no such tensor", "shape [1]"),
        Tensors(
            "a weight missing", [("layers.0.bias", [3]), ("layers.1.weight", [1, 3]), ("layers.1.bias", [1])],
            "layers.0.weight", "no such tensor", "shape [3, 2]"),
        Tensors(
            "a layer too many", [.. Right, ("layers.2.weight", [1, 1]), ("layers.2.bias", [1])],
            "layers.2.weight", "3 layers with parameters", "2"),
        Tensors(
            "a foreign tensor", [.. Right, ("layers.1.running_mean", [1])],
            "layers.1.running_mean", "batch normalisation", "fully connected layers alone"),
        Tensors(
            "a tensor of no layer", [.. Right, ("step", [1])],
            "step", "a tensor of another kind", "a weight and a bias"),
        Tensors(
            "a name that almost fits", [.. Right[..3], ("layers.1.Bias", [1])],
            "layers.1.Bias", "a tensor of another kind", "a weight and a bias"),
        Tensors("transposed", [("layers.0.weight", [2, 3]), .. Right[1..]], "layers.0.weight", "shape [2, 3]", "shape [3, 2]"),
        Tensors("flat", [("layers.0.weight", [6]), .. Right[1..]], "layers.0.weight", "shape [6]", "shape [3, 2]"),
        Tensors(
            "a bias of two dimensions", [Right[0], ("layers.0.bias", [1, 3]), .. Right[2..]],
            "layers.0.bias", "shape [1, 3]", "shape [3]"),
        Tensors("a bias that is a scalar", [.. Right[..3], ("layers.1.bias", [])], "layers.1.bias", "shape []", "shape [1]"),
        Tensors("a tensor without elements", [.. Right[..3], ("layers.1.bias", [0])], "layers.1.bias", "shape [0]", "shape [1]"),
        Tensors(
            "another width", [("layers.0.weight", [4, 2]), ("layers.0.bias", [4]), ("layers.1.weight", [1, 4]), Right[3]],
            "layers.0.weight", "shape [4, 2]", "shape [3, 2]"),
        Tensors(
            "other names, another width", [("a.weight", [4, 2]), ("a.bias", [4]), ("b.weight", [1, 4]), ("b.bias", [1])],
            "layers.0.weight", "no weight of its shape", "shape [3, 2]"),
        Change("a tensor twice", Bias0, Bias0 + "," + Bias0, "layers.0.bias", "it twice", "once"),
        Change(
            "a name with control characters", "layers.0.bias", "\\u001b[31m\\n.bais",
            "\u001b[31m\n.bais", "a tensor of another kind", "a weight and a bias"),
    ];

    private static (string Name, long[] Shape)[] Right { get; } =
        [("layers.0.weight", [3, 2]), ("layers.0.bias", [3]), ("layers.1.weight", [1, 3]), ("layers.1.bias", [1])];

    public override string ToString() => Kind;

    private static string Json(string singleQuoted) => singleQuoted.Replace('\'', '"');

    private static byte[] Prefixed(ulong length) => [.. BitConverter.GetBytes(length), .. Sound[8..]];

    private static MalformedFile Text(string kind, string header, string? tensor, string found, string needed, bool noData = false) =>
        new(kind, Safetensors.Compose(header, noData ? [] : Data), tensor, found, needed);

    private static MalformedFile Change(string kind, string old, string changed, string? tensor, string found, string needed)
    {
        int at = Header.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, kind);
        return Text(kind, Header[..at] + changed + Header[(at + old.Length)..], tensor, found, needed);
    }

    private static MalformedFile Tensors(
        string kind, (string Name, long[] Shape)[] tensors, string tensor, string found, string needed)
    {
        static float[] Zeros(long[] shape) => new float[shape.Aggregate(1L, (product, size) => product * size)];
        byte[] content = Safetensors.Write(tensors.Select(part => RawTensor.Of(part.Name, part.Shape, Zeros(part.Shape))));
        return new MalformedFile(kind, content, tensor, found, needed);
    }
}

internal static class Bytes
{
    public static byte[] Replace(this byte[] content, ReadOnlySpan<byte> old, ReadOnlySpan<byte> changed)
    {
        int at = content.AsSpan().IndexOf(old);
        Assert.Equal(old.Length, changed.Length);
        changed.CopyTo(content.AsSpan(at));
        return content;
    }
}
