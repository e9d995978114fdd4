using System.Text;

namespace Unrolled;

/// <summary>Files that people take for network files, known by their first bytes, and how their contents become one.</summary>
internal static class ForeignFile
{
    /// <summary>How many bytes it takes to know one.</summary>
    public const int Length = 512;

    private const string InPython = "a safetensors file, which Python writes with ";
    private const string Itself = "the safetensors file itself";

    private const string FromPyTorch =
        $"{InPython}`from safetensors.torch import save_file; save_file(model.state_dict(), \"model.safetensors\")`";

    private const string FromNumPy =
        $"{InPython}`from safetensors.numpy import save_file; save_file(dict(numpy.load(\"model.npz\")), \"model.safetensors\")`";

    private const string FromKeras =
        $"{InPython}`from safetensors.numpy import save_file`: each layer's kernel.T.copy() as \"N.weight\", its bias as \"N.bias\"";

    private const string FromOnnx =
        $"{Itself}; `network.LoadOnnx(\"model.onnx\")` reads what is in this one, as `<UnrolledModel Include=\"model.onnx\" />` does when you build";

    private const string FromOther =
        $"{InPython}`from safetensors.numpy import save_file; save_file({{\"0.weight\": ..., \"0.bias\": ...}}, \"model.safetensors\")`";

    /// <summary>What to say of a file that is not safetensors; null where it is of no known kind.</summary>
    /// <param name="start">Its first bytes, up to <see cref="Length"/>.</param>
    /// <param name="file">The file, for the message.</param>
    public static InvalidFileException? Recognize(ReadOnlySpan<byte> start, string file) =>
        (OfModel(start) ?? OfPacking(start) ?? OfText(start)) is var (found, needed)
            ? new InvalidFileException(file, null, found, needed)
            : null;

    private static (string Found, string Needed)? OfModel(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("PK\x03\x04"u8) => OfZip(start),
        [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, ..] => ("a PyTorch file of the old kind (torch.save)", FromPyTorch),
        [0x80, >= 2 and <= 5, not 0, ..] => ("a Python pickle", FromOther),
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => ("a single NumPy array (.npy)", FromOther),
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => ("an HDF5 file, such as Keras writes (.h5)", FromKeras),
        _ when start.StartsWith("GGUF"u8) => ("a GGUF file", FromOther),
        _ when start.Length > 8 && start[4..].StartsWith("TFL3"u8) => ("a TensorFlow Lite file", FromOther),
        [0x08, 1, 0x12, not 0, not 0, ..] => ("a TensorFlow SavedModel", FromKeras),
        _ when IsOnnx(start) => ("an ONNX file", FromOnnx),
        _ => null,
    };

    private static (string Found, string Needed) OfZip(ReadOnlySpan<byte> start)
    {
        // The name of the first file within, at 30.
        string name = start.Length > 30 ? Encoding.Latin1.GetString(start[30..]) : "";
        return name switch
        {
            _ when name.Contains("data.pkl", StringComparison.Ordinal) || name.Contains("constants.pkl", StringComparison.Ordinal)
                || name.Contains("/code/", StringComparison.Ordinal) => ("a PyTorch archive (torch.save)", FromPyTorch),
            _ when name.Contains(".npy", StringComparison.Ordinal) => ("an archive of NumPy arrays (.npz)", FromNumPy),
            _ when name.StartsWith("metadata.json", StringComparison.Ordinal) || name.StartsWith("config.json", StringComparison.Ordinal)
                || name.StartsWith("model.weights.h5", StringComparison.Ordinal) => ("a Keras archive (.keras)", FromKeras),
            _ => ("a ZIP archive", $"{Itself}, unpacked"),
        };
    }

    // A protocol buffer: the version of the format in field 1, then the producer's name, the operators' version or the graph.
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start is [0x08, >= 2 and <= 64, 0x12 or 0x1A or 0x22 or 0x32 or 0x3A or 0x42, not 0, not 0, ..];

    private static (string Found, string Needed)? OfPacking(ReadOnlySpan<byte> start) => start switch
    {
        [] => ("an empty file: the end after 0 bytes", "8 bytes with the length of the header, and what follows"),
        [0x1F, 0x8B, 8, ..] => ("a gzip file", $"{Itself}, unpacked"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => ("a zstd file", $"{Itself}, unpacked"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => ("an xz file", $"{Itself}, unpacked"),
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => ("a 7z archive", $"{Itself}, unpacked"),
        [(byte)'B', (byte)'Z', (byte)'h', _, (byte)'1', (byte)'A', ..] => ("a bzip2 file", $"{Itself}, unpacked"),
        _ when start.Length > 262 && start[257..].StartsWith("ustar"u8) => ("a tar archive", $"{Itself}, unpacked"),
        _ => null,
    };

    private static (string Found, string Needed)? OfText(ReadOnlySpan<byte> start)
    {
        if (start.Length < SafetensorsHeader.PrefixLength || start.ContainsAnyInRange((byte)0, (byte)8))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text switch
        {
            _ when text.StartsWith("version https://git-lfs", StringComparison.Ordinal) =>
                ("a pointer of Git LFS", $"{Itself}, which `git lfs pull` fetches"),
            _ when text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) =>
                ("an HTML page", $"{Itself}: its link in a browser may lead to a page about it"),
            ['<', ..] => ("XML", Itself),
            ['{' or '[', ..] when text.Contains("weight_map", StringComparison.Ordinal) =>
                ("the index of a model in several files", "one file with all of its tensors"),
            ['{' or '[', ..] => ("JSON", "the length of the header in 8 bytes before it, and the tensors' data behind it"),
            _ when text.AsSpan(0, Math.Min(text.Length, Printable.MaxLength)).Contains('\uFFFD') => null,
            _ => ($"text, {Printable.Quote(text)}", Itself),
        };
    }
}
