using Unrolled.Internal;
using Unrolled.Numerics;
using Unrolled.Tests.Networks;
using Unrolled.Tests.Numerics;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.SameBits;

/// <summary>What the library computes without a network.</summary>
internal static class FunctionCases
{
    /// <summary>All kinds of floats: those of the whole range in even steps of their bits, and as many from -20 to 20.</summary>
    private static readonly float[] Inputs =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1, -1, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        .. Enumerable.Range(0, 50_000).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 85_899u)),
        .. Enumerable.Range(-25_000, 50_000).Select(i => i * 0.0008f),
    ];

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Case> All { get; } = new Dictionary<string, Case>
    {
        ["Exp"] = digest => digest.Add([.. Inputs.Select(VectorMath.Exp)]),
        ["Log"] = digest => digest.Add([.. Inputs.Select(VectorMath.Log)]),
        ["Sigmoid of one number"] = digest => digest.Add([.. Inputs.Select(VectorMath.Sigmoid)]),
        ["Tanh of one number"] = digest => digest.Add([.. Inputs.Select(VectorMath.Tanh)]),
        ["Softplus of one number"] = digest => digest.Add([.. Inputs.Select(VectorMath.Softplus)]),
        ["Exp in float64"] = digest => Array.ForEach(Inputs, x => digest.Add(PortableMath.Exp(x))),
        ["Log in float64"] = digest => Array.ForEach(Inputs, x => digest.Add(PortableMath.Log(x))),
        ["SinCos in float64"] = SinCos,
        ["Power in float64"] = Power,
        ["MultiplyAdd"] = MultiplyAdds,
        ["Softmax"] = digest => SoftmaxRows(digest, withJacobian: false),
        ["Softmax Jacobian"] = digest => SoftmaxRows(digest, withJacobian: true),
        ["CrossEntropy"] = digest => LossRows(digest, LossPasses.CrossEntropy),
        ["Norms"] = NormsOfBlocks,
        ["Penalties"] = Penalties,
        ["Schedules"] = Schedules,
        ["Search"] = Search,
        ["Dropout"] = Dropout,
        ["Augmentation"] = Augmentation,
        ["Standardizer"] = Standardised,
        ["SyntheticDigits"] = digest => AddInputs(digest, SyntheticDigits.Create(50, seed: 3)),
    }
    .Concat(Passes.Elementwise.Select(row => KeyValuePair.Create<string, Case>($"{row}", digest => Activations(digest, row))))
    .Concat(Passes.Differentiable.Select(row => KeyValuePair.Create<string, Case>($"{row}'", digest => Derivatives(digest, row))))
    .Concat(Passes.Losses.Select(row => KeyValuePair.Create<string, Case>($"{row}", digest => LossRows(digest, Passes.Sum(row)))))
    .Concat(Optimizers.All.Select(row => KeyValuePair.Create<string, Case>(row, digest => Steps(digest, row))))
    .Concat(Initializations.Select(row => KeyValuePair.Create<string, Case>(row.Key, digest => Drawn(digest, row.Value))))
    .ToDictionary();

    private static IEnumerable<KeyValuePair<string, Initialization>> Initializations =>
    [
        new(nameof(Initialization.LeCunNormal), Initialization.LeCunNormal), new(nameof(Initialization.LeCunUniform), Initialization.LeCunUniform),
        new(nameof(Initialization.XavierNormal), Initialization.XavierNormal), new(nameof(Initialization.XavierUniform), Initialization.XavierUniform),
        new(nameof(Initialization.HeNormal), Initialization.HeNormal), new(nameof(Initialization.HeUniform), Initialization.HeUniform),
        new(nameof(Initialization.Orthogonal), Initialization.Orthogonal),
    ];

    private static void MultiplyAdds(Digest digest)
    {
        const int Count = 20_000;
        IEnumerable<(float X, float Y, float Z)> cases =
        [
            .. MultiplyAddCases.AnyNumbers(Count), .. MultiplyAddCases.Cancellation(Count), .. MultiplyAddCases.NearlyHalfway(Count),
            .. MultiplyAddCases.SubnormalSums(Count), .. MultiplyAddCases.SpecialNumbers(),
        ];
        float[] x = new float[Simd128.Lanes], y = new float[Simd128.Lanes], z = new float[Simd128.Lanes];
        foreach ((float X, float Y, float Z)[] four in cases.Chunk(Simd128.Lanes))
        {
            for (int i = 0; i < four.Length; i++)
            {
                (x[i], y[i], z[i]) = four[i];
            }

            Simd128.Store(Simd128.MultiplyAdd(Simd128.Load(ref x[0]), Simd128.Load(ref y[0]), Simd128.Load(ref z[0])), ref z[0]);
            digest.Add(z);
        }
    }

    private static void SinCos(Digest digest)
    {
        foreach (float x in Inputs)
        {
            (double sin, double cos) = PortableMath.SinCos(Math.Abs(x) <= PortableMath.LargestAngle ? x : 0);
            digest.Add(sin);
            digest.Add(cos);
        }
    }

    private static void Power(Digest digest)
    {
        for (int n = 0; n < 3000; n++)
        {
            digest.Add(PortableMath.Power(0.9f, n));
            digest.Add(PortableMath.Power(0.999f, 37L * n));
            digest.Add(PortableMath.Power(1.01, n));
        }
    }

    private static void Activations(Digest digest, Activation activation)
    {
        float[] z = [.. Inputs];
        Passes.Apply(activation)(z);
        digest.Add(z);
    }

    private static void Derivatives(Digest digest, Activation activation)
    {
        float[] deltas = [.. Inputs.Reverse()];
        Passes.Derivative(activation)(Passes.Kept(activation, Inputs), deltas);
        digest.Add(deltas);
    }

    private static void SoftmaxRows(Digest digest, bool withJacobian)
    {
        foreach (int count in (int[])[.. Enumerable.Range(1, 40), 63, 64, 65, 1000])
        {
            const int Rows = 3;
            int stride = (count + 3) / 4 * 4;
            float[] z = Numbers(Rows * stride, seed: count, scale: 8);
            ActivationPasses.SoftmaxRows(z, Rows, stride, count);
            if (withJacobian)
            {
                float[] deltas = Numbers(z.Length, seed: -count, scale: 1);
                ActivationPasses.MultiplyBySoftmaxJacobian(z, deltas, stride);
                z = deltas;
            }

            digest.Add(z);
        }
    }

    private static void LossRows(Digest digest, Passes.LossPass pass)
    {
        for (int outputs = 1; outputs <= 40; outputs++)
        {
            foreach (float scale in (float[])[1e-20f, 1, 50, 1e20f])
            {
                const int Rows = 3;
                int stride = (outputs + 3) / 4 * 4;
                float[] x = Numbers(Rows * stride, seed: outputs, scale), delta = new float[x.Length];
                float[] y = [.. Numbers(Rows * outputs, seed: -outputs, scale: 1).Select(Math.Abs)];
                LossSum losses = default;
                pass(x, y, outputs, stride, 0.1f, delta, ref losses);
                digest.Add(losses.Total);
                digest.Add(delta);
            }
        }
    }

    private static void NormsOfBlocks(Digest digest)
    {
        for (int length = 0; length < 70; length++)
        {
            float[] x = Numbers(length, seed: length, scale: 3);
            double[] sums = new double[length];
            digest.Add(Norms.SumOfSquares(x));
            Norms.AddSquares(x, sums);
            Norms.AddSquares(Numbers(length, seed: -length, scale: 3), sums);
            Array.ForEach(sums, digest.Add);
            Norms.Scale(x, 0.3);
            Norms.Scale(x, sums);
            digest.Add(x);
        }
    }

    private static void Penalties(Digest digest)
    {
        float[] x = Numbers(1001, seed: 1, scale: 2), y = Numbers(x.Length, seed: 2, scale: 2);
        VectorLoops.Map(x, y, new AddPenaltyOperator(0.3f, 0.01f));
        digest.Add(y);
        VectorLoops.Map(x, y, new ShrinkOperator(0.99f, 0.01f));
        digest.Add(y);
        BlockSums.AddScaled(x, y, 0.7f);
        digest.Add(x);
    }

    private static void Steps(Digest digest, string name)
    {
        const int Length = 67;
        TrainingOptions options = Optimizers.Options(name);
        AlignedBuffer parameters = new(Length), gradient = new(Length);
        BlockPart part = new(0, 1, Length, Length, isBias: true);
        GradientStep rule = new(options.Optimizer, new StepOptions(), [new ParameterGroup(0, Length, [part])]);
        OptimizerState state = new(typeof(FunctionCases), new BlockLayout([part]), Length, rule);
        Numbers(Length, seed: 1, scale: 1).CopyTo(parameters.Span);
        for (int step = 0; step < 40; step++)
        {
            Numbers(Length, seed: step, scale: step % 4 == 0 ? 1e-22f : 0.5f).CopyTo(gradient.Span);
            state.Step(parameters, gradient, options.LearningRate);
            digest.Add(parameters.Span);
        }
    }

    private static void Schedules(Digest digest)
    {
        LearningRateSchedule[] schedules =
        [
            LearningRateSchedule.Step(3, 0.3f), LearningRateSchedule.Exponential(0.97f), LearningRateSchedule.Cosine(warmUp: 2.5f, last: 0.001f),
            LearningRateSchedule.ReduceOnPlateau(0.7f),
        ];
        foreach (LearningRateSchedule schedule in schedules)
        {
            for (int step = 0; step < 30 * 7; step++)
            {
                digest.Add(schedule.Rate(0.1f, new TrainingPosition(step / 7, 30, step % 7, 7), reductions: step));
            }
        }
    }

    private static void Search(Digest digest)
    {
        SearchSpace space = new SearchSpace(new TrainingOptions()).Network<SoftmaxNet>()
            .VaryLogarithmically("rate", 1e-6f, 1e3f, (options, rate) => options with { LearningRate = rate });
        digest.Add([.. space.Random(1000, seed: 1).Select(candidate => candidate.Options.LearningRate)]);
    }

    private static void Drawn(Digest digest, Initialization initialization) => digest.Add(initialization.Draw([37, 50, 9], seed: 5));

    private static void Dropout(Digest digest)
    {
        for (int stride = 1; stride < 40; stride++)
        {
            float[] values = Numbers(5 * stride, seed: stride, scale: 1);
            new DropoutMask((ulong)stride, 3).Apply(values, stride, layer: 2, 0.3);
            digest.Add(values);
        }
    }

    private static void Augmentation(Digest digest)
    {
        foreach ((int width, int height) in ((int, int)[])[(28, 28), (13, 17), (5, 3), (1, 9)])
        {
            ImageAugmentation augmentation = new(width, height)
            {
                Shift = 2,
                Rotation = 20,
                Scale = 0.2f,
                Shear = 0.2f,
                Elastic = new ElasticDistortion(alpha: 34, sigma: 4),
            };
            for (ulong seed = 0; seed < 10; seed++)
            {
                float[] image = Numbers(width * height, seed: (int)seed, scale: 1);
                augmentation.Apply(image, seed);
                digest.Add(image);
            }
        }
    }

    private static void Standardised(Digest digest)
    {
        Dataset data = Dataset.FromFloats(Numbers(90 * 11, seed: 1, scale: 4), 11, new float[90], 1);
        AddInputs(digest, Standardizer.Fit(data).Apply(data));
    }

    private static void AddInputs(Digest digest, Dataset data)
    {
        float[] inputs = new float[data.Count * data.InputSize];
        data.GatherInputs(0, data.Count, inputs);
        digest.Add(inputs);
    }

    private static float[] Numbers(int length, int seed, float scale)
    {
        Xoshiro256 random = new(seed);
        float[] numbers = new float[length];
        foreach (ref float number in numbers.AsSpan())
        {
            number = random.NextSingle(-scale, scale);
        }

        return numbers;
    }
}
