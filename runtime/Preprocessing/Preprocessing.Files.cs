namespace Unrolled;

/// <content>Preprocessing in files.</content>
public sealed partial class Preprocessing
{
    /// <summary>
    /// The preprocessing in a network's file, whatever the network: for a network of another kind, of integers say, that was made of it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="prefix">What the names of the network's tensors begin with.</param>
    /// <exception cref="InvalidFileException">The file is damaged, or has no preprocessing.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Preprocessing Load(string path, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        using FileStream stream = NetworkFile.Open(path, FileOptions.SequentialScan);
        Preprocessing? preprocessing = null;
        SafetensorsReader.Read(stream, path, header =>
        {
            preprocessing = PreprocessingReader.Read(header, prefix, path);
            return new NamedTensor?[header.Tensors.Count];
        });
        return Found(preprocessing, path);
    }

    /// <exception cref="InvalidFileException">There is none.</exception>
    internal static Preprocessing Found(Preprocessing? preprocessing, string file) => preprocessing ?? throw new InvalidFileException(
        file,
        null,
        "a network without preprocessing",
        $"one that was saved as a pipeline, or with {nameof(NetworkSaveOptions)}.{nameof(NetworkSaveOptions.Preprocessing)}");
}
