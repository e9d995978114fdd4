using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>Enough for XOR.</summary>
[Network(2, 4, 1, Hidden = Activation.Tanh, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class XorNetwork;

/// <summary>Enough for two moons.</summary>
[Network(2, 16, 1, Hidden = Activation.Tanh, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class MoonNetwork;

/// <summary>Enough for two spirals.</summary>
[Network(2, 32, 32, 1, Hidden = Activation.Tanh, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class SpiralNetwork;

/// <summary>What hidden layers are for: each problem without one and with them.</summary>
internal static class Boundaries
{
    private const int TrainingCount = 400;
    private const int TestCount = 200;

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        var xor = new Problem("XOR", Shapes.Xor, Shapes.Xor, new TrainingOptions { Epochs = 2000, BatchSize = 4, LearningRate = 0.5f });
        var moons = new Problem(
            "moons",
            Shapes.Moons(TrainingCount, seed: 1),
            Shapes.Moons(TestCount, seed: 2),
            new TrainingOptions { Epochs = 300, BatchSize = 10, LearningRate = 0.3f });
        var spirals = new Problem(
            "spirals",
            Shapes.Spirals(TrainingCount, seed: 1),
            Shapes.Spirals(TestCount, seed: 2),
            new TrainingOptions { Epochs = 1000, BatchSize = 10, LearningRate = 0.1f });
        yield return Figure.Between("XOR: accuracy of a line", 0, 0.75, Learn<Logistic>(xor, room));
        yield return Figure.AtLeast("XOR: accuracy of 2-4-1", 1, Learn<XorNetwork>(xor, room));
        yield return Figure.Between("moons: accuracy of a line", 0, 0.95, Learn<Logistic>(moons, room));
        yield return Figure.AtLeast("moons: accuracy of 2-16-1", 0.99, Learn<MoonNetwork>(moons, room));
        yield return Figure.Between("spirals: accuracy of a line", 0, 0.75, Learn<Logistic>(spirals, room));
        yield return Figure.AtLeast("spirals: accuracy of 2-32-32-1", 0.97, Learn<SpiralNetwork>(spirals, room));
    }

    /// <summary>Trains a network, draws what it has learnt and returns its accuracy on points that it has not seen.</summary>
    private static double Learn<TNetwork>(Problem problem, Classroom room) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        Trainer.Train(network, problem.Training.WithSingleTarget(), problem.Options, cancellationToken: room.CancellationToken);
        string topology = string.Join('-', TNetwork.Layers.ToArray());
        string path = Path.Combine(room.PictureFolder, $"{problem.Name}-{topology}.svg");
        Directory.CreateDirectory(room.PictureFolder);
        File.WriteAllText(path, BoundaryPicture.Draw(network, problem.Training, $"{problem.Name}, {topology}"));
        double accuracy = Evaluator.Accuracy(network, problem.Test);
        room.Note($"{problem.Name}, {topology}: {100 * accuracy:F1}% of {problem.Test.Count} points; {path}");
        return accuracy;
    }

    private sealed record Problem(string Name, Dataset Training, Dataset Test, TrainingOptions Options);
}
