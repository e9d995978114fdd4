namespace Unrolled.Tests.Data;

/// <summary>The download that <see cref="MnistCacheTests"/> runs twice at once, or kills.</summary>
internal static class CacheTarget
{
    private const string CacheName = "cache";

    /// <summary>Each process puts a file there when it has begun to receive.</summary>
    private const string RendezvousName = "receiving";

    /// <summary>When this is there, both go on; else they wait in the middle of the first file.</summary>
    private const string SignalName = "go";

    public static string Cache(string folder) => Path.Combine(folder, CacheName);

    public static int Receiving(string folder) => Directory.GetFiles(folder, $"{RendezvousName}-*").Length;

    public static void GoOn(string folder) => File.WriteAllBytes(Path.Combine(folder, SignalName), []);

    public static void Fill(string folder)
    {
        using FakeMnist mnist = new();
        bool first = true;
        mnist.Misbehave = uri =>
        {
            (bool wait, first) = (first, false);
            return wait ? FakeMnist.Content(new WaitingStream(mnist.Packed(uri), folder)) : null;
        };
        MnistData data = Mnist.Load(mnist.Source(Cache(folder)), null, null, CancellationToken.None);
        Console.Out.Write(data.Test.Label(0));
    }

    private sealed class WaitingStream(byte[] content, string folder) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > 0)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{RendezvousName}-{Environment.ProcessId}"), [], cancellationToken);
                while (!File.Exists(Path.Combine(folder, SignalName)))
                {
                    await Task.Delay(10, cancellationToken);
                }
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 64)], cancellationToken);
        }
    }
}
