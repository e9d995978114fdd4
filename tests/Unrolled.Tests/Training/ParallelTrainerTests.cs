using Unrolled.Tests.Networks;

namespace Unrolled.Tests;

public class ParallelTrainerTests
{
    private const float LearningRate = 0.5f;

    private static readonly Dataset s_digits = SyntheticDigits.Create(300, seed: 1);

    public static TheoryData<int, int> ThreadsAndBatches => new MatrixTheoryData<int, int>([1, 2, 3, 7], [1, 2, 6, 50, 113, 300]);

    [Theory]
    [MemberData(nameof(ThreadsAndBatches))]
    public void A_step_has_the_bits_of_one_thread(int threads, int batch)
    {
        int[] rows = Rows(batch);
        (float[] inputs, float[] targets) = Gathered(rows);
        var alone = new Digits(2);
        var shared = new Digits(2);
        var lying = new Digits(2);
        using var first = new ParallelTrainer<Digits>(shared, threads);
        using var second = new ParallelTrainer<Digits>(lying, threads);
        for (int step = 0; step < 3; step++)
        {
            float loss = alone.Train(inputs, targets, LearningRate);
            Assert.Equal(loss, first.Train(inputs, targets, LearningRate));
            Assert.Equal(loss, second.Train(s_digits, rows, LearningRate));
        }

        Assert.Equal(Parameters(alone), Parameters(shared));
        Assert.Equal(Parameters(alone), Parameters(lying));
    }

    [Theory]
    [MemberData(nameof(ThreadsAndBatches))]
    public void A_gradient_has_the_bits_of_one_thread(int threads, int batch)
    {
        int[] rows = Rows(batch);
        (float[] inputs, float[] targets) = Gathered(rows);
        var network = new Digits(2);
        float[] expected = new float[Digits.ParameterCount];
        float[] actual = new float[Digits.ParameterCount];
        float[] ofRows = new float[Digits.ParameterCount];
        using var trainer = new ParallelTrainer<Digits>(network, threads);

        float loss = network.Gradient(inputs, targets, expected);

        Assert.Equal(loss, trainer.Gradient(inputs, targets, actual));
        Assert.Equal(loss, trainer.Gradient(s_digits, rows, ofRows));
        Assert.Equal(expected, actual);
        Assert.Equal(expected, ofRows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_driver_trains_alike_on_any_number_of_threads(int threads)
    {
        var options = new TrainingOptions { Epochs = 3, BatchSize = 100, LearningRate = LearningRate };

        (TrainingResult expected, float[] parameters) = Trained(options);
        (TrainingResult actual, float[] shared) = Trained(options with { Threads = threads });

        Assert.Equal(expected.Reports.Select(r => (r.Loss, r.ValidationLoss, r.Accuracy)), actual.Reports.Select(r => (r.Loss, r.ValidationLoss, r.Accuracy)));
        Assert.Equal(parameters, shared);
    }

    [Fact]
    public void Cancelling_stops_several_threads_too()
    {
        using var source = new CancellationTokenSource();
        var network = new Digits(1);
        var options = new TrainingOptions { Epochs = 50, BatchSize = 100, Threads = 2 };
        int epochs = 0;

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (EpochReport _ in Trainer.Epochs(network, s_digits, options, cancellationToken: source.Token))
            {
                if (++epochs == 2)
                {
                    source.Cancel();
                }
            }
        });

        Assert.Equal(2, epochs);
    }

    [Theory]
    [InlineData(2, 10)]
    [InlineData(2, 100)]
    [InlineData(3, 300)]
    public void A_step_allocates_nothing(int threads, int batch)
    {
        int[] rows = Rows(batch);
        (float[] inputs, float[] targets) = Gathered(rows);
        float[] gradient = new float[Digits.ParameterCount];
        float[] inputGradients = new float[inputs.Length];
        using var trainer = new ParallelTrainer<Digits>(new Digits(2), threads, isAdaptive: false);
        void Use()
        {
            trainer.Backward(inputs, targets, gradient, inputGradients);
            trainer.Train(inputs, targets, LearningRate);
            trainer.Train(s_digits, rows, LearningRate);
            trainer.Gradient(inputs, targets, gradient);
            trainer.Gradient(s_digits, rows, gradient);
        }

        Assert.Equal(0, Allocation.Of(Use));
    }

