using CartPoleSample.Dqn;
using CartPoleSample.Evolve;
using CartPoleSample.Ppo;
using Unrolled;

namespace CartPoleSample;

/// <summary>A way to learn, to choose on the command line.</summary>
internal abstract class Algorithm
{
    /// <summary>All algorithms, the default first.</summary>
    public static IReadOnlyList<Algorithm> All { get; } =
    [
        new Algorithm<EvolvedNetwork>
        {
            Name = "evolve",
            Description = "evolution: the best of a population have mutated children",
            Begin = random => new Evolution(random),
            MostEpisodes = 20_000,
        },
        new Algorithm<QNetwork>
        {
            Name = "dqn",
            Description = "double deep Q-learning: the values of actions, from a replay buffer",
            Begin = random => new DeepQLearning(random),
            MostEpisodes = 2_000,
        },
        new Algorithm<PolicyNetwork>
        {
            Name = "ppo",
            Description = "proximal policy optimization: the probabilities of actions",
            Begin = random => new ProximalPolicyOptimization(random),
            MostEpisodes = 2_000,
        },
    ];

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The episodes after which it gives up, unless the command line says otherwise.</summary>
    public required int MostEpisodes { get; init; }

    /// <summary>The network that decides.</summary>
    public abstract string Topology { get; }

    /// <summary>Learns until a trial is good enough or there have been so many episodes.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="mostEpisodes">After so many episodes it ends with what it has.</param>
    /// <param name="episodes">Receives the episodes that were learnt from.</param>
    /// <param name="trials">Is told of every trial; may be null.</param>
    /// <returns>The policy of the best trial.</returns>
    public abstract Policy Train(int seed, int mostEpisodes, EpisodeLog episodes, IProgress<Trial>? trials = null);

    /// <summary>Loads a policy that this algorithm has learnt.</summary>
    public abstract Policy Load(string file);
}

/// <inheritdoc/>
internal sealed class Algorithm<TNetwork> : Algorithm where TNetwork : class, INetwork<TNetwork>
{
    public required Func<Random, ILearner<TNetwork>> Begin { get; init; }

    public override string Topology => string.Join('-', TNetwork.Layers.ToArray());

    public override Policy Train(int seed, int mostEpisodes, EpisodeLog episodes, IProgress<Trial>? trials = null)
    {
        var random = new Random(seed);
        var game = new CartPole(random);
        ILearner<TNetwork> learner = Begin(random);
        TNetwork best = learner.Network.Clone();
        double bestReturn = 0;
        while (bestReturn < Trial.Enough && episodes.Returns.Count < mostEpisodes)
        {
            learner.Learn(episodes);
            double meanReturn = new Policy<TNetwork>(learner.Network).MeanReturn(game, Trial.Length);
            if (meanReturn > bestReturn)
            {
                best.CopyFrom(learner.Network);
                bestReturn = meanReturn;
            }

            trials?.Report(new Trial(episodes.Returns.Count, episodes.Steps, episodes.MeanOfLast(Trial.Length), meanReturn));
        }

        return new Policy<TNetwork>(best);
    }

    public override Policy Load(string file)
    {
        TNetwork network = TNetwork.Create(seed: 0);
        if (Policy.IsOnnx(file))
        {
            network.LoadOnnx(file);
        }
        else
        {
            network.Load(file);
        }

        return new Policy<TNetwork>(network);
    }
}
