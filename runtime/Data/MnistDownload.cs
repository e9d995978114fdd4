using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace Unrolled;

/// <summary>Downloads files into the cache: whole and checked, or not at all.</summary>
internal sealed class MnistDownload(MnistSource source, IProgress<DownloadProgress>? progress) : IDisposable
{
    private const int AttemptsPerMirror = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A download that lives has written within its patience.
    private static readonly TimeSpan AgeOfLeftovers = TimeSpan.FromHours(1);

    private readonly HttpClient _client = new(source.Transport()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly long _started = source.Clock.GetTimestamp();

    // In the order in which they are asked.
    private readonly List<Uri> _mirrors = [.. source.Mirrors];

    private TimeSpan Left =>
        source.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : source.Timeout - source.Clock.GetElapsedTime(_started);

    public void Dispose() => _client.Dispose();

    /// <summary>Makes the folder that the files go to, without what killed downloads left there.</summary>
    public void PrepareCache()
    {
        Directory.CreateDirectory(source.CacheFolder);
        AtomicFile.RemoveLeftovers(source.CacheFolder, AgeOfLeftovers);
    }

    /// <summary>Downloads one file from the first mirror that has it, and returns where it is then.</summary>
    /// <exception cref="HttpRequestException">No mirror has it, none can be reached, or none sends it in time.</exception>
    public async Task<string> RunAsync(MnistFile file, CancellationToken cancellationToken)
    {
        List<MirrorException> failures = [];
        foreach ((int asked, Uri mirror) in _mirrors.ToArray().Index())
        {
            // A share of the time that is left: a mirror that sends a few bytes now and then must not use up that of the next one.
            TimeSpan left = Left;
            Call call = new(mirror, left - left / (_mirrors.Count - asked), cancellationToken);
            for (int attempt = 1; attempt <= AttemptsPerMirror; attempt++)
            {
                if (attempt > 1)
                {
                    await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                }

                try
                {
                    return await FetchAsync(file, call).ConfigureAwait(false);
                }
                catch (MirrorException failure)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    failures.Add(failure);
                    if (Left <= call.Until)
                    {
                        _mirrors.Remove(mirror);
                        _mirrors.Add(mirror);
                    }

                    if (!failure.MayPass)
                    {
                        break;
                    }
                }
            }
        }

        throw new HttpRequestException(
            $"{file.Name} cannot be downloaded. {string.Join(" ", failures.Select(failure => failure.Message))}",
            new AggregateException(failures));
    }

    private async Task<string> FetchAsync(MnistFile file, Call call)
    {
        string path = Path.Combine(source.CacheFolder, file.Name);
        await AtomicFile.WriteAsync(path, target => WriteAsync(file, call, target), call.Cancellation).ConfigureAwait(false);
        return path;
    }

    private async ValueTask WriteAsync(MnistFile file, Call call, Stream target)
    {
        // A mirror that cannot be reached is not asked again: offline, that must not take long.
        Uri mirror = call.Mirror;
        using HttpResponseMessage response = await OnMirror(
            call,
            mayPass: false,
            token => _client.GetAsync(new Uri(mirror, $"{file.Name}.gz"), HttpCompletionOption.ResponseHeadersRead, token))
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            bool itsOwnFault = response.StatusCode >= HttpStatusCode.InternalServerError;
            throw new MirrorException(mirror, $"it answers {(int)response.StatusCode}", mayPass: itsOwnFault);
        }

        using Stream body = await response.Content.ReadAsStreamAsync(call.Cancellation).ConfigureAwait(false);
        using WholeGzipStream unpacked = new(body);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 17];
        int count;
        while ((count = await OnMirror(call, mayPass: true, token => unpacked.ReadAsync(buffer, token).AsTask()).ConfigureAwait(false)) > 0)
        {
            if (target.Position + count > file.Length)
            {
                throw new MirrorException(mirror, $"it sends more than {Wording.Exact(file.Length, "byte")}", mayPass: false);
            }

            hash.AppendData(buffer, 0, count);
            target.Write(buffer, 0, count);
            progress?.Report(new DownloadProgress(file.Name, mirror, target.Position, file.Length));
        }

        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != file.Sha256)
        {
            throw new MirrorException(mirror, $"it sends SHA-256 {found}, expected {file.Sha256}", mayPass: false);
        }
    }

    /// <summary>Does what needs the network, but not for ever, and tells its failures from those of the local disk.</summary>
    private async Task<T> OnMirror<T>(Call call, bool mayPass, Func<CancellationToken, Task<T>> action)
    {
        TimeSpan left = Left - call.Until;
        if (left <= TimeSpan.Zero)
        {
            throw TooSlow(call.Mirror);
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation);
        patience.CancelAfter(left < Patience ? left : Patience);
        try
        {
            return await action(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!call.Cancellation.IsCancellationRequested)
        {
            throw left < Patience
                ? TooSlow(call.Mirror, exception)
                : new MirrorException(call.Mirror, "it does not answer in time", mayPass, exception);
        }
        catch (InvalidDataException exception)
        {
            throw new MirrorException(call.Mirror, $"it sends {exception.Message}", mayPass, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new MirrorException(call.Mirror, exception.Message, mayPass, exception);
        }
    }

    private MirrorException TooSlow(Uri mirror, Exception? inner = null) => new(
        mirror,
        string.Create(
            CultureInfo.InvariantCulture,
            $"it is too slow for the {source.Timeout.TotalSeconds:0.###} s that all downloads may take; pass a longer timeout"),
        mayPass: false,
        inner);

    /// <summary>A file that is asked of a mirror.</summary>
    /// <param name="Mirror">The mirror.</param>
    /// <param name="Until">How much of the time for all downloads must be left when the mirror is done.</param>
    /// <param name="Cancellation">Ends when the caller has cancelled.</param>
    private sealed record Call(Uri Mirror, TimeSpan Until, CancellationToken Cancellation);

    private sealed class MirrorException(Uri mirror, string reason, bool mayPass, Exception? inner = null)
        : Exception($"{mirror}: {reason.TrimEnd('.')}.", inner)
    {
        /// <summary>Whether another attempt has a chance.</summary>
        public bool MayPass { get; } = mayPass;
    }
}
