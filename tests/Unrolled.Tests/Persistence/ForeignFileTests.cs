using System.IO.Compression;
using System.Text;

namespace Unrolled.Tests.Persistence;

/// <summary>What people have at hand when they want to load a network, and what they are told.</summary>
public class ForeignFileTests
{
    // The first bytes of real files, but for the archives, which are made here.
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["torch.save"] = Zip("archive/data.pkl", "archive/version"),
        ["torch.jit.save"] = Zip("model/constants.pkl", "model/code/__torch__.py"),
        ["old torch.save"] = Hex("80028A0A6CFC9C46F9206AA850192E80024DE9032E"),
        ["pickle 2"] = Hex("80027D710028580600000066632E626961737101"),
        ["pickle 5"] = Hex("800595A0000000000000008C1673"),
        ["npy"] = [.. Hex("934E554D5059010076007B27"), .. "descr': '<f4'"u8],
        ["npz"] = Zip("arr_0.npy"),
        ["h5"] = Hex("894844460D0A1A0A0000000000080800"),
        ["keras"] = Zip("metadata.json", "config.json", "model.weights.h5"),
        ["zip"] = Zip("readme.txt"),
        ["gguf"] = [.. "GGUF"u8, .. Hex("030000002301000000000000")],
        ["tflite"] = [.. Hex("1C000000"), .. "TFL3"u8, .. Hex("14002000")],
        ["onnx of PyTorch"] = Hex("080412077079746F7263681A03312E393A8B10"),
        ["onnx of CNTK"] = Hex("08031204434E544B1A05322E352E3128013A"),
        ["onnx of Keras"] = Hex("0804120A6B65726173326F6E6E781A05312E352E31"),
        ["saved_model.pb"] = Hex("080112A84C0AD2430A330A0341737369676E"),
        ["gzip"] = Gzip(),
        ["gzip of a Unix tool"] = Hex("1F8B0800000000000203ED9D0980"),
        ["zstd"] = Hex("28B52FFD24004D0000"),
        ["xz"] = Hex("FD377A585A000004E6D6B446"),
        ["7z"] = Hex("377ABCAF271C0004D6E3"),
        ["bzip2"] = Hex("425A68393141592653594EECE836"),
        ["tar"] = [.. Encoding.ASCII.GetBytes("model.safetensors".PadRight(257, '\0')), .. "ustar\0"u8, .. new byte[200]],
        ["html"] = [.. "\n<!DOCTYPE html>\n<html><head><title>Sign in</title>"u8],
        ["html without a type"] = [.. "<HTML lang=en><body>404</body></HTML>"u8],
        ["xml"] = [.. "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"u8],
        ["lfs"] = [.. "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n"u8],
        ["json"] = [.. "{\"layers\": [[1, 2], [3, 4]]}"u8],
        ["index"] = [.. "{\n  \"metadata\": {},\n  \"weight_map\": {}}"u8],
        ["text"] = [.. "Überschrift der Datei\n1;2;3\n"u8],
        ["empty"] = [],
    };

    [Theory]
    [InlineData("torch.save", "a PyTorch archive (torch.save)", "save_file(model.state_dict(), ")]
    [InlineData("torch.jit.save", "a PyTorch archive (torch.save)", "from safetensors.torch import save_file")]
    [InlineData("old torch.save", "a PyTorch file of the old kind (torch.save)", "from safetensors.torch import save_file")]
    [InlineData("pickle 2", "a Python pickle", "from safetensors.numpy import save_file")]
    [InlineData("pickle 5", "a Python pickle", "from safetensors.numpy import save_file")]
    [InlineData("npy", "a single NumPy array (.npy)", "save_file({\"0.weight\": ..., \"0.bias\": ...}")]
    [InlineData("npz", "an archive of NumPy arrays (.npz)", "save_file(dict(numpy.load(")]
    [InlineData("h5", "an HDF5 file, such as Keras writes (.h5)", "kernel.T")]
    [InlineData("keras", "a Keras archive (.keras)", "kernel.T")]
    [InlineData("zip", "a ZIP archive", "unpacked")]
    [InlineData("gguf", "a GGUF file", "a safetensors file")]
    [InlineData("tflite", "a TensorFlow Lite file", "a safetensors file")]
    [InlineData("onnx of PyTorch", "an ONNX file", "`network.LoadOnnx(\"model.onnx\")` reads what is in this one")]
    [InlineData("onnx of CNTK", "an ONNX file", "`<UnrolledModel Include=\"model.onnx\" />`")]
    [InlineData("onnx of Keras", "an ONNX file", "`<UnrolledModel Include=\"model.onnx\" />`")]
    [InlineData("saved_model.pb", "a TensorFlow SavedModel", "kernel.T")]
    [InlineData("gzip", "a gzip file", "unpacked")]
    [InlineData("gzip of a Unix tool", "a gzip file", "unpacked")]
    [InlineData("zstd", "a zstd file", "unpacked")]
    [InlineData("xz", "an xz file", "unpacked")]
    [InlineData("7z", "a 7z archive", "unpacked")]
    [InlineData("bzip2", "a bzip2 file", "unpacked")]
    [InlineData("tar", "a tar archive", "unpacked")]
    [InlineData("html", "an HTML page", "its link")]
    [InlineData("html without a type", "an HTML page", "its link")]
    [InlineData("xml", "XML", "the safetensors file itself")]
    [InlineData("lfs", "a pointer of Git LFS", "git lfs pull")]
    [InlineData("json", "JSON", "the length of the header in 8 bytes")]
    [InlineData("index", "the index of a model in several files", "one file")]
    [InlineData("text", "text, 'Überschrift der Datei?1;2;3?'", "the safetensors file itself")]
    [InlineData("empty", "an empty file: the end after 0 bytes", "8 bytes")]
    public async Task It_is_called_by_its_name_with_what_to_do(string name, string found, string needed)
    {
        byte[] file = Files[name];
        Tiny network = new(1);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => network.LoadBytes(file));
        Assert.Equal(found, exception.Found);
        Assert.Contains(needed, exception.Needed, StringComparison.Ordinal);
        Assert.Null(exception.Tensor);
        Assert.DoesNotContain(exception.Message, char.IsControl);
        InvalidFileException later = await Assert.ThrowsAsync<InvalidFileException>(() => network.LoadAsync(new MemoryStream(file)));
        Assert.Equal(exception.Message, later.Message);
    }

    [Fact]
    public void All_of_them_are_tried() => Assert.Equal(
        Files.Count,
        typeof(ForeignFileTests).GetMethod(nameof(It_is_called_by_its_name_with_what_to_do))!.CustomAttributes.Count(
            attribute => attribute.AttributeType == typeof(InlineDataAttribute)));

    [Fact]
    public void A_sound_file_whose_length_is_another_s_mark_loads()
    {
        // 559,903 bytes of header are 1F 8B 08 and zeros, as gzip begins.
        Tiny network = new(1);
        byte[] sound = network.Saved();
        int length = (int)BitConverter.ToUInt64(sound);
        string header = Encoding.UTF8.GetString(sound, 8, length).PadRight(0x088B1F);
        Tiny loaded = new(2);
        loaded.LoadBytes(Safetensors.Compose(header, sound[(8 + length)..]));
        Assert.Equal(network.Parameters(), loaded.Parameters());
    }

    private static byte[] Hex(string digits) => Convert.FromHexString(digits);

    private static byte[] Zip(params string[] names)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write("content"u8);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip()
    {
        using MemoryStream stream = new();
        using (GZipStream zipped = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zipped.Write(new Tiny(1).Saved());
        }

        return stream.ToArray();
    }
}
