namespace Unrolled;

/// <summary>MNIST: 70,000 handwritten digits of 28 x 28 pixels (LeCun, Cortes and Burges).</summary>
public static class Mnist
{
    /// <summary>The number of pixels of a row and of a column of an image.</summary>
    public const int Side = 28;

    /// <summary>The number of classes: the digits 0 to 9.</summary>
    public const int Classes = 10;

    internal const string FolderVariable = "MNIST_DIR";

    /// <summary>
    /// Loads the digits from the first of these places that is given: <paramref name="folder"/>, the folder that the environment variable
    /// <c>MNIST_DIR</c> names, the user's cache folder; what the cache lacks is downloaded into it.
    /// </summary>
    /// <param name="folder">The folder with the four files, plain or packed with gzip.</param>
    /// <param name="progress">Hears how a download proceeds.</param>
    /// <param name="cancellationToken">Ends a download early.</param>
    /// <remarks>
    /// A folder that is named, in either way, must have the files; nothing is downloaded then. A download is checked against the SHA-256 of
    /// the original files before it enters the cache. Files in a folder are not: other data in the same format can take their place.
    /// </remarks>
    /// <exception cref="DirectoryNotFoundException">The folder that was named does not exist.</exception>
    /// <exception cref="FileNotFoundException">The folder that was named lacks files.</exception>
    /// <exception cref="HttpRequestException">No folder was named, the files are not in the cache, and they cannot be downloaded, e.g.
    /// offline: the one to catch in order to go on with <see cref="SyntheticDigits"/>.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read, or the cache cannot be written to: its disk is full, say. What it had, it
    /// has still.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, or the cache is read-only.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static MnistData Load(
        string? folder = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Load(MnistSource.Default, folder, progress, cancellationToken);

    internal static MnistData Load(
        MnistSource source, string? folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            return Read(source, InFolder(source, folder, "the folder given"));
        }

        if (source.EnvironmentFolder is { } named)
        {
            return Read(source, InFolder(source, named, $"the environment variable {FolderVariable}"));
        }

        Dictionary<MnistFile, string> cached = InCache(source, progress, cancellationToken);
        try
        {
            return Read(source, cached);
        }
        catch (InvalidDataException defect)
        {
            throw new InvalidDataException($"{defect.Message} What is deleted from this cache is downloaded again.", defect);
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

    private static Dictionary<MnistFile, string> InCache(
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
                paths[file] = download.RunAsync(file, cancellationToken).GetAwaiter().GetResult();
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

    private static MnistData Read(MnistSource source, Dictionary<MnistFile, string> paths) => new(
        Read(paths[source.TrainingImages], paths[source.TrainingLabels]),
        Read(paths[source.TestImages], paths[source.TestLabels]));

    private static Dataset Read(string imagesPath, string labelsPath)
    {
        Dataset digits = Dataset.FromIdx(imagesPath, labelsPath, Classes);
        return digits.InputSize == Side * Side
            ? digits
            : throw IdxDefect.At(imagesPath, IdxSamples.SizePosition, $"images of {Side} x {Side} pixels", $"{digits.InputSize} pixels");
    }
}
