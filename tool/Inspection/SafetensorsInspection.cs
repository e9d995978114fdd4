namespace Unrolled.Tool;

/// <summary>A safetensors file: its metadata, its tensors, and the network that they make.</summary>
internal static class SafetensorsInspection
{
    public static void Write(byte[] bytes, string file, Report report)
    {
        SafetensorsHeader header = SafetensorsReader.Read(new MemoryStream(bytes), file, header => new NamedTensor?[header.Tensors.Count]);
        report.Line("file", $"safetensors, {Wording.Count(bytes.Length, "byte")}");
        foreach ((string key, string value) in header.Metadata)
        {
            report.Line("metadata", $"{Printable.Plain(key)} = {Printable.Plain(value)}");
        }

        foreach (TensorEntry tensor in header.Tensors)
        {
            report.Line("tensors", $"{Printable.Quote(tensor.Name)} {Printable.Plain(tensor.Type)} {tensor.ShapeText}");
        }

        report.Compiled("compiles", "", () => SafetensorsModel.Read(new MemoryStream(bytes), file));
    }
}
