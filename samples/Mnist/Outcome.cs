using System.Buffers.Binary;
using System.Security.Cryptography;
using Unrolled;

namespace MnistSample;

/// <summary>What a run found out.</summary>
/// <param name="Epochs">A report for every epoch of this run; none where there was no training.</param>
/// <param name="Confusion">The test samples by label and prediction.</param>
/// <param name="Mistakes">The test samples that were not recognised, the surest mistakes first.</param>
/// <param name="HiddenUnits">The first layer's units.</param>
/// <param name="Fingerprint">
/// The SHA-256 of the parameters in canonical order, as little-endian floats: the same on every machine for the same training.
/// </param>
internal sealed record Outcome(
    IReadOnlyList<EpochReport> Epochs,
    ConfusionMatrix Confusion,
    IReadOnlyList<Mistake> Mistakes,
    IReadOnlyList<HiddenUnit> HiddenUnits,
    string Fingerprint)
{
    public static string FingerprintOf<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        byte[] bytes = new byte[sizeof(float) * parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), parameters[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}

/// <summary>A test sample that was taken for another digit.</summary>
/// <param name="Row">Its number among the test samples, from 0.</param>
/// <param name="Label">The digit that it is.</param>
/// <param name="Predicted">The digit that it was taken for.</param>
/// <param name="LabelOutput">The output that stands for the digit that it is.</param>
/// <param name="PredictedOutput">The output that stands for the digit that it was taken for, the largest.</param>
/// <param name="Pixels">The image.</param>
internal sealed record Mistake(int Row, int Label, int Predicted, float LabelOutput, float PredictedOutput, byte[] Pixels)
{
    /// <summary>Finds all mistakes, those first where the wrong output exceeds the right one by most.</summary>
    public static IReadOnlyList<Mistake> Find<TNetwork>(TNetwork network, Dataset test) where TNetwork : class, INetwork<TNetwork>
    {
        List<Mistake> mistakes = [];
        float[] input = new float[TNetwork.InputSize];
        float[] output = new float[TNetwork.OutputSize];
        for (int row = 0; row < test.Count; row++)
        {
            test.GatherInputs(row, 1, input);
            network.Forward(input, output);
            int label = test.Label(row);
            int predicted = Prediction.FromOutputs(output, TNetwork.Activations[^1]);
            if (predicted != label)
            {
                mistakes.Add(new Mistake(row, label, predicted, output[label], output[predicted], test.Bytes(row).ToArray()));
            }
        }

        return [.. mistakes.OrderByDescending(mistake => mistake.PredictedOutput - mistake.LabelOutput)];
    }
}

/// <summary>A unit of the first layer.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Weights">A weight for each pixel.</param>
internal sealed record HiddenUnit(int Number, ReadOnlyMemory<float> Weights)
{
    /// <summary>The length of the weights as a vector.</summary>
    public double Norm { get; } = Math.Sqrt(Weights.ToArray().Sum(weight => (double)weight * weight));

    public static IReadOnlyList<HiddenUnit> Of<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        // In canonical order the first layer's weights come first, unit by unit.
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        int inputs = TNetwork.InputSize;
        return [.. Enumerable.Range(0, TNetwork.Layers[1])
            .Select(unit => new HiddenUnit(unit + 1, parameters.AsMemory(unit * inputs, inputs)))];
    }
}
