namespace Unrolled.Tests.Networks;

/// <summary>The same mathematics in float64, naive loops and textbook formulas: shares no code with the project.</summary>
/// <param name="layers">The number of units of each layer.</param>
/// <param name="activations">One for each layer after the inputs.</param>
/// <param name="loss">The loss.</param>
/// <param name="parameters">All parameters in canonical order.</param>
/// <param name="keep">What dropout multiplies an activation by, given the sample, the layer and the unit; null for none.</param>
internal sealed class ReferenceNetwork(int[] layers, Activation[] activations, Loss loss, double[] parameters, Func<int, int, int, double>? keep = null)
{
    /// <summary>The number in each activation's formula; empty where all are the usual ones.</summary>
    public float[] Alphas { get; init; } = [];

    /// <summary>What is done to the inputs.</summary>
    public Stage? InputStage { get; init; }

    /// <summary>What is done to the outputs.</summary>
    public Stage? OutputStage { get; init; }

    public static ReferenceNetwork Of(NetworkUnderTest network, Func<int, int, int, double>? keep = null)
    {
        float[] parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        return new ReferenceNetwork(network.Layers, network.Activations, network.Loss, Array.ConvertAll(parameters, p => (double)p), keep)
        {
            Alphas = network.Alphas,
            InputStage = network.InputStage,
            OutputStage = network.OutputStage,
        };
    }

    public double[] Parameters { get; } = parameters;

    public double[] Forward(ReadOnlySpan<float> input, int sample = 0) => Staged(OutputStage, Run(input, sample)[^1].A);

    /// <summary>Mean loss of a batch.</summary>
    public double MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = inputs.Length / layers[0];
        double sum = 0;
        for (int s = 0; s < count; s++)
        {
            sum += LossOf(Output(Run(inputs.Slice(s * layers[0], layers[0]), s)), targets.Slice(s * layers[^1], layers[^1]));
        }

