using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Unrolled.Tests;

public sealed class AccumulatorTrainerTests
{
    private const float Share = 0.3f;
    private const float Scale = 250;

    private static readonly AccumulatorTrainingOptions s_plain = new()
    {
        Optimizer = Optimizer.Sgd,
        EvaluationShare = Share,
        EvaluationScale = Scale,
        LargestParameter = 1e6f,
    };

    [Fact]
    public void Losses_and_gradients_are_those_of_float64()
    {
        Compare<SquaredNetwork>();
        Compare<ClippedNetwork>();
        Compare<BucketNetwork>();
        Compare<DeepNetwork>();
    }

    [Fact]
    public void Evaluations_are_those_of_float64_and_nearly_those_of_the_integer_network()
    {
        var trainer = new AccumulatorTrainer<SquaredNetwork>(seed: 3);
        var reference = new ReferenceAccumulator(SquaredNetwork.Shape, Parameters(trainer));
        SquaredNetwork network = trainer.ToNetwork();
        var accumulator = new SquaredNetwork.Accumulator(network);
        var samples = new SparseSamples(SquaredNetwork.Shape, 100, seed: 4);
        for (int i = 0; i < samples.Count; i++)
        {
            float evaluation = trainer.Evaluate(samples.Own[i], samples.Other[i]);
            accumulator.Refresh(samples.Own[i], samples.Other[i]);

            Assert.Equal(reference.Evaluate(samples.Own[i], samples.Other[i], 0), evaluation, 1e-3);
            Assert.Equal(evaluation, network.Evaluate(accumulator, 0), 15.0);
        }
    }

    [Fact]
    public void Further_layers_are_rounded_as_the_integer_network_has_them()
    {
        var trainer = new AccumulatorTrainer<DeepNetwork>(seed: 3, new AccumulatorTrainingOptions { EvaluationShare = 1 });
        for (int step = 0; step < 200; step++)
        {
            Learnable(new SparseSamples(DeepNetwork.Shape, 100, seed: step)).Train(trainer, 0.01f);
        }

        DeepNetwork network = trainer.ToNetwork();
        var accumulator = new DeepNetwork.Accumulator(network);
        var samples = new SparseSamples(DeepNetwork.Shape, 100, seed: 4);
        var evaluations = new List<float>();
        for (int i = 0; i < samples.Count; i++)
        {
            int bucket = samples.Buckets[i];
            accumulator.Refresh(samples.Own[i], samples.Other[i]);
            evaluations.Add(trainer.Evaluate(samples.Own[i], samples.Other[i], bucket));

            Assert.Equal(evaluations[^1], network.Evaluate(accumulator, 0, bucket), 40.0);
        }

        Assert.InRange(evaluations.Max() - evaluations.Min(), 1_000, 10_000);
    }

    [Fact]
    public void A_training_learns_what_counts()
    {
        var trainer = new AccumulatorTrainer<SquaredNetwork>(seed: 1, new AccumulatorTrainingOptions { EvaluationShare = 1 });
        SparseSamples samples = Learnable(new SparseSamples(SquaredNetwork.Shape, 500, seed: 2));
        float first = samples.Train(trainer, 0.01f);
        float last = first;
        for (int step = 0; step < 500; step++)
        {
            last = samples.Train(trainer, 0.01f);
        }

        Assert.InRange(first, 0.05f, 0.5f);
        Assert.InRange(last, 0, 0.001f);
        Assert.Equal(501, trainer.Steps);
    }

    /// <summary>The hashes are the same at every vector width.</summary>
    [Fact]
    public void A_training_has_the_same_bits_everywhere()
    {
        Assert.Equal("c25106ef1023cfff8d0d1d660519301cd21b4c8093bec855539055817195cc97", Hash<BucketNetwork>());
        Assert.Equal("1293950c8204f3600679e8924e01612ec2b32ca73cfca9274ce3835849dd549a", Hash<DeepNetwork>());
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var trainer = new AccumulatorTrainer<SquaredNetwork>(seed: 6);
        var samples = new SparseSamples(SquaredNetwork.Shape, 50, seed: 7);

        Assert.Equal(0, Allocation.Of(() => samples.Train(trainer, 0.001f)));
        Assert.Equal(0, Allocation.Of(() => trainer.Evaluate(samples.Own[0], samples.Other[0])));
    }

