using Unrolled.Benchmarks.Data;

namespace Unrolled.Benchmarks.Engines;

/// <summary>Before anything is timed: do all engines compute the same?</summary>
internal static class Verification
{
    /// <summary>What a number may be off, for numbers below 1 absolutely, beyond relatively: sums of 784 terms in another order.</summary>
    public const float Tolerance = 2e-5f;

    private const float LearningRate = 0.5f;

    private static readonly int[] BatchSizes = [1, 10, 32];

    /// <summary>Compares outputs, loss, and all parameters after a step, from the same parameters.</summary>
    /// <exception cref="InvalidOperationException">They differ; the message says where.</exception>
    public static void Check(Topology topology, IEngine expected, params ReadOnlySpan<IEngine> others)
    {
        foreach (int batch in BatchSizes)
        {
            Results wanted = Run(topology, expected, batch);
            foreach (IEngine other in others)
            {
                Results found = Run(topology, other, batch);
                string what = $"{other.GetType().Name}, {topology}, batch {batch}";
                Compare($"{what}: outputs", wanted.Outputs, found.Outputs);
                Compare($"{what}: outputs one by one", wanted.Outputs, found.Single);
                Compare($"{what}: loss", [wanted.Loss], [found.Loss]);
                Compare($"{what}: parameters after a step", wanted.Parameters, found.Parameters);
            }
        }
    }

    private static Results Run(Topology topology, IEngine engine, int batch)
    {
        float[] inputs = Samples.Floats(batch * topology.InputSize, seed: 1);
        float[] targets = Samples.OneHot(batch, topology.OutputSize, seed: 2);
        float[] outputs = new float[batch * topology.OutputSize];
        float[] single = new float[outputs.Length];
        float[] parameters = Samples.Parameters(topology, seed: 3);
        engine.SetParameters(parameters);
        engine.ForwardBatch(inputs, outputs);
        for (int sample = 0; sample < batch; sample++)
        {
            engine.Forward(
                inputs.AsSpan(sample * topology.InputSize, topology.InputSize),
                single.AsSpan(sample * topology.OutputSize, topology.OutputSize));
        }

        float loss = engine.Train(inputs, targets, LearningRate);
        engine.GetParameters(parameters);
        return new Results(outputs, single, loss, parameters);
    }

    private static void Compare(string what, float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            float error = MathF.Abs(actual[i] - expected[i]) / MathF.Max(1f, MathF.Abs(expected[i]));

            // Written so that a NaN fails too.
            if (!(error <= Tolerance))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"{what}: number {i} is {actual[i]:G9}, but the generated network has {expected[i]:G9}; {Tolerance} is tolerated."));
            }
        }
    }

    private sealed record Results(float[] Outputs, float[] Single, float Loss, float[] Parameters);
}
