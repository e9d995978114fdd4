using System.Globalization;

namespace Unrolled;

/// <summary>The files of a checkpoint folder: which there are, in which order, and which may go.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keep">How many checkpoints to keep.</param>
internal sealed class CheckpointFiles(string folder, int keep)
{
    private const string Prefix = "checkpoint-";
    private const string Extension = ".safetensors";
    private const string DamagedExtension = ".damaged";

    /// <summary>The parameters of the best epoch, as a network file.</summary>
    public string Best => Path.Combine(folder, $"best{Extension}");

    public string PathOf(TrainingState state) => Path.Combine(folder, NameOf(state.EpochsDone, state.BatchesDone));

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

    /// <summary>The checkpoints, the newest first. Files of other names are nobody's business.</summary>
    public string[] NewestFirst() => [.. Ordered().Select(file => file.Path)];

    /// <summary>Removes what a killed process left of files that it had not finished.</summary>
    public void RemoveLeftovers() => AtomicFile.RemoveLeftovers(folder, age: TimeSpan.Zero);

    /// <summary>Removes all but the newest ones and the newest one of a whole epoch: should training diverge, it goes on from that.</summary>
    public void RemoveOld()
    {
        (string Path, int Epochs, int Batches)[] files = [.. Ordered()];
        string? whole = files.FirstOrDefault(file => file.Batches == 0).Path;
        foreach ((string path, _, _) in files.Skip(keep).Where(file => file.Path != whole))
        {
            File.Delete(path);
        }
    }

    /// <summary>Removes the checkpoints from within an epoch that has diverged: its mini-batches may have gone astray long before.</summary>
    /// <param name="epochsDone">The number of whole epochs before it.</param>
    public void RemoveWithin(int epochsDone)
    {
        foreach ((string path, _, _) in Ordered().Where(file => file.Epochs == epochsDone && file.Batches > 0))
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

    // The numbers have leading zeros so that a folder's listing is in order; beyond six digits of epochs only the numbers are.
    private static string NameOf(int epochs, int batches) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{epochs:D6}-{batches:D9}{Extension}");

    private IEnumerable<(string Path, int Epochs, int Batches)> Ordered() =>
        from path in Directory.GetFiles(folder, $"{Prefix}*{Extension}")
        let name = Path.GetFileName(path)
        let numbers = name[Prefix.Length..^Extension.Length].Split('-')
        where numbers.Length == 2
        let epochs = Number(numbers[0])
        let batches = Number(numbers[1])
        where name == NameOf(epochs, batches)
        orderby epochs descending, batches descending
        select (path, epochs, batches);

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
