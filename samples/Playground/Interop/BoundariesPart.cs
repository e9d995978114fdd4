using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Playground.Boundaries;
using Playground.Networks;
using Unrolled;

namespace Playground.Interop;

/// <summary>What the page asks of the part about boundaries. A failure is an exception there too, with its message.</summary>
[SupportedOSPlatform("browser")]
internal static partial class BoundariesPart
{
    private const int TrainingCount = 200;
    private const int TestCount = 200;

    private static Experiment? s_experiment;
    private static Frame? s_frame;
    private static Points s_training = new([], []);
    private static Points s_test = new([], []);

    /// <summary>Draws the points of a pattern, and others of it to test by; the page gets both.</summary>
    [JSExport]
    internal static void UsePattern(string name, double noise, int seed)
    {
        s_training = Patterns.Draw(name, TrainingCount, seed, noise);
        s_test = Patterns.Draw(name, TestCount, seed + 1_000_000, noise);
        ShowPoints();
    }

    /// <summary>Takes points that were set by hand, which are tested by too: x, y and class of each.</summary>
    [JSExport]
    internal static void UsePoints(double[] points)
    {
        int count = points.Length / 3;
        s_training = new Points(new float[2 * count], new float[count]);
        for (int i = 0; i < count; i++)
        {
            s_training.Inputs[2 * i] = (float)points[3 * i];
            s_training.Inputs[(2 * i) + 1] = (float)points[(3 * i) + 1];
            s_training.Targets[i] = (float)points[(3 * i) + 2];
        }

        s_test = s_training;
        ShowPoints();
    }

    /// <summary>Makes a new network and shows it.</summary>
    [JSExport]
    internal static void Create(
        string topology, string hidden, string loss, int seed, string optimizer, double rate, int batch, string penalty, double strength)
    {
        ILearner learner = Catalogue.Create(topology, Enum.Parse<Activation>(hidden), Enum.Parse<Loss>(loss), seed);
        s_experiment = new Experiment(learner, s_training, s_test, new Tuning(optimizer, rate, batch, penalty, strength), seed);
        s_frame = new Frame(s_experiment);
        Draw();
    }

    /// <summary>Goes on with other settings.</summary>
    [JSExport]
    internal static void Tune(string optimizer, double rate, int batch, string penalty, double strength) =>
        s_experiment!.Tune(new Tuning(optimizer, rate, batch, penalty, strength));

    /// <summary>Trains for some time, or a number of steps if that is not 0, and shows what changed, which takes some more time.</summary>
    [JSExport]
    internal static void Run(double trainingMilliseconds, int mostSteps, double drawingMilliseconds)
    {
        s_experiment!.Run(trainingMilliseconds, mostSteps);
        ShowFrame(s_frame!.Draw(drawingMilliseconds));
    }

    /// <summary>Makes one step and shows all of the network.</summary>
    [JSExport]
    internal static void Step()
    {
        s_experiment!.Step();
        Draw();
    }

    /// <summary>Shows all of the network.</summary>
    [JSExport]
    internal static void Draw() => ShowFrame(s_frame!.DrawAll());

    [JSImport("showFrame", "page")]
    private static partial void ShowFrame([JSMarshalAs<JSType.MemoryView>] Span<byte> frame);

    [JSImport("showPoints", "page")]
    private static partial void ShowPoints(
        [JSMarshalAs<JSType.MemoryView>] Span<byte> trainingInputs,
        [JSMarshalAs<JSType.MemoryView>] Span<byte> trainingTargets,
        [JSMarshalAs<JSType.MemoryView>] Span<byte> testInputs,
        [JSMarshalAs<JSType.MemoryView>] Span<byte> testTargets);

    private static void ShowPoints() => ShowPoints(Bytes(s_training.Inputs), Bytes(s_training.Targets), Bytes(s_test.Inputs), Bytes(s_test.Targets));

    private static Span<byte> Bytes(float[] numbers) => MemoryMarshal.AsBytes(numbers.AsSpan());
}
