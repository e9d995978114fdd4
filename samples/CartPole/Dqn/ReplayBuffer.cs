namespace CartPoleSample.Dqn;

/// <summary>The last steps that were made, to learn from again and again.</summary>
/// <remarks>Lin, <i>Self-Improving Reactive Agents Based on Reinforcement Learning, Planning and Teaching</i> (1992).</remarks>
internal sealed class ReplayBuffer(int capacity)
{
    private readonly Transitions _all = new(capacity);
    private int _next;

    /// <summary>How many steps there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a step, in place of the oldest when there is no more room.</summary>
    public void Add(ReadOnlySpan<float> observation, int action, ReadOnlySpan<float> nextObservation, bool hasFallen)
    {
        observation.CopyTo(CartPole.Row(_all.Observations, _next));
        _all.Actions[_next] = action;
        nextObservation.CopyTo(CartPole.Row(_all.NextObservations, _next));
        _all.HasFallen[_next] = hasFallen;
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Fills a mini-batch with steps drawn at random, each equally likely.</summary>
    public void Sample(Random random, Transitions batch)
    {
        for (int row = 0; row < batch.Count; row++)
        {
            batch.Copy(_all, random.Next(Count), row);
        }
    }
}
