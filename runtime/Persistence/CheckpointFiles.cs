using System.Globalization;
using System.Text.RegularExpressions;

namespace Unrolled;

/// <summary>The files of a checkpoint folder: which there are, in which order, and which may go.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keep">How many checkpoints to keep.</param>
internal sealed partial class CheckpointFiles(string folder, int keep)
{
    private const string DamagedExtension = ".damaged";

    /// <summary>The parameters of the best epoch, as a network file.</summary>
    public string Best => Path.Combine(folder, "best.safetensors");

    public string PathOf(TrainingState state) => Path.Combine(
        folder, string.Create(CultureInfo.InvariantCulture, $"checkpoint-{state.EpochsDone:D6}-{state.BatchesDone:D9}.safetensors"));

    /// <summary>Makes the folder and keeps other processes out until the result is disposed of, or this process ends in any way.</summary>
    /// <exception cref="IOException">Another process trains in this folder, or it cannot be written to.</exception>
    public FileStream Lock()
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            throw new IOException($"{folder} is used by another training: {exception.Message}", exception);
        }
    }

    /// <summary>The checkpoints, the newest first.</summary>
    public string[] NewestFirst() =>
    [
        .. Directory.GetFiles(folder, "checkpoint-*.safetensors")
            .Where(path => Name().IsMatch(Path.GetFileName(path)))
            .OrderDescending(StringComparer.Ordinal),
    ];

    /// <summary>Removes what a killed process left of files that it had not finished.</summary>
    public void RemoveLeftovers() => AtomicFile.RemoveLeftovers(folder, age: TimeSpan.Zero);

    /// <summary>Removes all but the newest.</summary>
    public void RemoveOld()
    {
        foreach (string path in NewestFirst().Skip(keep))
        {
            File.Delete(path);
        }
    }

    /// <summary>Gives a file another name, so that it is no longer among the checkpoints.</summary>
    /// <returns>The name.</returns>
    public static string SetAside(string path)
    {
        string damaged = path + DamagedExtension;
        File.Move(path, damaged, overwrite: true);
        return damaged;
    }

    // The codes of ERROR_SHARING_VIOLATION (Windows) and of EWOULDBLOCK (Linux, macOS): there is no exception of its own for it.
    private static bool IsSharingViolation(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;

    [GeneratedRegex(@"^checkpoint-\d{6,}-\d{9,}\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
