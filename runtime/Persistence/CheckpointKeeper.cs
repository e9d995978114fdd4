namespace Unrolled;

/// <summary>
/// The checkpoints of a training under way. In a group the first process alone has the folder: it tells the others what it has read.
/// </summary>
internal sealed class CheckpointKeeper : IDisposable
{
    private readonly string _folder;
    private readonly CheckpointFiles _files;
    private readonly CheckpointFile _file;
    private readonly IProcessGroup? _group;
    private readonly FileStream? _hold;

    /// <param name="folder">The folder.</param>
    /// <param name="keep">How many checkpoints to keep.</param>
    /// <param name="file">How one is written and read.</param>
    /// <param name="group">The processes, or null for this one alone.</param>
    /// <exception cref="IOException">Another process trains in this folder, or it cannot be written to.</exception>
    public CheckpointKeeper(string folder, int keep, CheckpointFile file, IProcessGroup? group)
    {
        _folder = folder;
        _files = new CheckpointFiles(folder, keep);
        _file = file;
        _group = group is { Size: > 1 } ? group : null;
        HasFolder = _group is null or { Rank: 0 };
        if (HasFolder)
        {
            _hold = _files.Lock();
            _files.RemoveLeftovers();
        }
    }

    /// <summary>Whether this process reads and writes the files.</summary>
    public bool HasFolder { get; }

    /// <summary>The file of the best epoch.</summary>
    public string Best => _files.Best;

    /// <summary>The newest state; null where there is none.</summary>
    /// <exception cref="InvalidFileException">The checkpoints are of another training or version, or all of them are damaged.</exception>
    public TrainingState? Newest(TrainingJournal journal)
    {
        TrainingState? own = HasFolder ? Read(journal) : null;
        if (_group is null)
        {
            return own;
        }

        using MemoryStream stream = new();
        if (own is not null)
        {
            _file.Write(stream, own);
        }

        byte[] bytes = new GroupAgreement(_group).FromFirst(stream.ToArray());
        return bytes.Length == 0 ? null : HasFolder ? own : _file.Read(new MemoryStream(bytes), _folder).State;
    }

    /// <summary>Saves a state.</summary>
    /// <returns>The file.</returns>
    public string Save(TrainingState state)
    {
        string path = _files.PathOf(state);
        _file.Write(path, state);
        _files.RemoveOld();
        return path;
    }

    public void RemoveOld()
    {
        if (HasFolder)
        {
            _files.RemoveOld();
        }
    }

    public void RemoveWithin(int epochsDone)
    {
        if (HasFolder)
        {
            _files.RemoveWithin(epochsDone);
        }
    }

    public void Dispose() => _hold?.Dispose();

    private TrainingState? Read(TrainingJournal journal)
    {
        List<InvalidFileException> damaged = [];
        foreach (string path in _files.NewestFirst())
        {
            try
            {
                TrainingState state = _file.Read(path).State;
                foreach (InvalidFileException defect in damaged)
                {
                    journal.Say($"skipped a damaged checkpoint, now {CheckpointFiles.SetAside(defect.File)}: {defect.Message}");
                }

                journal.Say($"resumed after {Wording.Exact(state.EpochsDone, "epoch")} and "
                    + $"{Wording.Exact(state.BatchesDone, "mini-batch")}, from {path}");
                return state;
            }
            catch (InvalidFileException defect) when (!defect.IsSound)
            {
                damaged.Add(defect);
            }
        }

        return damaged.Count == 0 ? null : throw damaged[0];
    }
}
