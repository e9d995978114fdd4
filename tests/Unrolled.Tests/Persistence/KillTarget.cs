using System.Runtime.CompilerServices;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Persistence;

/// <summary>The process that <see cref="KillTests"/> kills: this very program, told by a variable to train instead of testing.</summary>
internal static class KillTarget
{
    /// <summary>Names the checkpoint folder.</summary>
    public const string Variable = "UNROLLED_KILL_TARGET";

    public const int Epochs = 30;

    [ModuleInitializer]
    internal static void TrainIfTold()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            Train(folder, Console.Out);
            Environment.Exit(0);
        }
    }

    /// <summary>Trains with a checkpoint after every mini-batch, and writes a line for every epoch.</summary>
    public static void Train(string folder, TextWriter output)
    {
        CheckpointFolder checkpoints = new(folder) { Interval = TimeSpan.Zero };
        SoftmaxNet network = Runs.Network();
        checkpoints.Train(
            network,
            Runs.Data,
            Runs.Options("adamw", Epochs),
            Runs.Validation,
            new Told<EpochReport>(report => output.Write(Runs.Line(report) + "\n")));
        network.Save(Path.Combine(folder, "final"));
    }
}
