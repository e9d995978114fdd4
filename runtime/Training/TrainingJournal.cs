namespace Unrolled;

/// <summary>
/// Tells those who listen what happens in a training: messages to the user, events and metrics to the tools that watch a process.
/// </summary>
/// <param name="network">The network class.</param>
/// <param name="options">The options of the training, who is told messages among them.</param>
internal sealed class TrainingJournal(string network, TrainingOptions options)
{
    private static int s_last;

    private readonly int _training = Interlocked.Increment(ref s_last);
    private readonly List<string> _messages = [];

    /// <summary>All messages, in order.</summary>
    public IReadOnlyList<string> Messages => _messages;

    public void Say(string message)
    {
        _messages.Add(message);
        TrainingEventSource.Log.Message(_training, network, message);
        options.Messages?.Report(message);
    }

    public void Started(int epochsDone, int samples) =>
        TrainingEventSource.Log.TrainingStarted(_training, network, epochsDone, options.Epochs, samples);

    public void EpochEnded(EpochReport report, int samples)
    {
        TrainingMeter.EpochEnded(network, report, samples);
        TrainingEventSource.Log.EpochEnded(_training, network, report);
    }

    public void CheckpointSaved(string path)
    {
        TrainingMeter.CheckpointSaved(network);
        TrainingEventSource.Log.CheckpointSaved(_training, network, path);
    }

    public void Ended(TrainingEnd end, int epochs) => TrainingEventSource.Log.TrainingEnded(_training, network, end, epochs);

    public void Diverged(TrainingDivergedException exception)
    {
        TrainingMeter.Diverged(network);
        TrainingEventSource.Log.TrainingDiverged(_training, network, exception.Epoch, exception.Message);
    }
}
