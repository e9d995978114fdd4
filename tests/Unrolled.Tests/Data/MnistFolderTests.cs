namespace Unrolled.Tests.Data;

public sealed class MnistFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _other = new();
    private readonly TemporaryFolder _cache = new();
    private readonly FakeMnist _mnist = new();

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
        _cache.Dispose();
        _mnist.Dispose();
    }

    [Theory]
    [InlineData("-idx", ".gz", true)]
    [InlineData("-idx", "", false)]
    [InlineData("-idx", "", true)]
    [InlineData(".idx", "", false)]
    [InlineData(".idx", ".gz", true)]
    public void Knows_the_files_under_all_their_names(string idx, string extension, bool packed)
    {
        _mnist.WriteTo(_folder.Path, name => name.Replace("-idx", idx, StringComparison.Ordinal) + extension, packed);
        (Dataset training, Dataset test) = Load(_folder.Path);
        Assert.Equal((3, 784, 10), (training.Count, training.InputSize, training.TargetSize));
        Assert.Equal([5, 0, 4], Enumerable.Range(0, 3).Select(training.Label));
        Assert.Equal([7, 2], Enumerable.Range(0, 2).Select(test.Label));
        Assert.Equal([0, 1, 2], test.Bytes(0)[..3].ToArray());
        Assert.Empty(_mnist.Requests);
    }

    [Fact]
    public void Prefers_the_folder_given_to_the_environment_and_the_environment_to_the_cache()
    {
        _mnist.WriteTo(_folder.Path, name => name, packed: false);
        _mnist.WriteTo(_other.Path, name => name, packed: false);
        _mnist.WriteTo(_cache.Path, name => name, packed: false);
        _other.Write("t10k-labels-idx1-ubyte", IdxBytes.Labels(1, 1));
        Assert.Equal(7, Load(_folder.Path, environment: _other.Path).Test.Label(0));
        Assert.Equal(1, Load(null, environment: _other.Path).Test.Label(0));
        _folder.Write("t10k-labels-idx1-ubyte", IdxBytes.Labels(3, 3));
        Assert.Equal(3, Load(_folder.Path).Test.Label(0));
        Assert.Equal(7, Load(null).Test.Label(0));
    }

    [Theory]
    [InlineData(false, "the folder given")]
    [InlineData(true, "the environment variable MNIST_DIR")]
    public void Does_not_look_elsewhere_when_the_named_folder_does_not_exist(bool fromEnvironment, string origin)
    {
        _mnist.WriteTo(_cache.Path, name => name, packed: false);
        string missing = Path.Combine(_folder.Path, "missing");
        Assert.Equal(
            $"The MNIST folder '{missing}' ({origin}) does not exist.",
            Assert.Throws<DirectoryNotFoundException>(() => fromEnvironment ? Load(null, missing) : Load(missing)).Message);
    }

    [Theory]
    [InlineData(false, "the folder given")]
    [InlineData(true, "the environment variable MNIST_DIR")]
    public void Does_not_look_elsewhere_when_the_named_folder_lacks_files(bool fromEnvironment, string origin)
    {
        _mnist.WriteTo(_cache.Path, name => name, packed: false);
        _mnist.WriteTo(_folder.Path, name => name, packed: false);
        File.Delete(Path.Combine(_folder.Path, "train-labels-idx1-ubyte"));
        File.Delete(Path.Combine(_folder.Path, "t10k-images-idx3-ubyte"));
        Assert.Equal(
            $"The MNIST folder '{_folder.Path}' ({origin}) lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte, plain or with .gz.",
            Assert.Throws<FileNotFoundException>(() => fromEnvironment ? Load(null, _folder.Path) : Load(_folder.Path)).Message);
        Assert.Empty(_mnist.Requests);
    }

    [Fact]
    public void Says_that_images_and_labels_differ_in_number() => AssertDefect(
        "train-labels-idx1-ubyte",
        IdxBytes.Labels(5, 0),
        $"byte 4 of the IDX data: found 2, needed 3 labels, one for each image of {Path.Combine(_folder.Path, "train-images-idx3-ubyte")}.");

    [Fact]
    public void Says_that_a_label_is_no_digit() => AssertDefect(
        "t10k-labels-idx1-ubyte", IdxBytes.Labels(7, 10), "byte 9 of the IDX data: found 10, needed a label from 0 to 9.");

    [Fact]
    public void Says_that_images_are_not_28_by_28() => AssertDefect(
        "t10k-images-idx3-ubyte", IdxBytes.Images(2, side: 27), "byte 8 of the IDX data: found 729 pixels, needed images of 28 x 28 pixels.");

    [Fact]
    public void Says_that_images_have_no_pixels() => AssertDefect(
        "t10k-images-idx3-ubyte", IdxBytes.Images(2, side: 0), "byte 8 of the IDX data: found 0 x 0, needed images with pixels.");

    [Fact]
    public void Says_that_images_are_labels() => AssertDefect(
        "t10k-images-idx3-ubyte", IdxBytes.Labels(7, 2), "byte 3 of the IDX data: found 1, needed 3 dimensions.");

    [Fact]
    public void Says_that_labels_are_not_bytes() => AssertDefect(
        "train-labels-idx1-ubyte",
        IdxBytes.Create(0x09, [3], [5, 0, 4]),
        "byte 2 of the IDX data: found SignedByte (0x09), needed elements of type UnsignedByte (0x08).");

    [Fact]
    public void Loads_the_real_files()
    {
        Assert.SkipUnless(TestData.MnistFolder is not null, TestData.NoMnist);
        (Dataset training, Dataset test) = Mnist.Load(TestData.MnistFolder);
        Assert.Equal((60_000, 784, 10), (training.Count, training.InputSize, training.TargetSize));
        Assert.Equal((10_000, 784, 10), (test.Count, test.InputSize, test.TargetSize));
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], Enumerable.Range(0, 10).Select(training.Label));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], Enumerable.Range(0, 10).Select(test.Label));
        Assert.Equal([3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127], training.Bytes(0).Slice(5 * 28 + 12, 12).ToArray());
    }

    [Fact]
    public void Knows_length_and_check_sum_of_the_real_files()
    {
        Assert.SkipUnless(TestData.MnistFolder is not null, TestData.NoMnist);
        foreach (MnistFile file in MnistSource.Within(null).Files)
        {
            using FileStream stored = File.OpenRead(file.Find(TestData.MnistFolder)!);
            using Stream unpacked = stored.Name.EndsWith(".gz", StringComparison.Ordinal)
                ? new System.IO.Compression.GZipStream(stored, System.IO.Compression.CompressionMode.Decompress)
                : stored;
            using MemoryStream content = new();
            unpacked.CopyTo(content);
            Assert.Equal(file.Length, content.Length);
            content.Position = 0;
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    public void Says_that_a_packed_file_is_cut_off(int missing)
    {
        const string name = "t10k-labels-idx1-ubyte";
        _mnist.WriteTo(_folder.Path, file => file, packed: true);
        string path = _folder.Write(name, IdxBytes.Zip(_mnist[name])[..^missing]);
        string message = Assert.Throws<InvalidFileException>(() => Load(_folder.Path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.EndsWith("found gzip data that is cut off, needed sound gzip data.", message, StringComparison.Ordinal);
    }

    private MnistData Load(string? folder, string? environment = null) =>
        Mnist.Load(_mnist.Source(_cache.Path, environment), folder, progress: null, CancellationToken.None);

    private void AssertDefect(string name, byte[] content, string message)
    {
        _mnist.WriteTo(_folder.Path, file => file, packed: false);
        string path = _folder.Write(name, content);
        Assert.Equal($"{path}: {message}", Assert.Throws<InvalidFileException>(() => Load(_folder.Path)).Message);
    }
}
