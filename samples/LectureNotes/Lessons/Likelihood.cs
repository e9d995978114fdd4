using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>A probability to estimate: a logistic model whose input is always 1.</summary>
[Network(1, 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Urn;

/// <summary>To minimise the cross-entropy is to maximise the likelihood, which for k of n is greatest at p = k / n.</summary>
internal static class Likelihood
{
    private const int Balls = 100;
    private const int White = 70;

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        float[] ones = [.. Enumerable.Repeat(1f, Balls)];
        Dataset draws = Dataset.FromFloats(ones, 1, [.. Enumerable.Range(0, Balls).Select(i => i < White ? 1f : 0f)], 1);
        var network = new Urn(1);
        var options = new TrainingOptions { Epochs = 100, BatchSize = TrainingOptions.FullBatch, LearningRate = 1 };
        float[] p = new float[1];
        room.Note($"{White} of {Balls} balls are white; full batches, learning rate 1");
        foreach (EpochReport report in Trainer.Epochs(network, draws, options, cancellationToken: room.CancellationToken))
        {
            network.Forward([1], p);
            if (report.Epoch is 1 or 2 or 5 or 10 or 20 or 50 or 100)
            {
                room.Note($"step {report.Epoch,3}: p = {p[0]:F6}, likelihood = e^-{Balls * Evaluator.MeanLoss(network, draws):F4}");
            }
        }

        const double share = (double)White / Balls;
        yield return Figure.Near("p of a white ball", share, p[0], 1e-5);
        double entropy = -((share * Math.Log(share)) + ((1 - share) * Math.Log(1 - share)));
        yield return Figure.Near("log loss, at its minimum the entropy of 0.7", entropy, Evaluator.LogLoss(network, draws), 1e-6);
    }
}