    [Fact]
    public void Parameters_stay_within_their_bound()
    {
        var trainer = new AccumulatorTrainer<SquaredNetwork>(seed: 8, new AccumulatorTrainingOptions { LargestParameter = 0.25f });
        new SparseSamples(SquaredNetwork.Shape, 50, seed: 9).Train(trainer, 1);

        Assert.All(Parameters(trainer), parameter => Assert.InRange(parameter, -0.25, 0.25));
        Assert.Contains(Parameters(trainer), parameter => Math.Abs(parameter) == 0.25);
    }

    [Fact]
    public void A_seed_decides_the_first_parameters_and_parameters_come_and_go()
    {
        var trainer = new AccumulatorTrainer<SquaredNetwork>(seed: 1);
        var other = new AccumulatorTrainer<SquaredNetwork>(seed: 2);
        Assert.Equal(Parameters(trainer), Parameters(new AccumulatorTrainer<SquaredNetwork>(seed: 1)));
        Assert.NotEqual(Parameters(trainer), Parameters(other));

        other.SetParameters([.. Parameters(trainer).Select(parameter => (float)parameter)]);

        Assert.Equal(Parameters(trainer), Parameters(other));
    }

    /// <summary>Gives samples evaluations that depend on their features.</summary>
    private static SparseSamples Learnable(SparseSamples samples)
    {
        for (int i = 0; i < samples.Count; i++)
        {
            samples.Evaluations[i] = 100 * (samples.Own[i].Sum() - samples.Other[i].Sum());
        }

        return samples;
    }

    private static string Hash<TNetwork>() where TNetwork : class, IAccumulatorNetwork<TNetwork>
    {
        var trainer = new AccumulatorTrainer<TNetwork>(seed: 5, new AccumulatorTrainingOptions { Optimizer = Optimizer.AdamW(0.1f) });
        var losses = new List<float>();
        for (int step = 0; step < 20; step++)
        {
            losses.Add(new SparseSamples(TNetwork.Shape, 50, seed: step).Train(trainer, 0.01f));
        }

        float[] parameters = new float[TNetwork.Shape.ParameterCount];
        trainer.GetParameters(parameters);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>([.. parameters, .. losses])));
    }

    private static void Compare<TNetwork>() where TNetwork : class, IAccumulatorNetwork<TNetwork>
    {
        const float rate = 1_024;
        const double step = 1e-6;
        var trainer = new AccumulatorTrainer<TNetwork>(seed: 1, s_plain);

        // Biases too, so that no sum lies where the activation has no derivative.
        var random = new Random(3);
        trainer.SetParameters([.. Enumerable.Range(0, TNetwork.Shape.ParameterCount).Select(_ => (0.6f * random.NextSingle()) - 0.25f)]);
        double[] before = Parameters(trainer);
        var samples = new SparseSamples(TNetwork.Shape, 20, seed: 2);
        var reference = new ReferenceAccumulator(TNetwork.Shape, [.. before]);

        float loss = samples.Train(trainer, rate);

        Assert.Equal(reference.Loss(samples, Share, Scale), loss, 1e-6);
        double[] after = Parameters(trainer);
        Assert.InRange(Enumerable.Range(0, after.Length).Count(i => Math.Abs(after[i] - before[i]) > rate * 1e-5), after.Length / 4, after.Length);
        for (int i = 0; i < before.Length; i++)
        {
            reference.Parameters[i] = before[i] + step;
            double above = reference.Loss(samples, Share, Scale);
            reference.Parameters[i] = before[i] - step;
            double below = reference.Loss(samples, Share, Scale);
            reference.Parameters[i] = before[i];

            Assert.Equal((above - below) / (2 * step), (before[i] - after[i]) / rate, 2e-7);
        }
    }

    private static double[] Parameters<TNetwork>(AccumulatorTrainer<TNetwork> trainer) where TNetwork : class, IAccumulatorNetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.Shape.ParameterCount];
        trainer.GetParameters(parameters);
        return [.. parameters.Select(parameter => (double)parameter)];
    }
}
