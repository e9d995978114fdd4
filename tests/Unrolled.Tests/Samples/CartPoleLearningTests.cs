using CartPoleSample;
using CartPoleSample.Dqn;
using CartPoleSample.Ppo;

namespace Unrolled.Tests;

/// <summary>What the algorithms of the CartPole sample are made of.</summary>
public sealed class CartPoleLearningTests
{
    [Fact]
    public void A_replay_buffer_keeps_the_last_steps_whole_and_draws_each_of_them()
    {
        const int capacity = 5;
        var buffer = new ReplayBuffer(capacity);
        for (int step = 0; step < 8; step++)
        {
            buffer.Add(Filled(step), step % 2, Filled(step + 100), step == 6);
            Assert.Equal(Math.Min(step + 1, capacity), buffer.Count);
        }

        var batch = new Transitions(200);
        buffer.Sample(new Random(1), batch);

        HashSet<float> drawn = [];
        for (int row = 0; row < batch.Count; row++)
        {
            int step = (int)batch.Observations[row * CartPole.ObservationSize];
            drawn.Add(step);
            Assert.Equal(Filled(step), CartPole.Row(batch.Observations, row).ToArray());
            Assert.Equal(Filled(step + 100), CartPole.Row(batch.NextObservations, row).ToArray());
            Assert.Equal(step % 2, batch.Actions[row]);
            Assert.Equal(step == 6, batch.HasFallen[row]);
        }

        Assert.Equal([3, 4, 5, 6, 7], drawn.Order());
    }

    [Fact]
    public void A_replay_buffer_that_is_not_full_draws_from_what_it_has()
    {
        var buffer = new ReplayBuffer(1_000);
        buffer.Add(Filled(7), 1, Filled(8), hasFallen: true);

        var batch = new Transitions(20);
        buffer.Sample(new Random(1), batch);

        Assert.All(batch.Observations, number => Assert.Equal(7, number));
        Assert.All(batch.HasFallen, Assert.True);
    }

    /// <summary>The sums of the paper's equations 15 and 16, each written out.</summary>
    [Fact]
    public void Advantages_are_sums_of_discounted_surprises_within_an_episode()
    {
        const int count = 60;
        const double discount = 0.9, lambda = 0.7;
        var random = new Random(2);
        var rollout = new Rollout(count);
        for (int t = 0; t < count; t++)
        {
            (rollout.Values[t], rollout.NextValues[t]) = (random.NextSingle() * 9, random.NextSingle() * 9);
            rollout.HasFallen[t] = t is 9 or 30;
            rollout.IsOver[t] = t is 9 or 30 or 44;
        }

        rollout.Estimate((float)discount, (float)lambda);

        double[] advantages = new double[count];
        for (int t = 0; t < count; t++)
        {
            for (int i = t; i < count; i++)
            {
                double delta = 1 + (rollout.HasFallen[i] ? 0 : discount * rollout.NextValues[i]) - rollout.Values[i];
                advantages[t] += Math.Pow(discount * lambda, i - t) * delta;
                if (rollout.IsOver[i])
                {
                    break;
                }
            }

            Assert.Equal(advantages[t] + rollout.Values[t], rollout.Returns[t], 1e-5);
        }

        double mean = advantages.Average();
        double deviation = Math.Sqrt(advantages.Average(advantage => (advantage - mean) * (advantage - mean)));
        Assert.All(Enumerable.Range(0, count), t => Assert.Equal((advantages[t] - mean) / deviation, rollout.Advantages[t], 1e-5));
    }

    [Fact]
    public void A_log_averages_the_last_episodes()
    {
        var log = new EpisodeLog(CancellationToken.None);
        Assert.Equal(0, log.MeanOfLast(2));
        log.Add(10);
        Assert.Equal(10, log.MeanOfLast(2));
        log.Add(20);
        log.Add(40);

        Assert.Equal(30, log.MeanOfLast(2));
        Assert.Equal(70, log.Steps);
        Assert.Equal([10, 20, 40], log.Returns);
    }

    private static float[] Filled(int number) => [number, number, number, number];
}
