using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>y = a x + b.</summary>
[Network(1, 1, Output = Activation.Identity)]
internal sealed partial class StraightLine;

/// <summary>Gradient descent beside what it should arrive at: the least squares of Legendre (1805) in closed form.</summary>
internal static class Line
{
    private const int Points = 60;

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        var random = new Random(1);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => -1 + (2.0 * i / (Points - 1)))];
        double[] y = [.. x.Select(value => (3 * value) - 1 + (0.5 * (random.NextDouble() - 0.5)))];
        Dataset data = Dataset.FromFloats(Array.ConvertAll(x, v => (float)v), 1, Array.ConvertAll(y, v => (float)v), 1);
        (double a, double b) = LeastSquares(x, y);

        var full = new StraightLine(1);
        Train(full, TrainingOptions.FullBatch, 0.5f, epochs: 300);
        var stochastic = new StraightLine(1);
        foreach (float rate in (float[])[0.1f, 0.01f, 0.001f])
        {
            Train(stochastic, batch: 1, rate, epochs: 50);
        }

        (double fullA, double fullB) = Parameters(full);
        (double stochasticA, double stochasticB) = Parameters(stochastic);
        room.Note($"{Points} points around y = 3 x - 1");
        room.Note(["", "a", "b", "RMSE", "R2"],
        [
            ["least squares", a, b, "", ""],
            ["full batches", fullA, fullB, Evaluator.Rmse(full, data), Evaluator.R2(full, data)],
            ["one at a time", stochasticA, stochasticB, Evaluator.Rmse(stochastic, data), Evaluator.R2(stochastic, data)],
        ]);
        yield return Figure.Near("full batches: a", a, fullA, 1e-4);
        yield return Figure.Near("full batches: b", b, fullB, 1e-4);
        yield return Figure.Near("one sample at a time: a", a, stochasticA, 0.01);
        yield return Figure.Near("one sample at a time: b", b, stochasticB, 0.01);

        void Train(StraightLine network, int batch, float rate, int epochs) => Trainer.Train(
            network,
            data,
            new TrainingOptions { Epochs = epochs, BatchSize = batch, LearningRate = rate },
            cancellationToken: room.CancellationToken);
    }

    private static (double A, double B) LeastSquares(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double a = x.Zip(y, (u, v) => (u - meanX) * (v - meanY)).Sum() / x.Sum(u => (u - meanX) * (u - meanX));
        return (a, meanY - (a * meanX));
    }

    private static (double A, double B) Parameters(StraightLine network)
    {
        float[] parameters = new float[StraightLine.ParameterCount];
        network.GetParameters(parameters);
        return (parameters[0], parameters[1]);
    }
}
