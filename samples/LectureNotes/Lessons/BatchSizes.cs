using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>Batch, mini-batch and single-sample training, and a trained network that goes on learning.</summary>
internal static class BatchSizes
{
    private const int Samples = 6_000;
    private const int Known = 1_000;

    public static IEnumerable<Figure> Teach(DigitData data, Classroom room) => [.. Compare(data, room), .. Online(data, room), Gaussian()];

    /// <summary>Three epochs each: the smaller the batches, the more steps.</summary>
    private static IEnumerable<Figure> Compare(DigitData data, Classroom room)
    {
        Dataset training = data.First(Samples);
        (string Name, double Accuracy) batch = Train("batch: all samples, 3 steps", TrainingOptions.FullBatch, 3);
        (string Name, double Accuracy) mini = Train("mini-batches of 10", 10, 3);
        (string Name, double Accuracy) single = Train("single samples", 1, 0.5f);
        yield return Figure.Between(batch.Name, 0, 0.6, batch.Accuracy);
        yield return Figure.AtLeast(mini.Name, 0.85, mini.Accuracy);
        yield return Figure.AtLeast(single.Name, 0.85, single.Accuracy);

        (string Name, double Accuracy) Train(string name, int batchSize, float rate)
        {
            var network = new Digits30(1);
            var options = new TrainingOptions { Epochs = 3, BatchSize = batchSize, LearningRate = rate };
            TrainingResult result = Trainer.Train(network, training, options, cancellationToken: room.CancellationToken);
            double accuracy = Evaluator.Accuracy(network, data.Test);
            room.Note($"{name}: {100 * accuracy:F2}% after 3 epochs of {training.Count}, {result.Elapsed.TotalSeconds:F2} s");
            return ($"{name}: accuracy after 3 epochs", accuracy);
        }
    }

    /// <summary>New samples enter a trained network one by one, in place: nothing is trained again and nothing allocated.</summary>
    private static IEnumerable<Figure> Online(DigitData data, Classroom room)
    {
        var network = new Digits30(1);
        var options = new TrainingOptions { Epochs = 10, BatchSize = 10, LearningRate = 3 };
        Trainer.Train(network, data.First(Known), options, cancellationToken: room.CancellationToken);
        double before = Evaluator.Accuracy(network, data.Test);
        Learn(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int row = Known; row < data.Training.Count; row++)
        {
            Learn(row);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double after = Evaluator.Accuracy(network, data.Test);
        room.Note($"online: {100 * before:F2}% from {Known} samples, {100 * after:F2}% when the others have come by, once each");
        yield return Figure.Between($"online: accuracy from {Known} samples", 0.7, 0.97, before);
        yield return Figure.Above("online: percentage points that new samples add", 1, 100 * (after - before));
        yield return Figure.Exactly("online: bytes allocated", 0, allocated);

        void Learn(int row) => network.Train(data.Training, [row], learningRate: 0.3f);
    }

    /// <summary>Initial weights are normally distributed, here with deviation 1 / sqrt(784).</summary>
    private static Figure Gaussian()
    {
        float[] parameters = new float[Digits30.ParameterCount];
        new Digits30(1).GetParameters(parameters);
        double[] weights = [.. parameters.Take(784 * 30).Select(weight => (double)weight)];
        double deviation = 1 / Math.Sqrt(784);
        return Figure.Near(
            "Gaussian initial weights: share within one deviation",
            0.6827,
            weights.Count(weight => Math.Abs(weight) < deviation) / (double)weights.Length,
            0.01);
    }
}
