namespace Unrolled.Tests.Training;

/// <summary>The optimizers and regularisation in float64, straight from the papers: shares no code with the project.</summary>
internal sealed class ReferenceTraining(string optimizer, double rate, bool[] isBias)
{
    private readonly double[] _first = new double[isBias.Length];
    private readonly double[] _second = new double[isBias.Length];
    private int _steps;

    public double L2 { get; init; }

    public double L1 { get; init; }

    public double Decay { get; init; }

    public double? ClipValue { get; init; }

    public double? ClipNorm { get; init; }

    public double Epsilon { get; init; } = 1e-8f;

    /// <summary>One step of every parameter.</summary>
    public void Step(double[] w, double[] gradient)
    {
        _steps++;
        double[] g = ClipValue is { } value ? [.. gradient.Select(x => Math.Clamp(x, -value, value))] : gradient;

        double norm = Math.Sqrt(g.Sum(x => x * x));
        double factor = norm > ClipNorm ? ClipNorm!.Value / norm : 1;
        for (int i = 0; i < w.Length; i++)
        {
            double weight = isBias[i] ? 0 : w[i];
            double regularised = (factor * g[i]) + (L2 * weight) + (L1 * Math.Sign(weight));
            w[i] -= rate * Decay * weight;
            w[i] -= Difference(i, regularised);
        }
    }

    private double Difference(int i, double g)
    {
        const double Momentum = 0.9f;
        const double Beta2 = 0.999f;
        const double Smoothing = 0.99f;
        switch (optimizer)
        {
            case "sgd":
                return rate * g;
            case "momentum":
                _first[i] = (Momentum * _first[i]) + g;
                return rate * _first[i];
            case "nesterov":
                _first[i] = (Momentum * _first[i]) + g;
                return rate * (g + (Momentum * _first[i]));
            case "adagrad":
                _first[i] += g * g;
                return rate * g / (Math.Sqrt(_first[i]) + Epsilon);
            case "rmsprop":
                _first[i] = (Smoothing * _first[i]) + ((1 - Smoothing) * g * g);
                return rate * g / (Math.Sqrt(_first[i]) + Epsilon);
            case "adam" or "adamw":
                _first[i] = (Momentum * _first[i]) + ((1 - Momentum) * g);
                _second[i] = (Beta2 * _second[i]) + ((1 - Beta2) * g * g);
                double mean = _first[i] / (1 - Math.Pow(Momentum, _steps));
                double square = _second[i] / (1 - Math.Pow(Beta2, _steps));
                return rate * mean / (Math.Sqrt(square) + Epsilon);
            default:
                throw new NotSupportedException(optimizer);
        }
    }

    /// <summary>Which of the parameters in canonical order are biases.</summary>
    public static bool[] Biases(ReadOnlySpan<int> layers)
    {
        var isBias = new List<bool>();
        for (int l = 1; l < layers.Length; l++)
        {
            isBias.AddRange(Enumerable.Repeat(false, layers[l - 1] * layers[l]));
            isBias.AddRange(Enumerable.Repeat(true, layers[l]));
        }

        return [.. isBias];
    }
}
