using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Onnx;

/// <summary>What a model gives for a sample, in float64 by textbook formulas.</summary>
internal static class ModelEvaluation
{
    public static double[] Evaluate(NetworkModel model, ReadOnlySpan<double> sample)
    {
        double[] values = Staged(model.InputStage, sample.ToArray());
        ReadOnlySpan<float> parameters = model.Parameters;
        for (int layer = 0; layer < model.Activations.Length; layer++)
        {
            int inputs = model.Layers[layer], outputs = model.Layers[layer + 1];
            double[] sums = new double[outputs];
            for (int i = 0; i < outputs; i++)
            {
                sums[i] = parameters[(outputs * inputs) + i];
                for (int j = 0; j < inputs; j++)
                {
                    sums[i] += parameters[(i * inputs) + j] * values[j];
                }
            }

            parameters = parameters[((inputs + 1) * outputs)..];
            values = Activated(model.Activations[layer], model.Alphas[layer], sums);
        }

        Assert.True(parameters.IsEmpty);
        return Staged(model.OutputStage, values);
    }

    private static double[] Activated(Activation activation, double alpha, double[] sums)
    {
        double greatest = sums.Max(), all = sums.Sum(z => Math.Exp(z - greatest));
        return [.. sums.Select(z => activation switch
        {
            Activation.Softmax => Math.Exp(z - greatest) / all,
            Activation.LogSoftmax => z - greatest - Math.Log(all),
            Activation.LeakyReLU => z > 0 ? z : alpha * z,
            Activation.ELU => z > 0 ? z : alpha * References.ExpMinusOne(z),
            _ => References.Of(activation).Value(z),
        })];
    }

    private static double[] Staged(Stage? stage, double[] values)
    {
        if (stage is null)
        {
            return values;
        }

        double[] staged = new double[values.Length];
        for (int i = 0; i < staged.Length; i++)
        {
            double line = (At(stage.Scale, i, 1) * values[i]) + At(stage.Offset, i, 0);
            double limited = Math.Max(line, At(stage.Minimum, i, double.NegativeInfinity));
            staged[i] = Math.Min(limited, At(stage.Maximum, i, double.PositiveInfinity));
        }

        return staged;
    }

    private static double At(ReadOnlySpan<float> numbers, int index, double nothing) => numbers.IsEmpty ? nothing : numbers[index];
}
