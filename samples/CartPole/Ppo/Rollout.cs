namespace CartPoleSample.Ppo;

/// <summary>Steps made one after the other by one policy, in arrays of one element or row for each.</summary>
internal sealed class Rollout(int count)
{
    /// <summary>What was observed before each step.</summary>
    public float[] Observations { get; } = new float[count * CartPole.ObservationSize];

    /// <summary>What was observed after it, in the same episode.</summary>
    public float[] NextObservations { get; } = new float[count * CartPole.ObservationSize];

    /// <summary>What was done.</summary>
    public int[] Actions { get; } = new int[count];

    /// <summary>How probable that was.</summary>
    public float[] Probabilities { get; } = new float[count];

    /// <summary>Whether the pole fell, which ends all rewards.</summary>
    public bool[] HasFallen { get; } = new bool[count];

    /// <summary>Whether the episode ended, be it at the limit of steps.</summary>
    public bool[] IsOver { get; } = new bool[count];

    /// <summary>What was to be expected before each step.</summary>
    public float[] Values { get; } = new float[count];

    /// <summary>What was to be expected after it.</summary>
    public float[] NextValues { get; } = new float[count];

    /// <summary>How much better than expected each action was.</summary>
    public float[] Advantages { get; } = new float[count];

    /// <summary>What should have been expected.</summary>
    public float[] Returns { get; } = new float[count];

    /// <summary>
    /// Estimates from the values what should have been expected and how much better each action was: A(t) = delta(t) + discount *
    /// lambda * A(t + 1) up to the end of the episode, delta(t) = reward + discount * value(t + 1) - value(t).
    /// </summary>
    /// <remarks>
    /// Schulman, Moritz, Levine, Jordan and Abbeel, <i>High-Dimensional Continuous Control Using Generalized Advantage Estimation</i>
    /// (2016), equations 10 and 16. The advantages then get a mean of 0 and a variance of 1, so that no rate depends on their size.
    /// </remarks>
    public void Estimate(float discount, float lambda)
    {
        float advantage = 0;
        for (int step = count - 1; step >= 0; step--)
        {
            float future = HasFallen[step] ? 0 : discount * NextValues[step];
            float delta = CartPole.Reward + future - Values[step];
            advantage = delta + (IsOver[step] ? 0 : discount * lambda * advantage);
            Advantages[step] = advantage;
            Returns[step] = advantage + Values[step];
        }

        Standardize(Advantages);
    }

    /// <summary>Copies what is to be learnt from some steps.</summary>
    public void Gather(ReadOnlySpan<int> steps, Span<float> observations, Span<float> returns)
    {
        for (int row = 0; row < steps.Length; row++)
        {
            CartPole.Row(Observations, steps[row]).CopyTo(CartPole.Row(observations, row));
            returns[row] = Returns[steps[row]];
        }
    }

    private static void Standardize(Span<float> numbers)
    {
        double sum = 0, squares = 0;
        foreach (float number in numbers)
        {
            sum += number;
        }

        double mean = sum / numbers.Length;
        foreach (float number in numbers)
        {
            squares += (number - mean) * (number - mean);
        }

        double deviation = Math.Sqrt(squares / numbers.Length) + 1e-8;
        foreach (ref float number in numbers)
        {
            number = (float)((number - mean) / deviation);
        }
    }
}
