using Unrolled;
using Unrolled.Numerics;

namespace CartPoleSample.Ppo;

/// <summary>
/// Makes actions that turned out better than expected more probable and others less, as long as the policy stays near the one that acted.
/// </summary>
/// <remarks>Schulman, Wolski, Dhariwal, Radford and Klimov, <i>Proximal Policy Optimization Algorithms</i> (2017), algorithm 1.</remarks>
internal sealed class ProximalPolicyOptimization : ILearner<PolicyNetwork>
{
    private const int RolloutSize = 2_048;
    private const int BatchSize = 64;
    private const int Epochs = 10;
    private const float Discount = 0.99f;
    private const float Lambda = 0.95f;
    private const float ClipRange = 0.2f;
    private const float EntropyWeight = 0.01f;
    private const float LearningRate = 0.001f;

    // Their logarithm would be infinite below.
    private const float LeastProbability = 1e-8f;

    private readonly Random _random;
    private readonly CartPole _game;
    private readonly ValueNetwork _critic;
    private readonly OptimizerState _policyOptimizer;
    private readonly OptimizerState _criticOptimizer;
    private readonly Rollout _rollout = new(RolloutSize);
    private readonly int[] _order = [.. Enumerable.Range(0, RolloutSize)];
    private readonly float[] _observations = new float[BatchSize * CartPole.ObservationSize];
    private readonly float[] _returns = new float[BatchSize];
    private readonly float[] _probabilities = new float[BatchSize * CartPole.ActionCount];
    private readonly float[] _probabilityGradients = new float[BatchSize * CartPole.ActionCount];
    private readonly float[] _policyGradient = new float[PolicyNetwork.ParameterCount];
    private readonly float[] _criticGradient = new float[ValueNetwork.ParameterCount];

    public ProximalPolicyOptimization(Random random)
    {
        _random = random;
        _game = new CartPole(random);
        _game.Reset();
        Network = new PolicyNetwork(random.Next());
        _critic = new ValueNetwork(random.Next());
        _policyOptimizer = Optimizer.Adam().For(Network);
        _criticOptimizer = Optimizer.Adam().For(_critic);
    }

    /// <summary>The policy, the actor beside the critic.</summary>
    public PolicyNetwork Network { get; }

    /// <summary>Acts for a number of steps, and then goes through them several times in mini-batches.</summary>
    public void Learn(EpisodeLog episodes)
    {
        Act(episodes);
        _critic.ForwardBatch(_rollout.Observations, _rollout.Values);
        _critic.ForwardBatch(_rollout.NextObservations, _rollout.NextValues);
        _rollout.Estimate(Discount, Lambda);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            _random.Shuffle(_order);
            for (int start = 0; start < RolloutSize; start += BatchSize)
            {
                ReadOnlySpan<int> steps = _order.AsSpan(start, BatchSize);
                _rollout.Gather(steps, _observations, _returns);
                ImprovePolicy(steps);
                ImproveCritic();
            }
        }
    }

    private void Act(EpisodeLog episodes)
    {
        Span<float> probabilities = stackalloc float[CartPole.ActionCount];
        for (int step = 0; step < RolloutSize; step++)
        {
            Span<float> observation = CartPole.Row(_rollout.Observations, step);
            _game.Observe(observation);
            Network.Forward(observation, probabilities);
            int action = _random.NextSingle() < probabilities[0] ? 0 : 1;
            _game.Step(action);
            _game.Observe(CartPole.Row(_rollout.NextObservations, step));
            _rollout.Actions[step] = action;
            _rollout.Probabilities[step] = probabilities[action];
            _rollout.HasFallen[step] = _game.HasFallen;
            _rollout.IsOver[step] = _game.IsOver;
            if (_game.IsOver)
            {
                episodes.Add(_game.Steps);
                _game.Reset();
            }
        }
    }

    /// <summary>
    /// A step up min(r A, clip(r, 1 - range, 1 + range) A) + weight * entropy, r = p(action) / p(action) when it acted: equation 7 and
    /// the entropy of equation 9. The softmax is part of the network, so that the derivatives are those with respect to probabilities.
    /// </summary>
    private void ImprovePolicy(ReadOnlySpan<int> steps)
    {
        Network.ForwardBatch(_observations, _probabilities);
        for (int i = 0; i < _probabilities.Length; i++)
        {
            // The entropy is -sum p ln p.
            float logarithm = VectorMath.Log(Math.Max(_probabilities[i], LeastProbability));
            _probabilityGradients[i] = EntropyWeight * (logarithm + 1) / BatchSize;
        }

        for (int i = 0; i < BatchSize; i++)
        {
            int taken = (i * CartPole.ActionCount) + _rollout.Actions[steps[i]];
            float before = _rollout.Probabilities[steps[i]];
            float advantage = _rollout.Advantages[steps[i]];
            float ratio = _probabilities[taken] / before;
            bool isClipped = advantage > 0 ? ratio > 1 + ClipRange : ratio < 1 - ClipRange;
            if (!isClipped)
            {
                _probabilityGradients[taken] -= advantage / before / BatchSize;
            }
        }

        Network.Backward(_observations, _probabilityGradients, _policyGradient, inputGradients: []);
        _policyOptimizer.Step(Network, _policyGradient, LearningRate);
    }

    /// <summary>A step down the squared error of the values: a loss that the network has itself.</summary>
    private void ImproveCritic()
    {
        _critic.Gradient(_observations, _returns, _criticGradient);
        _criticOptimizer.Step(_critic, _criticGradient, LearningRate);
    }
}
