using System.Collections.Frozen;
using Unrolled.Internal;
using Unrolled.Numerics;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.Numerics;

/// <summary>
/// What the library computes, as hashes: they must be the same with and without any vector instructions, and on every system. A change
/// that is meant changes them, and results of users with them.
/// </summary>
public sealed class SameBitsTests
{
    private delegate void Case(Digest digest);

    /// <summary>All kinds of floats: those of the whole range in even steps of their bits, and as many from -20 to 20.</summary>
    private static readonly float[] Inputs =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1, -1, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        .. Enumerable.Range(0, 50_000).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 85_899u)),
        .. Enumerable.Range(-25_000, 50_000).Select(i => i * 0.0008f),
    ];

    private static readonly FrozenDictionary<string, Case> Cases = new Dictionary<string, Case>
    {
        ["Exp"] = digest => digest.Add([.. Inputs.Select(VectorMath.Exp)]),
        ["Log"] = digest => digest.Add([.. Inputs.Select(VectorMath.Log)]),
        ["Sigmoid"] = digest => digest.Add([.. Inputs.Select(VectorMath.Sigmoid)]),
        ["Tanh"] = digest => digest.Add([.. Inputs.Select(VectorMath.Tanh)]),
        ["Softplus"] = digest => digest.Add([.. Inputs.Select(VectorMath.Softplus)]),
        ["Exp in float64"] = digest => Array.ForEach(Inputs, x => digest.Add(PortableMath.Exp(x))),
        ["Log in float64"] = digest => Array.ForEach(Inputs, x => digest.Add(PortableMath.Log(x))),
        ["SinCos in float64"] = SinCos,
        ["Power in float64"] = Power,
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
    .Concat(Passes.Elementwise.Select(row => KeyValuePair.Create<string, Case>($"{row.Data}", digest => Activations(digest, row.Data))))
    .Concat(Passes.Differentiable.Select(row => KeyValuePair.Create<string, Case>($"{row.Data}'", digest => Derivatives(digest, row.Data))))
    .Concat(Passes.Losses.Select(row => KeyValuePair.Create<string, Case>($"{row.Data}", digest => LossRows(digest, Passes.Sum(row.Data)))))
    .Concat(Optimizers.All.Select(row => KeyValuePair.Create<string, Case>(row.Data, digest => Steps(digest, row.Data))))
    .Concat(Initializations.Select(row => KeyValuePair.Create<string, Case>(row.Key, digest => Drawn(digest, row.Value))))
    .ToFrozenDictionary();

    private static IEnumerable<KeyValuePair<string, Initialization>> Initializations =>
    [
        new(nameof(Initialization.LeCunNormal), Initialization.LeCunNormal), new(nameof(Initialization.LeCunUniform), Initialization.LeCunUniform),
        new(nameof(Initialization.XavierNormal), Initialization.XavierNormal), new(nameof(Initialization.XavierUniform), Initialization.XavierUniform),
        new(nameof(Initialization.HeNormal), Initialization.HeNormal), new(nameof(Initialization.HeUniform), Initialization.HeUniform),
        new(nameof(Initialization.Orthogonal), Initialization.Orthogonal),
    ];

    [Theory]
    [InlineData("Augmentation", "9850620782b0ab0e38766d9f71b5e3dc4dc0eeb518280324c25f167d0ebbfbc2")]
    [InlineData("BinaryCrossEntropy", "13956f8bb8110f33696cc2dee7a7c4efdc53e129e38c426537dfa88bd3672067")]
    [InlineData("ClippedReLU", "1342455aae1f1210eefcc4fd9adafe11d64adbd481f9d94d51f27d83c3ad76a3")]
    [InlineData("ClippedReLU'", "b681ca40ebb484d552ce7453864a05586a5c22cecdc58f8d882cfd936d60fa5b")]
    [InlineData("CrossEntropy", "210a065062ad8c7cc013ca66f67339d69334c70e8bcc0ce43098edf980642437")]
    [InlineData("Dropout", "2db5aa73fd0ad919d43bbcebb5a17c4e3557389640a93a38b3dd8356a3b995a4")]
    [InlineData("ELU", "1569c69153b26dbe9edb6016e7da83bb65c691bad6c6617ab81a23049556202f")]
    [InlineData("ELU'", "e28f569c56bcf2ce97f79fb7621caa631ad4ce2c941f0237f1668822982361aa")]
    [InlineData("Exp in float64", "61969a945acc96798162bb08373189e2a3e5e568f1cacffcaa0450d3a8b1278f")]
    [InlineData("Exp", "c120519678255008fe62a832d97457e45ccb2c62928ceb1603ef6059bd199a46")]
    [InlineData("GELU", "db7d201bdcf4a39107828b928690aa0d0894b82a023acbc9ba85708d44236bfd")]
    [InlineData("GELU'", "d32f78cc028fe18cb9d9f86b30946ec9c7f86b520d443a67125ad24c372ac0bd")]
    [InlineData("HardSigmoid", "4fde30f26a860a1f2eda06ca6c4ceb1459af2627a109225f47dd9d9df5abfc33")]
    [InlineData("HardSigmoid'", "f9b7ce33a3134435b2e50416052a36730bd4935e4355648e1d3bc885eb66465b")]
    [InlineData("HeNormal", "429d3b7b209d5bc987d808f771f57f2f5d2294ff47d5bdbb3b0cbc96a403d56a")]
    [InlineData("HeUniform", "4f83ae76ccf3801df0ce0a4749296d5d01b335899d2835b006fb2f4fa00580ed")]
    [InlineData("Huber", "aa0c1955954ccb895f265b96d33d35cbce9f8ee6172fd10f287ffbca61798c85")]
    [InlineData("LeCunNormal", "88c635fe7d5461b98ce375c939092e2e4be515b2de1fda3dbd5e5237d76af7ae")]
    [InlineData("LeCunUniform", "2aa5d11c588440cd23f4002e7fbd6ff3afe7aef3fb99820acf662a4c9b18b4a3")]
    [InlineData("LeakyReLU", "71f2fa57f3b7eb02d003665e26e56c473e4a4317b8408939113c367b6d60708f")]
    [InlineData("LeakyReLU'", "35c1cb563a6b67a205e500dcef61ea911e0b9d153b003f9ba7713d74939be30d")]
    [InlineData("Log in float64", "1ad26e35ab5778c52230e27b6b772b963ddb04953ac922982af43a969961b26c")]
    [InlineData("Log", "3293caba0abf0c41133b81780377e4ab41802fb7ee54a66089d87cead8e4757c")]
    [InlineData("LogCosh", "50f9774103ede1253fb2e2c3e5c940252953bd8ebc9afc03f6ab2f12c0133bb3")]
    [InlineData("MeanAbsoluteError", "1dd146ccbeb4bbf6a5fc4de6efc080b23a2a53ce641c2974a59f1d993d14a787")]
    [InlineData("MeanSquaredError", "d001482121e3e9eb8e490fab60104dd02b4a5327c22fa3a2c0c4e936fb723596")]
    [InlineData("Mish", "32a33cac407b5da60f6cc21e75cdbef4bd24928abfe0e71155a57947938af46d")]
    [InlineData("Mish'", "88e4b47cfba97f5e24b93c2094b524a33d3c95edef41dc651c26e19f109284aa")]
    [InlineData("Norms", "f56186e9b8b49c312a88478ebb0af238a5ec4742022a07cb8e2aac17054231de")]
    [InlineData("Orthogonal", "e80dd8e4b7227bd8c04475476a598902c74c056e5af4b4f3b7915a0d3aa12900")]
    [InlineData("Penalties", "a14065e26f7493dbf6657f90c7aca88540f5b23e1556e68b574ac9924634ef4f")]
    [InlineData("Perceptron", "b843144a9e4fbcc887652c31d34ccf13d6d4595241b4940fb7fd0b933e3f4724")]
    [InlineData("Power in float64", "8f69e6c18d3c4f90b598e692112b1e88a87dd61c268c24d5c8f1450f93b2337e")]
    [InlineData("ReLU", "c79496714c2a76b2fea59863737d4e3cad105dff08cc55e50b36f2e4b2db4e0d")]
    [InlineData("ReLU'", "674b36ac2cf88c6abbaf46fe47ccf64fa4ebeaff90ec399372cfd90d338f0925")]
    [InlineData("Schedules", "700b862686b89724d76b77b0d7cb564ca3d91eb4c26b01c050f6b59ae1dc35e7")]
    [InlineData("Search", "15bca8da54dab19e0947439696d9a019d9f727278e358aa604833369778beb1f")]
    [InlineData("SiLU", "cc867bfae459921383f3427f135de84e125659465923c0c332932aa25d2859b0")]
    [InlineData("SiLU'", "a4e181501c718faa635745df0d01d3f93873718509b1b725e0bed3fb22e8d2a1")]
    [InlineData("Sigmoid", "90cf501a44fea77e4a21f55bcade0f19b862e93e8d02b786080ef68842dc738a")]
    [InlineData("Sigmoid'", "1fcdccc6300ece2711141ac8caa479d7f3e39a41838a1356ddfd7d7e8fddcd3f")]
    [InlineData("Sign", "b86a456919a6b06dbda771400e5a1d68ba515bc196892490fbb870e96b6db244")]
    [InlineData("SinCos in float64", "8851ca3a51140b3463e2a9fa408ee5f89749c7537b2e2fd62568eacba1245a06")]
    [InlineData("Softmax Jacobian", "cd158eb0d1bda4c7d3e05553decdb83bc8e44cecaf06f1df9d1418b78a2b8235")]
    [InlineData("Softmax", "52908b13571b3d4db09518e9dd2fe6604d95672686e4ccbfda5622a85d957c53")]
    [InlineData("Softplus", "c9cda4fbb7f4c2ed2e5ae1d070be250c4994598a323c62cf9f98f226f658a48b")]
    [InlineData("Softplus'", "3800ce2632ec939256ab1dfcc5a70f311eb4fe97f511320e7635a8443e730890")]
    [InlineData("SquaredClippedReLU", "949978df35e4ae780c724c4b7870f7901cc951412254eb727d496eb3754c51ad")]
    [InlineData("SquaredClippedReLU'", "770feda197a515c8c81b5a9bf6d33b8da801e5717900229ece850044520047e8")]
    [InlineData("Standardizer", "6d0cc0e134237f8923f9f528317cc4d6ea6d0d832434ba84795820a44e646601")]
    [InlineData("Step", "ae769d518ba08d952ac786b08d1969df002e6ca585d077010536b87c5a3ae19a")]
    [InlineData("SyntheticDigits", "a5f9faed1c6116c48b6e9c557483078efe3a41ada521d95565eff03bd45dfe92")]
    [InlineData("Tanh", "b427c546e324777624226ca859884879941e8ec0bac440ff1709519e587e50e8")]
    [InlineData("Tanh'", "62e8d791ef2ca306118e3ad3906341f985fdc4f4f7048716293914f485c0ef07")]
    [InlineData("XavierNormal", "661a862e5792e14a483487627eecfd6d5383a8d59b30679910459459b3b2e527")]
    [InlineData("XavierUniform", "0433faed6e5548e0691adb3056238fa4ad780218888282770b2a6173b5b7dcfb")]
    [InlineData("adagrad", "f330f2e5f5749e0fd28b47ced55001dcbe5570c6e54a3f86dafe90bd7a7f1f11")]
    [InlineData("adam", "8fbba4da42b46bf3edcba96e8786dd38ace2c2da2a6882dd44eaead7425f8c33")]
    [InlineData("adamw", "8fbba4da42b46bf3edcba96e8786dd38ace2c2da2a6882dd44eaead7425f8c33")]
    [InlineData("momentum", "1c643cab9ad6eec800ca8deb7aa424f323b12aa8746a0f54e7a72b5db899896f")]
    [InlineData("nesterov", "eb770617ab760214cab63e1df12c8ed1298ffcc3f65447f47e3de993a0cbe7a6")]
    [InlineData("rmsprop", "21c7cda37deb65a030ff64ed05402376f6fb953f479026f608ee2449a9e5e3b0")]
    [InlineData("sgd", "becd0d1e5dfd67226158cd863b9a6db171a4ecf41195fbf69cca39b4a71100c9")]
    public void TheBitsAreTheSameEverywhere(string name, string expected)
    {
        using Digest digest = new();
        Cases[name](digest);
        Assert.Equal(expected, digest.ToString());
    }

    [Fact]
    public void EveryCaseHasAHash() => Assert.Equal(
        Cases.Keys.Order(StringComparer.Ordinal), Digest.Listed(typeof(SameBitsTests), nameof(TheBitsAreTheSameEverywhere)));

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
        OptimizerState state = new(typeof(SameBitsTests), new BlockLayout([part]), Length, rule);
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
        SearchSpace space = new SearchSpace(new TrainingOptions()).Network<SearchSoftmax>()
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