    [Fact]
    public void A_row_that_is_not_there_is_refused_whoever_meets_it_and_nothing_changes()
    {
        var network = new Digits(2);
        float[] before = Parameters(network);
        using var trainer = new ParallelTrainer<Digits>(network, 2, isAdaptive: false);
        foreach (int bad in (int[])[0, 50, 99])
        {
            int[] rows = Rows(100);
            rows[bad] = 300;
            Assert.Throws<ArgumentOutOfRangeException>("rows", () => trainer.Train(s_digits, rows, LearningRate));
        }

        Assert.Equal(before, Parameters(network));
        trainer.Train(s_digits, Rows(100), LearningRate);
        Assert.NotEqual(before, Parameters(network));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var network = new Digits(2);
        using var trainer = new ParallelTrainer<Digits>(network, 2);
        (float[] inputs, float[] targets) = Gathered(Rows(100));
        float[] before = Parameters(network);

        Assert.Throws<ArgumentException>("inputs", () => trainer.Train([], [], LearningRate));
        Assert.Throws<ArgumentException>("inputs", () => trainer.Backward([], [], [], []));
        Assert.Throws<ArgumentException>("inputGradients", () => trainer.Backward(inputs, targets, [], inputs));
        Assert.Throws<ArgumentException>("outputGradients", () => trainer.Backward(inputs, [.. targets[1..], float.NaN], [], new float[inputs.Length]));
        Assert.Throws<ArgumentException>("inputs", () => trainer.Backward([.. inputs[1..], float.NaN], targets, [], new float[inputs.Length]));
        Assert.Throws<ArgumentException>("targets", () => trainer.Train(inputs, targets.AsSpan(1), LearningRate));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => trainer.Train(inputs, targets, float.NaN));
        Assert.Throws<ArgumentException>("gradient", () => trainer.Gradient(inputs, targets, new float[3]));
        Assert.Throws<ArgumentException>("rows", () => trainer.Train(s_digits, [], LearningRate));
        Assert.Throws<ArgumentException>("data", () => trainer.Train(SoftmaxRegression.Data(4, 1), [0], LearningRate));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => new ParallelTrainer<Digits>(network, 0));
        Assert.Throws<ArgumentNullException>("network", () => new ParallelTrainer<Digits>(null!));
        Assert.Equal(before, Parameters(network));
        Assert.StartsWith("Threads is 0, but must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(
            "options", () => Trainer.Train(network, s_digits, new TrainingOptions { Threads = 0 })).Message);
    }

    [Fact]
    public void Without_a_number_there_is_a_thread_for_each_processor()
    {
        var trainer = new ParallelTrainer<Digits>(new Digits(2));
        (float[] inputs, float[] targets) = Gathered(Rows(300));

        Assert.Equal(Environment.ProcessorCount, trainer.Threads);
        trainer.Dispose();
        trainer.Dispose();
        if (trainer.Threads > 1)
        {
            Assert.Throws<ObjectDisposedException>(() => trainer.Train(inputs, targets, LearningRate));
        }
    }

    private static (TrainingResult Result, float[] Parameters) Trained(TrainingOptions options)
    {
        var network = new Digits(1);
        TrainingResult result = Trainer.Train(network, s_digits, options, s_digits);
        return (result, Parameters(network));
    }

    private static int[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => i * 7 % 300)];

    private static (float[] Inputs, float[] Targets) Gathered(int[] rows)
    {
        float[] inputs = new float[rows.Length * s_digits.InputSize];
        float[] targets = new float[rows.Length * s_digits.TargetSize];
        s_digits.Gather(rows, inputs, targets);
        return (inputs, targets);
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
