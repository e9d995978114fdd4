using Unrolled.Tests.Networks;

namespace Unrolled.Tests;

public class ParallelEvaluationTests
{
    private static readonly Dataset s_digits = SyntheticDigits.Create(1500, seed: 1);

    public static TheoryData<int> Threads => [1, 2, 3, 7];

    [Theory]
    [MemberData(nameof(Threads))]
    public void The_results_do_not_depend_on_the_number_of_threads(int threads)
    {
        var network = new Digits(3);

        Assert.Equal(Evaluator.Accuracy(network, s_digits), Evaluator.Accuracy(network, s_digits, threads));
        Assert.Equal(Evaluator.Confusion(network, s_digits).ToString(), Evaluator.Confusion(network, s_digits, threads).ToString());
        Assert.Equal(Evaluator.MeanLoss(network, s_digits), Evaluator.MeanLoss(network, s_digits, threads));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_batch_has_the_outputs_of_one_thread(int threads)
    {
        var network = new Digits(3);
        foreach (int rows in (int[])[0, 1, 63, 200, 1500])
        {
            float[] inputs = new float[rows * Digits.InputSize];
            s_digits.GatherInputs(0, rows, inputs);
            float[] expected = new float[rows * Digits.OutputSize];
            float[] actual = new float[rows * Digits.OutputSize];

            network.ForwardBatch(inputs, expected);
            network.ForwardBatch(inputs, actual, threads);

            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    [Fact]
    public void A_large_batch_really_is_shared() =>
        Assert.Equal([1, 1, 2, 7], ((int[])[1, 100, 200, 100_000]).Select(rows => ForwardWork.Workers<Digits>(rows, 7)));

    [Fact]
    public void Several_callers_may_share_a_network()
    {
        var network = new Digits(3);
        float[] inputs = new float[500 * Digits.InputSize];
        s_digits.GatherInputs(0, 500, inputs);
        float[] expected = new float[500 * Digits.OutputSize];
        network.ForwardBatch(inputs, expected, 2);

        Parallel.For(0, 20, i =>
        {
            float[] actual = new float[expected.Length];
            network.ForwardBatch(inputs, actual, 2 + (i % 2));
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        });
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var network = new Digits(3);

        Assert.Throws<ArgumentException>("outputs", () => network.ForwardBatch(new float[Digits.InputSize], new float[3], 2));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => network.ForwardBatch([], [], 0));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => Evaluator.Accuracy(network, s_digits, 0));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => Evaluator.MeanLoss(network, s_digits, 0));
    }
}
