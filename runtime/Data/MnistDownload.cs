using System.IO.Compression;
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

    public void Dispose() => _client.Dispose();

    /// <summary>Makes the folder that the files go to, without what killed downloads left there.</summary>
    public void PrepareCache()
    {
        Directory.CreateDirectory(source.CacheFolder);
        AtomicFile.RemoveLeftovers(source.CacheFolder, AgeOfLeftovers);
    }

    /// <summary>Downloads one file from the first mirror that has it, and returns where it is then.</summary>
    /// <exception cref="HttpRequestException">No mirror has it, or none can be reached.</exception>
    public async Task<string> RunAsync(MnistFile file, CancellationToken cancellationToken)
    {
        List<MirrorException> failures = [];
        foreach (Uri mirror in source.Mirrors)
        {
            for (int attempt = 1; attempt <= AttemptsPerMirror; attempt++)
            {
                if (attempt > 1)
                {
                    await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                }

                try
                {
                    return await FetchAsync(file, mirror, cancellationToken).ConfigureAwait(false);
                }
                catch (MirrorException failure)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    failures.Add(failure);
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

    private async Task<string> FetchAsync(MnistFile file, Uri mirror, CancellationToken cancellationToken)
    {
        string path = Path.Combine(source.CacheFolder, file.Name);
        await AtomicFile.WriteAsync(path, target => WriteAsync(file, mirror, target, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return path;
    }

    private async ValueTask WriteAsync(MnistFile file, Uri mirror, Stream target, CancellationToken cancellationToken)
    {
        // A mirror that cannot be reached is not asked again: offline, that must not take long.
        using HttpResponseMessage response = await OnMirror(
            mirror,
            mayPass: false,
            token => _client.GetAsync(new Uri(mirror, $"{file.Name}.gz"), HttpCompletionOption.ResponseHeadersRead, token),
            cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            bool itsOwnFault = response.StatusCode >= HttpStatusCode.InternalServerError;
            throw new MirrorException(mirror, $"it answers {(int)response.StatusCode}", mayPass: itsOwnFault);
        }

        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using GZipStream unpacked = new(body, CompressionMode.Decompress);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 17];
        int count;
        while ((count = await OnMirror(
            mirror, mayPass: true, token => unpacked.ReadAsync(buffer, token).AsTask(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (target.Position + count > file.Length)
            {
                throw new MirrorException(mirror, $"it sends more than {file.Length} bytes", mayPass: false);
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
    private static async Task<T> OnMirror<T>(
        Uri mirror, bool mayPass, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            return await call(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MirrorException(mirror, "it does not answer in time", mayPass, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw new MirrorException(mirror, exception.Message, mayPass, exception);
        }
    }

    private sealed class MirrorException(Uri mirror, string reason, bool mayPass, Exception? inner = null)
        : Exception($"{mirror}: {reason.TrimEnd('.')}.", inner)
    {
        /// <summary>Whether another attempt has a chance.</summary>
        public bool MayPass { get; } = mayPass;
    }
}
