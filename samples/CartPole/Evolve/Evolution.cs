using Unrolled;

namespace CartPoleSample.Evolve;

/// <summary>
/// A population whose best survive unchanged and have mutated children; no gradient. They prove themselves anew in every generation,
/// so that nobody stays who was merely lucky.
/// </summary>
/// <remarks>
/// Such, Madhavan, Conti, Lehman, Stanley and Clune, <i>Deep Neuroevolution: Genetic Algorithms Are a Competitive Alternative for
/// Training Deep Neural Networks for Reinforcement Learning</i> (2017), algorithm 1, with several survivors.
/// </remarks>
internal sealed class Evolution : ILearner<EvolvedNetwork>
{
    private const int PopulationSize = 30;
    private const int ParentCount = 6;
    private const int EpisodesEach = 3;
    private const float MutationSize = 0.1f;

    private readonly Random _random;
    private readonly CartPole _game;
    private readonly EvolvedNetwork[] _population;
    private readonly float[] _parameters = new float[EvolvedNetwork.ParameterCount];

    public Evolution(Random random)
    {
        _random = random;
        _game = new CartPole(random);
        var ancestor = new EvolvedNetwork(random.Next());
        _population = [.. Enumerable.Range(0, PopulationSize).Select(_ => ancestor.Clone())];
        foreach (EvolvedNetwork network in _population)
        {
            Mutate(network);
        }
    }

    /// <summary>The best of the last generation.</summary>
    public EvolvedNetwork Network => _population[0];

    /// <summary>Lets one generation prove itself, and replaces those that are not among the best.</summary>
    public void Learn(EpisodeLog episodes)
    {
        int[] failures = [.. _population.Select(network => -Fitness(network, episodes))];
        Array.Sort(failures, _population);
        for (int i = ParentCount; i < PopulationSize; i++)
        {
            _population[i].CopyFrom(_population[_random.Next(ParentCount)]);
            Mutate(_population[i]);
        }
    }

    private int Fitness(EvolvedNetwork network, EpisodeLog episodes)
    {
        var policy = new Policy<EvolvedNetwork>(network);
        int sum = 0;
        for (int i = 0; i < EpisodesEach; i++)
        {
            int steps = policy.Play(_game);
            episodes.Add(steps);
            sum += steps;
        }

        return sum;
    }

    private void Mutate(EvolvedNetwork network)
    {
        network.GetParameters(_parameters);
        foreach (ref float parameter in _parameters.AsSpan())
        {
            parameter += MutationSize * Normal();
        }

        network.SetParameters(_parameters);
    }

    /// <summary>Nearly normal: the sum of twelve uniform numbers has a variance of 1. Logarithms would differ between systems.</summary>
    private float Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += _random.NextDouble();
        }

        return (float)sum;
    }
}
