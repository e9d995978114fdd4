namespace Unrolled;

/// <summary>MNIST: 70,000 handwritten digits of 28 x 28 pixels (LeCun, Cortes and Burges).</summary>
public static class Mnist
{
    /// <summary>The number of pixels of a row and of a column of an image.</summary>
    public const int Side = 28;

    /// <summary>The number of classes: the digits 0 to 9.</summary>
    public const int ClassCount = 10;

    internal const string FolderVariable = "MNIST_DIR";

    /// <summary>
    /// Loads the digits from the first of these places that is given: <paramref name="folder"/>, the folder that the environment variable
    /// <c>MNIST_DIR</c> names, the user's cache folder; what the cache lacks is downloaded into it.
    /// </summary>
    /// <param name="folder">The folder with the four files, plain or packed with gzip.</param>
    /// <param name="progress">Hears how a download proceeds.</param>
    /// <param name="timeout">
    /// How long the download may take, all files and mirrors together; null for ten minutes, <see cref="Timeout.InfiniteTimeSpan"/> for
    /// no limit.
    /// </param>
    /// <param name="cancellationToken">Ends a download early.</param>
    /// <remarks>
    /// A folder that is named, in either way, must have the files; nothing is downloaded then. In the cache are the original files: their
    /// SHA-256 is checked when they are downloaded, and whenever they are read. Files in a folder that is named are not: other data in the
    /// same format can take their place. A mirror that sends nothing for ten seconds is given up.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is neither above 0 nor infinite.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder that was named does not exist.</exception>
    /// <exception cref="FileNotFoundException">The folder that was named lacks files.</exception>
    /// <exception cref="HttpRequestException">No folder was named, the files are not in the cache, and they cannot be downloaded, e.g.
    /// offline, or not in time: the one to catch in order to go on with <see cref="SyntheticDigits"/>.</exception>
    /// <exception cref="InvalidFileException">A file is not what it should be. If it is in the cache, it stays there until it is deleted,
    /// and is downloaded again then.</exception>
    /// <exception cref="IOException">A file cannot be read, or the cache cannot be written to: its disk is full, say. What it had, it
    /// has still.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, or the cache is read-only.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static MnistData Load(
        string? folder = null,
        IProgress<DownloadProgress>? progress = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) =>
        Load(MnistSource.Within(timeout), folder, progress, cancellationToken);

    /// <summary>The same without waiting: the caller's thread neither downloads nor reads.</summary>
    /// <inheritdoc cref="Load(string?, IProgress{DownloadProgress}?, TimeSpan?, CancellationToken)"/>
    public static Task<MnistData> LoadAsync(
        string? folder = null,
        IProgress<DownloadProgress>? progress = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) =>
        LoadAsync(MnistSource.Within(timeout), folder, progress, cancellationToken);

    internal static MnistData Load(
        MnistSource source, string? folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken) =>
        LoadHereAsync(source, folder, progress, cancellationToken).GetAwaiter().GetResult();

    internal static Task<MnistData> LoadAsync(
        MnistSource source, string? folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => LoadHereAsync(source, folder, progress, cancellationToken), cancellationToken);

    private static async Task<MnistData> LoadHereAsync(
        MnistSource source, string? folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            return Read(source, InFolder(source, folder, "the folder given"), isOriginal: false);
        }

        if (source.EnvironmentFolder is { } named)
        {
            return Read(source, InFolder(source, named, $"the environment variable {FolderVariable}"), isOriginal: false);
        }

        Dictionary<MnistFile, string> cached = await InCacheAsync(source, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            return Read(source, cached, isOriginal: true);
        }
        catch (InvalidFileException defect)
        {
            throw new InvalidFileException(defect, "What is deleted from this cache is downloaded again.");
        }
    }

    private static Dictionary<MnistFile, string> InFolder(MnistSource source, string folder, string origin)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The MNIST folder '{folder}' ({origin}) does not exist.");
        }

        Dictionary<MnistFile, string> paths = Found(source, folder);
        string[] missing = [.. source.Files.Except(paths.Keys).Select(file => file.Name)];
        return missing.Length == 0
            ? paths
            : throw new FileNotFoundException(
                $"The MNIST folder '{folder}' ({origin}) lacks {string.Join(", ", missing)}, plain or with .gz.", missing[0]);
    }

    private static async Task<Dictionary<MnistFile, string>> InCacheAsync(
        MnistSource source, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        Dictionary<MnistFile, string> paths = Found(source, source.CacheFolder);
        MnistFile[] missing = [.. source.Files.Except(paths.Keys)];
        if (missing.Length > 0)
        {
            using MnistDownload download = new(source, progress);
            download.PrepareCache();
            foreach (MnistFile file in missing)
            {
                paths[file] = await download.RunAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }

        return paths;
    }

    private static Dictionary<MnistFile, string> Found(MnistSource source, string folder)
    {
        Dictionary<MnistFile, string> paths = [];
        foreach (MnistFile file in source.Files)
        {
            if (file.Find(folder) is { } path)
            {
                paths[file] = path;
            }
        }

        return paths;
    }

    private static MnistData Read(MnistSource source, Dictionary<MnistFile, string> paths, bool isOriginal)
    {
        return new MnistData(
            Digits(source.TrainingImages, source.TrainingLabels), Digits(source.TestImages, source.TestLabels));

        Dataset Digits(MnistFile images, MnistFile labels)
        {
            Dataset digits = IdxSamples.Read(
                paths[images], paths[labels], ClassCount, isOriginal ? images.Sha256 : null, isOriginal ? labels.Sha256 : null);
            return digits.InputSize == Side * Side
                ? digits
                : throw new InvalidFileException(
                    paths[images], IdxSamples.SizePosition, Wording.Exact(digits.InputSize, "pixel"), $"images of {Side} x {Side} pixels");
        }
    }
}
