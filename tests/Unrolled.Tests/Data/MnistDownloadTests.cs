using System.IO.Compression;
using System.Net;

namespace Unrolled.Tests.Data;

public sealed class MnistDownloadTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly FakeMnist _mnist = new();

    public void Dispose()
    {
        _cache.Dispose();
        _mnist.Dispose();
    }

    [Fact]
    public void Downloads_each_file_once_and_then_never_again()
    {
        Assert.Equal(5, Load().Training.Label(0));
        Assert.Equal(4, _mnist.Requests.Count);
        Assert.All(_mnist.Requests, request => Assert.True(FakeMnist.FirstMirror.IsBaseOf(request)));
        AssertCacheIsWhole();
        Assert.Equal(7, Load().Test.Label(0));
        Assert.Equal(4, _mnist.Requests.Count);
    }

    [Fact]
    public void Downloads_only_what_the_cache_lacks()
    {
        _cache.Write("t10k-images-idx3-ubyte", _mnist["t10k-images-idx3-ubyte"]);
        _cache.Write("train-images-idx3-ubyte.gz", IdxBytes.Zip(_mnist["train-images-idx3-ubyte"]));
        Load();
        Assert.Equal(["train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz"], _mnist.Requests.Select(request => request.Segments[^1]));
    }

    [Fact]
    public void Creates_the_cache_folder()
    {
        string folder = Path.Combine(_cache.Path, "not", "yet");
        Mnist.Load(_mnist.Source(folder), null, null, CancellationToken.None);
        Assert.Equal(4, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Reports_progress_up_to_the_whole_of_each_file()
    {
        List<DownloadProgress> reports = [];
        Load(new Progress(reports.Add));
        Assert.Equal(_mnist.Names, reports.Select(report => report.File).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_mnist.Names, name => Assert.Equal(_mnist[name].Length, reports.Last(report => report.File == name).Bytes));
        Assert.All(reports, report => Assert.Equal(_mnist[report.File].Length, report.TotalBytes));
        Assert.All(reports, report => Assert.Equal(FakeMnist.FirstMirror, report.Mirror));
    }

    [Fact]
    public void Turns_to_the_second_mirror_after_two_failures_of_the_first()
    {
        _mnist.Misbehave = uri => FakeMnist.FirstMirror.IsBaseOf(uri) ? FakeMnist.Status(HttpStatusCode.ServiceUnavailable) : null;
        Assert.Equal(5, Load().Training.Label(0));
        Assert.Equal(8, _mnist.Requests.Count(FakeMnist.FirstMirror.IsBaseOf));
        Assert.Equal(4, _mnist.Requests.Count(FakeMnist.SecondMirror.IsBaseOf));
        AssertCacheIsWhole();
    }

    [Fact]
    public void Tries_a_mirror_again_whose_answer_broke_off()
    {
        bool broken = false;
        _mnist.Misbehave = _ =>
        {
            (bool before, broken) = (broken, true);
            return before ? null : FakeMnist.Content(new BrokenStream(IdxBytes.Zip(_mnist["train-images-idx3-ubyte"])[..100]));
        };
        Load();
        Assert.Equal(5, _mnist.Requests.Count(FakeMnist.FirstMirror.IsBaseOf));
        Assert.Equal(5, _mnist.Requests.Count);
        AssertCacheIsWhole();
    }

    [Theory]
    [InlineData("other content")]
    [InlineData("no gzip")]
    [InlineData("cut off")]
    [InlineData("not found")]
    public void Turns_to_the_second_mirror_when_the_first_serves_something_else(string what)
    {
        byte[] sound = IdxBytes.Images(3);
        byte[] other = [.. sound[..^1], 77];
        _mnist.Misbehave = uri => !FakeMnist.FirstMirror.IsBaseOf(uri) || !uri.AbsolutePath.Contains("train-images", StringComparison.Ordinal)
            ? null
            : what switch
            {
                "other content" => FakeMnist.Content(IdxBytes.Zip(other)),
                "no gzip" => FakeMnist.Content("<html>Log in to this network</html>"u8.ToArray()),
                "cut off" => FakeMnist.Content(IdxBytes.Zip(sound)[..^1]),
                _ => FakeMnist.Status(HttpStatusCode.NotFound),
            };
        Load();
        Assert.Single(_mnist.Requests, FakeMnist.SecondMirror.IsBaseOf);
        AssertCacheIsWhole();
    }

    [Fact]
    public void Leaves_nothing_in_the_cache_when_both_mirrors_serve_something_else()
    {
        _mnist.Misbehave = _ => FakeMnist.Content(IdxBytes.Zip(IdxBytes.Images(3)[..^1]));
        string message = Assert.Throws<HttpRequestException>(() => Load()).Message;
        Assert.Contains("train-images-idx3-ubyte cannot be downloaded. http://first.test/mnist/: it sends SHA-256 ", message, StringComparison.Ordinal);
        Assert.Contains(" http://second.test/mnist/: it sends SHA-256 ", message, StringComparison.Ordinal);
        Assert.Empty(_cache.Names);
    }

    [Fact]
    public void Stops_reading_from_a_mirror_that_sends_too_much()
    {
        byte[] bomb = IdxBytes.Zip(new byte[50_000_000]);
        List<MemoryStream> sent = [];
        _mnist.Misbehave = _ =>
        {
            sent.Add(new MemoryStream(bomb));
            return FakeMnist.Content(sent[^1]);
        };
        List<DownloadProgress> reports = [];
        string message = Assert.Throws<HttpRequestException>(() => Load(new Progress(reports.Add))).Message;
        Assert.Contains("it sends more than 2368 bytes.", message, StringComparison.Ordinal);
        Assert.Empty(reports);
        Assert.Equal(2, sent.Count);
        Assert.Empty(_cache.Names);
    }

    [Fact]
    public void Fails_fast_offline_with_the_exception_to_fall_back_on()
    {
        _mnist.Misbehave = _ => throw new HttpRequestException("Name or service not known");
        HttpRequestException exception = Assert.Throws<HttpRequestException>(() => Load());
        Assert.Equal(
            "train-images-idx3-ubyte cannot be downloaded. http://first.test/mnist/: Name or service not known. "
            + "http://second.test/mnist/: Name or service not known.",
            exception.Message);
        Assert.Equal(2, _mnist.Requests.Count);
        Assert.Empty(_cache.Names);
    }

    [Fact]
    public void A_mirror_that_sends_a_byte_now_and_then_is_given_up_and_the_next_has_time_left()
    {
        Clock clock = new();
        _mnist.Misbehave = uri => FakeMnist.FirstMirror.IsBaseOf(uri) ? FakeMnist.Content(new SlowStream(_mnist.Packed(uri, CompressionLevel.NoCompression), clock)) : null;
        Assert.Equal(5, Load(clock, TimeSpan.FromMinutes(10)).Training.Label(0));
        AssertCacheIsWhole();

        // Half of the time was the second mirror's, and the first is not asked again before it.
        Assert.Single(_mnist.Requests, FakeMnist.FirstMirror.IsBaseOf);
        Assert.InRange(clock.Now, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.2));
    }

    [Fact]
    public void All_downloads_together_have_a_limit()
    {
        Clock clock = new();
        _mnist.Misbehave = uri => FakeMnist.Content(new SlowStream(_mnist.Packed(uri, CompressionLevel.NoCompression), clock));
        HttpRequestException exception = Assert.Throws<HttpRequestException>(() => Load(clock, TimeSpan.FromMinutes(1.5)));
        const string slow = "it is too slow for the 90 s that all downloads may take; pass a longer timeout.";
        Assert.Equal(
            $"train-images-idx3-ubyte cannot be downloaded. http://first.test/mnist/: {slow} http://second.test/mnist/: {slow}",
            exception.Message);
        Assert.Equal(2, _mnist.Requests.Count);
        Assert.InRange(clock.Now, TimeSpan.FromMinutes(1.5), TimeSpan.FromMinutes(1.8));
        Assert.Empty(_cache.Names);

        Assert.Equal(5, Load(clock, Timeout.InfiniteTimeSpan).Training.Label(0));
    }

    [Fact]
    public void A_mirror_that_sends_nothing_is_given_up_at_the_limit_too()
    {
        _mnist.Misbehave = _ => FakeMnist.Content(new SilentStream());
        string message = Assert.Throws<HttpRequestException>(() => Load(new Clock(), TimeSpan.FromSeconds(0.01))).Message;
        Assert.Contains("it is too slow for the 0.01 s", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_above_zero_or_infinite()
    {
        foreach (TimeSpan timeout in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.MinValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>("timeout", () => Mnist.Load(null, null, timeout));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () => Mnist.LoadAsync(timeout: timeout));
        }

        Assert.Equal(TimeSpan.FromMinutes(10), _mnist.Source(_cache.Path).Timeout);
    }

    [Fact]
    public void Leaves_no_temporary_file_when_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        byte[] packed = IdxBytes.Zip(_mnist["train-labels-idx1-ubyte"]);
        bool temporarySeen = false;
        _mnist.Misbehave = uri => !uri.AbsolutePath.Contains("train-labels", StringComparison.Ordinal)
            ? null
            : FakeMnist.Content(new BrokenStream(packed[..^9], () =>
            {
                temporarySeen = _cache.Names.Any(name => name.EndsWith(".tmp", StringComparison.Ordinal));
                cancellation.Cancel();
            }));
        Assert.ThrowsAny<OperationCanceledException>(() => Load(cancellationToken: cancellation.Token));
        Assert.True(temporarySeen);
        Assert.Equal(["train-images-idx3-ubyte"], _cache.Names);
    }

    [Fact]
    public void Does_not_ask_anyone_when_cancelled_before()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Load(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Empty(_mnist.Requests);
        Assert.Empty(_cache.Names);
    }

    [Fact]
    public void Leaves_what_is_wrong_with_the_local_disk_to_the_caller()
    {
        string file = _cache.Write("a file", [1]);
        Assert.ThrowsAny<IOException>(() => Mnist.Load(_mnist.Source(file), null, null, CancellationToken.None));
    }

    private MnistData Load(IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Mnist.Load(_mnist.Source(_cache.Path), null, progress, cancellationToken);

    private MnistData Load(Clock clock, TimeSpan timeout) =>
        Mnist.Load(_mnist.Source(_cache.Path) with { Timeout = timeout, Clock = clock }, null, null, CancellationToken.None);

    private void AssertCacheIsWhole()
    {
        Assert.Equal(_mnist.Names, _cache.Names);
        Assert.All(_mnist.Names, name => Assert.Equal(_mnist[name], File.ReadAllBytes(Path.Combine(_cache.Path, name))));
    }

    private sealed class Progress(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }

    /// <summary>A clock that goes on when it is told to.</summary>
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    /// <summary>Gives a byte each second, so that no one loses patience.</summary>
    private sealed class SlowStream(byte[] content, Clock clock) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            clock.Now += TimeSpan.FromSeconds(1);
            return base.ReadAsync(buffer[..1], cancellationToken);
        }
    }

    /// <summary>Gives nothing until it is told to end.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }

    /// <summary>Gives its content, then fails as a connection does.</summary>
    private sealed class BrokenStream(byte[] content, Action? atEnd = null) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                atEnd?.Invoke();
                throw new IOException("The connection was reset.");
            }

            return count;
        }
    }
}
