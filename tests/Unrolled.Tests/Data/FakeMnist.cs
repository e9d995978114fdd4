using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;

namespace Unrolled.Tests.Data;

/// <summary>Four tiny files in the format of MNIST, and two mirrors that serve them, or misbehave, without a network.</summary>
internal sealed class FakeMnist : HttpMessageHandler
{
    public static readonly Uri FirstMirror = new("http://first.test/mnist/");
    public static readonly Uri SecondMirror = new("http://second.test/mnist/");

    private readonly Dictionary<string, byte[]> _files = new()
    {
        ["train-images-idx3-ubyte"] = IdxBytes.Images(3),
        ["train-labels-idx1-ubyte"] = IdxBytes.Labels(5, 0, 4),
        ["t10k-images-idx3-ubyte"] = IdxBytes.Images(2),
        ["t10k-labels-idx1-ubyte"] = IdxBytes.Labels(7, 2),
    };

    public List<Uri> Requests { get; } = [];

    /// <summary>Answers in place of the files, where it does not return null.</summary>
    public Func<Uri, HttpResponseMessage?> Misbehave { get; set; } = _ => null;

    public string[] Names => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public byte[] this[string name] => _files[name];

    /// <summary>What a sound mirror answers.</summary>
    public byte[] Packed(Uri uri, CompressionLevel level = CompressionLevel.Optimal) =>
        IdxBytes.Zip(_files[uri.Segments[^1][..^3]], level);

    public MnistSource Source(string cacheFolder, string? environmentFolder = null) => new()
    {
        EnvironmentFolder = environmentFolder,
        CacheFolder = cacheFolder,
        Mirrors = [FirstMirror, SecondMirror],
        Transport = () => this,
        TrainingImages = Entry("train-images-idx3-ubyte"),
        TrainingLabels = Entry("train-labels-idx1-ubyte"),
        TestImages = Entry("t10k-images-idx3-ubyte"),
        TestLabels = Entry("t10k-labels-idx1-ubyte"),
    };

    public void WriteTo(string folder, Func<string, string> rename, bool packed)
    {
        foreach ((string name, byte[] content) in _files)
        {
            File.WriteAllBytes(Path.Combine(folder, rename(name)), packed ? IdxBytes.Zip(content) : content);
        }
    }

    public static MnistFile Entry(string name, byte[] content) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    public static HttpResponseMessage Status(HttpStatusCode status) => new(status);

    public static HttpResponseMessage Content(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    public static HttpResponseMessage Content(Stream content) => new(HttpStatusCode.OK) { Content = new StreamContent(content) };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Uri uri = request.RequestUri!;
        Requests.Add(uri);
        Assert.EndsWith(".gz", uri.Segments[^1], StringComparison.Ordinal);
        return Task.FromResult(Misbehave(uri) ?? Content(Packed(uri)));
    }

    private MnistFile Entry(string name) => Entry(name, _files[name]);
}
