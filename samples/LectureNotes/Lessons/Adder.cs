using Unrolled;
using static System.FormattableString;

namespace LectureNotes.Lessons;

/// <summary>A network that adds.</summary>
[Network(2, 10, 1, Output = Activation.Identity)]
internal sealed partial class AdderNetwork;

/// <summary>The root mean squared error of sums after every epoch, at three learning rates.</summary>
internal static class Adder
{
    private const int Pairs = 10_000;
    private const int Held = 1_000;
    private const int Epochs = 20;
    private const float Largest = 100;

    private static readonly float[] Rates = [0.001f, 0.005f, 0.1f];

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        Dataset training = Sums(Pairs, seed: 1);
        Dataset test = Sums(Held, seed: 2);
        double[][] curves = [.. Rates.Select(rate => Curve(training, test, rate, room))];
        room.Note($"sums of numbers from 0 to {Largest}, inputs normalised; {Pairs} pairs one at a time; RMSE on {Held} others");
        room.Note(
            ["epoch", .. Rates.Select(rate => Invariant($"rate {rate}"))],
            Enumerable.Range(0, Epochs).Select(epoch => (object[])[epoch + 1, .. curves.Select(curve => (object)curve[epoch])]));

        (double slow, double good, double wild) = (curves[0][^1], curves[1][^1], curves[2][^1]);
        yield return Figure.Below("rate 0.005 is good: RMSE after the last epoch", 0.2, good);
        yield return Figure.Above("rate 0.001 is slow: times that RMSE", 2, slow / good);
        yield return Figure.Above("rate 0.1 is too large: times that RMSE", 5, wild / good);
        yield return Figure.Below("rate 0.005: epochs that end worse than they began", 5, Rises(curves[1]));
        yield return Figure.Above("rate 0.1 oscillates: epochs that end worse", 4, Rises(curves[2]));
    }

    private static int Rises(double[] curve) => curve.Zip(curve.Skip(1), (before, after) => after > before ? 1 : 0).Sum();

    private static double[] Curve(Dataset training, Dataset test, float rate, Classroom room)
    {
        var network = new AdderNetwork(1);
        var options = new TrainingOptions { Epochs = Epochs, BatchSize = 1, LearningRate = rate };
        return [.. Trainer.Epochs(network, training, options, cancellationToken: room.CancellationToken)
            .Select(_ => Evaluator.Rmse(network, test))];
    }

    /// <summary>Pairs of numbers, normalised to -1 to 1, and their sums as they are.</summary>
    private static Dataset Sums(int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = new float[2 * count];
        float[] sums = new float[count];
        for (int i = 0; i < count; i++)
        {
            float a = Largest * random.NextSingle();
            float b = Largest * random.NextSingle();
            inputs[2 * i] = (2 * a / Largest) - 1;
            inputs[(2 * i) + 1] = (2 * b / Largest) - 1;
            sums[i] = a + b;
        }

        return Dataset.FromFloats(inputs, 2, sums, 1);
    }
}
