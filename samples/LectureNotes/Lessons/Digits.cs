using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>The network of the notes and of the book, with the quadratic cost.</summary>
[Network(784, 30, 10)]
internal sealed partial class Digits30;

/// <summary>The same with the cross-entropy.</summary>
[Network(784, 30, 10, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Digits30Entropy;

/// <summary>More hidden units.</summary>
[Network(784, 100, 10)]
internal sealed partial class Digits100;

/// <summary>More hidden units with the cross-entropy.</summary>
[Network(784, 100, 10, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Digits100Entropy;

/// <summary>The notes' C program and the experiments of Nielsen's book (2015), chapters 1 and 3.</summary>
internal static class Digits
{
    public static IEnumerable<Figure> Teach(Classroom room)
    {
        DigitData data = DigitData.Load(room);
        return [.. ImageSizes.Teach(room), .. BatchSizes.Teach(data, room), .. Rows(data, room)];
    }

    private static IEnumerable<Figure> Rows(DigitData data, Classroom room)
    {
        Dataset few = data.First(6_000);
        var quadratic = new TrainingOptions { Epochs = 30, BatchSize = 10, LearningRate = 3 };
        TrainingOptions entropy = quadratic with { LearningRate = 0.5f };
        TrainingOptions regularized = entropy with { Epochs = 60, Regularization = new Regularization { L2 = 5 } };
        TrainingOptions notes = quadratic with { LearningRate = 0.5f };
        yield return Row<Digits30>("784-30-10 of the notes, 6,000 samples, rate 0.5", few, notes, 0.91, 0.93);
        yield return Row<Digits30>("784-30-10 quadratic, rate 3", data.Training, quadratic, 0.95, 0.97);
        yield return Row<Digits30Entropy>("784-30-10 cross-entropy, rate 0.5", data.Training, entropy, 0.953, 0.97);
        yield return Row<Digits100>("784-100-10 quadratic, rate 3", data.Training, quadratic, 0.97, 0.97);
        yield return Row<Digits100Entropy>("784-100-10 cross-entropy, rate 0.5", data.Training, entropy, 0.972, 0.97);
        yield return Row<Digits100Entropy>("784-100-10 L2 lambda 5, rate 0.5, 60 epochs", data.Training, regularized, 0.97, 0.97);

        // At a constant rate the last epochs swing by half a percent: the steps are as long at the end as at the start.
        TrainingOptions annealed = regularized with { Schedule = LearningRateSchedule.Cosine() };
        yield return Row<Digits100Entropy>("784-100-10 L2 lambda 5, rate 0.5 falling to 0", data.Training, annealed, 0.978, 0.97);

        Figure Row<TNetwork>(string name, Dataset training, TrainingOptions options, double mnist, double drawn)
            where TNetwork : class, INetwork<TNetwork>
        {
            TNetwork network = TNetwork.Create(1);
            TrainingResult result = Trainer.Train(network, training, options, cancellationToken: room.CancellationToken);
            double accuracy = Evaluator.Accuracy(network, data.Test);
            room.Note($"{name}: {100 * accuracy:F2}% after {options.Epochs} epochs, {result.Elapsed.TotalSeconds:F1} s");
            return Figure.AtLeast(name, data.IsDrawn ? drawn : mnist, accuracy);
        }
    }
}
