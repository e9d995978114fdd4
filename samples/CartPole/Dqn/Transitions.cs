namespace CartPoleSample.Dqn;

/// <summary>Some steps that were made, in arrays of one row for each.</summary>
internal sealed class Transitions(int count)
{
    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>What was observed before each.</summary>
    public float[] Observations { get; } = new float[count * CartPole.ObservationSize];

    /// <summary>What was done.</summary>
    public int[] Actions { get; } = new int[count];

    /// <summary>What was observed after it.</summary>
    public float[] NextObservations { get; } = new float[count * CartPole.ObservationSize];

    /// <summary>Whether that was the end of all rewards. Stopped at the limit of steps, the pole still stands.</summary>
    public bool[] HasFallen { get; } = new bool[count];

    /// <summary>Copies a row of others.</summary>
    public void Copy(Transitions source, int sourceRow, int row)
    {
        CartPole.Row(source.Observations, sourceRow).CopyTo(CartPole.Row(Observations, row));
        Actions[row] = source.Actions[sourceRow];
        CartPole.Row(source.NextObservations, sourceRow).CopyTo(CartPole.Row(NextObservations, row));
        HasFallen[row] = source.HasFallen[sourceRow];
    }
}
