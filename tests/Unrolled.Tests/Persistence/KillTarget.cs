using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Persistence;

/// <summary>The training that <see cref="KillTests"/> kills.</summary>
internal static class KillTarget
{
    public const int Epochs = 30;

    /// <summary>Trains with a checkpoint after every mini-batch, and writes a line for every epoch.</summary>
    public static void Train(string folder)
    {
        CheckpointFolder checkpoints = new(folder) { Interval = TimeSpan.Zero };
        SoftmaxNet network = Runs.Network();
        checkpoints.Train(
            network,
            Runs.Data,
            Runs.Options("adamw", Epochs),
            Runs.Validation,
            new Told<EpochReport>(report => Console.Out.Write(Runs.Line(report) + "\n")));
        network.Save(Path.Combine(folder, "final"));
    }
}
