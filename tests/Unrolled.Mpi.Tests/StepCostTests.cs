namespace Unrolled.Mpi.Tests;

/// <summary>The model of cost against sums on paper; against a clock it is held in docs/many-machines.md.</summary>
public sealed class StepCostTests
{
    private static readonly StepCost s_cost = new()
    {
        Parameters = 1000,
        FlopsPerSample = 500,
        FlopsPerSecond = 1e6,
        MemoryBandwidth = 1e7,
        Latency = 1e-4,
        Bandwidth = 1e6,
    };

    [Fact]
    public void One_rank_computes_and_adds()
    {
        // 64 samples; two blocks of 4000 bytes cleared, one added, and the step.
        Assert.Equal(0.032 + 0.0008 + 0.0012 + 0.0012, s_cost.Seconds(batch: 64, shards: 2, ranks: 1), 1e-12);
    }

    [Fact]
    public void Two_ranks_halve_the_work_and_exchange_halves()
    {
        // 32 samples; one block cleared; two halves added or stepped by; two exchanges of 2000 bytes and one message before them.
        Assert.Equal(0.016 + 0.0004 + (2 * 0.0006) + (2 * (0.0001 + 0.002)) + 0.0001, s_cost.Seconds(batch: 64, shards: 2, ranks: 2), 1e-12);
    }

    [Fact]
    public void A_rank_without_whole_pairs_sends_more_than_one_sum()
    {
        // Of 4 shards the last of 3 ranks has a pair, which it adds up itself. Of 5 the second has 1 and 2, the third 3 and 4: no pairs.
        double pairs = s_cost.Seconds(batch: 60, shards: 4, ranks: 3);
        double others = s_cost.Seconds(batch: 60, shards: 5, ranks: 3);
        double compute = 0.03 * ((2 / 5.0) - (2 / 4.0));
        double addition = -3 * 4000 / 1e7;
        double additionsOfParts = 2 * 3 * (4000 / 3.0) / 1e7;
        double exchange = (2 * 1e-4) + (8000 / 3.0 / 1e6);
        Assert.Equal(compute + addition + additionsOfParts + exchange, others - pairs, 1e-12);
    }

    [Fact]
    public void Ranks_beyond_the_processors_take_turns() => Assert.Equal(
        3 * s_cost.Seconds(batch: 60, shards: 6, ranks: 6), s_cost.Seconds(batch: 60, shards: 6, ranks: 6, processors: 2), 1e-12);

    [Fact]
    public void A_sample_goes_through_each_weight_three_times_but_for_the_first_layer()
    {
        StepCost cost = StepCost.Of<PlainNet>(1, 1, 1, 1);
        Assert.Equal(PlainNet.ParameterCount, cost.Parameters);
        Assert.Equal(2 * ((2 * 6 * 20) + (3 * 20 * 12) + (3 * 12 * 3)), cost.FlopsPerSample);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 2, 1)]
    [InlineData(1, 1, 1, 0)]
    public void Numbers_that_make_no_sense_are_refused(int batch, int shards, int ranks, int processors) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_cost.Seconds(batch, shards, ranks, processors));
}