        return sum / count;
    }

    /// <summary>Mean gradient of a batch by backpropagation, in canonical order.</summary>
    public double[] Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = inputs.Length / layers[0];
        double[] gradient = new double[Parameters.Length];
        for (int s = 0; s < count; s++)
        {
            ReadOnlySpan<float> x = inputs.Slice(s * layers[0], layers[0]);
            (double[] Z, double[] A)[] states = Run(x, s);
            Backward(x, states, s, OutputDelta(states, targets.Slice(s * layers[^1], layers[^1])), gradient);
        }

        return [.. gradient.Select(g => g / count)];
    }

    /// <summary>The gradients of parameters, summed over a batch, and of inputs from those of the outputs.</summary>
    public (double[] Gradient, double[] InputGradients) Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients)
    {
        double[] gradient = new double[Parameters.Length];
        List<double> inputGradients = [];
        for (int s = 0; s < inputs.Length / layers[0]; s++)
        {
            ReadOnlySpan<float> x = inputs.Slice(s * layers[0], layers[0]);
            (double[] Z, double[] A)[] states = Run(x, s);
            double[] byOutputs = Array.ConvertAll(outputGradients.Slice(s * layers[^1], layers[^1]).ToArray(), g => (double)g);
            inputGradients.AddRange(Backward(x, states, s, ThroughOutputs(states[^1], byOutputs), gradient));
        }

        return (gradient, [.. inputGradients]);
    }

    /// <summary>Adds one sample's gradient to that of the parameters, and returns that of the inputs.</summary>
    private double[] Backward(ReadOnlySpan<float> x, (double[] Z, double[] A)[] states, int s, double[] delta, double[] gradient)
    {
        int offset = Parameters.Length;
        double[] inputs = Staged(InputStage, Array.ConvertAll(x.ToArray(), v => (double)v));
        for (int l = layers.Length - 1; l >= 1; l--)
        {
            int fanIn = layers[l - 1];
            int fanOut = layers[l];
            offset -= (fanIn + 1) * fanOut;
            double[] previous = new double[fanIn];
            for (int o = 0; o < fanOut; o++)
            {
                gradient[offset + (fanIn * fanOut) + o] += delta[o];
                for (int k = 0; k < fanIn; k++)
                {
                    double a = l == 1 ? inputs[k] : Keep(s, l - 1, k) * states[l - 2].A[k];
                    gradient[offset + (o * fanIn) + k] += delta[o] * a;
                    previous[k] += Parameters[offset + (o * fanIn) + k] * delta[o];
                }
            }

            for (int k = 0; l > 1 && k < fanIn; k++)
            {
                previous[k] *= Keep(s, l - 1, k) * Derivative(l - 1, states[l - 2].Z[k]);
            }

            delta = previous;
        }

        return Unstaged(InputStage, inputs, delta);
    }

    private static double[] Staged(Stage? stage, double[] x) => stage is null ? x
        : [.. x.Select((v, i) => Math.Min(Math.Max((At(stage.Scale, i, 1) * v) + At(stage.Offset, i, 0), At(stage.Minimum, i, double.NegativeInfinity)), At(stage.Maximum, i, double.PositiveInfinity)))];

    /// <summary>The derivative by what a stage was given, from that by its results.</summary>
    private static double[] Unstaged(Stage? stage, double[] results, double[] gradient) => stage is null ? gradient
        : [.. gradient.Select((g, i) => results[i] > At(stage.Minimum, i, double.NegativeInfinity) && results[i] < At(stage.Maximum, i, double.PositiveInfinity) ? g * At(stage.Scale, i, 1) : 0)];

    private static double At(ReadOnlySpan<float> numbers, int index, double absent) => numbers.IsEmpty ? absent : numbers[index];

    private double Keep(int sample, int layer, int unit) => keep is null || layer == layers.Length - 1 ? 1 : keep(sample, layer, unit);

    private (double[] Z, double[] A)[] Run(ReadOnlySpan<float> input, int sample = 0)
    {
        var states = new (double[] Z, double[] A)[layers.Length - 1];
        double[] a = new double[input.Length];
        for (int k = 0; k < a.Length; k++)
        {
            a[k] = input[k];
        }

        a = Staged(InputStage, a);
        int offset = 0;
        for (int l = 1; l < layers.Length; l++)
        {
            double[] z = new double[layers[l]];
            for (int o = 0; o < z.Length; o++)
            {
                z[o] = Parameters[offset + (layers[l - 1] * layers[l]) + o];
                for (int k = 0; k < layers[l - 1]; k++)
                {
                    z[o] += Parameters[offset + (o * layers[l - 1]) + k] * a[k];
                }
            }

            offset += (layers[l - 1] + 1) * layers[l];
            a = Activate(l, z);
            states[l - 1] = (z, a);
            a = [.. a.Select((value, unit) => Keep(sample, l, unit) * value)];
        }

        return states;
    }

    private double[] Activate(int layer, double[] z)
    {
        Activation activation = activations[layer - 1];
        if (activation is Activation.Softmax or Activation.LogSoftmax)
        {
            double max = z.Max();
            double sum = z.Sum(v => Math.Exp(v - max));
            return [.. z.Select(v => activation == Activation.Softmax ? Math.Exp(v - max) / sum : v - max - Math.Log(sum))];
        }

        return [.. z.Select(ReferenceOf(layer).Value)];
    }

    private double Derivative(int layer, double z) =>
        (ReferenceOf(layer).Derivative ?? throw new NotSupportedException($"{activations[layer - 1]} has no derivative."))(z);

    private ActivationReference ReferenceOf(int layer) => Alphas.Length == 0
        ? References.Of(activations[layer - 1])
        : References.Of(activations[layer - 1], Alphas[layer - 1]);

    /// <summary>Whether the loss is computed from pre-activations, and its derivative is that by them.</summary>
    private bool IsOfPreActivations => loss is Loss.BinaryCrossEntropy or Loss.CrossEntropy or Loss.Perceptron;

    private (double[] Z, double[] A) Output((double[] Z, double[] A)[] states) => (states[^1].Z, Staged(OutputStage, states[^1].A));

    private double LossOf((double[] Z, double[] A) output, ReadOnlySpan<float> y)
    {
        double sum = 0;
        double max = output.Z.Max();
        double logSum = max + Math.Log(output.Z.Sum(z => Math.Exp(z - max)));
        for (int o = 0; o < y.Length; o++)
        {
            sum += loss == Loss.CrossEntropy
                ? y[o] * (logSum - output.Z[o])
                : References.Of(loss).Value(IsOfPreActivations ? output.Z[o] : output.A[o], y[o]);
        }

        return sum;
    }

    private double[] OutputDelta((double[] Z, double[] A)[] states, ReadOnlySpan<float> y)
    {
        (double[] Z, double[] A) output = Output(states);
        double[] delta = new double[y.Length];
        double total = 0;
        foreach (float target in y)
        {
            total += target;
        }

        for (int o = 0; o < y.Length; o++)
        {
            delta[o] = loss == Loss.CrossEntropy
                ? (output.A[o] * total) - y[o]
                : References.Of(loss).Derivative(IsOfPreActivations ? output.Z[o] : output.A[o], y[o]);
        }

        return IsOfPreActivations ? delta : ThroughOutputs(states[^1], delta);
    }

    private double[] ThroughOutputs((double[] Z, double[] A) last, double[] byOutputs) =>
        ThroughActivation(last, Unstaged(OutputStage, Staged(OutputStage, last.A), byOutputs));

    private double[] ThroughActivation((double[] Z, double[] A) output, double[] delta)
    {
        if (activations[^1] is Activation.Step or Activation.Sign)
        {
            return new double[delta.Length];
        }

        if (activations[^1] == Activation.LogSoftmax)
        {
            return [.. delta.Select((d, o) => d - (Math.Exp(output.A[o]) * delta.Sum()))];
        }

        if (activations[^1] != Activation.Softmax)
        {
            return [.. delta.Select((d, o) => d * Derivative(layers.Length - 1, output.Z[o]))];
        }

        double[] result = new double[delta.Length];
        for (int i = 0; i < result.Length; i++)
        {
            for (int j = 0; j < result.Length; j++)
            {
                result[i] += delta[j] * output.A[j] * ((i == j ? 1 : 0) - output.A[i]);
            }
        }

        return result;
    }
}
