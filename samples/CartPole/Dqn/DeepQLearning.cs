using Unrolled;

namespace CartPoleSample.Dqn;

/// <summary>Learns the values of actions from what followed them, and mostly takes the best.</summary>
/// <remarks>
/// <para>
/// Mnih et al., <i>Human-level control through deep reinforcement learning</i> (2015), algorithm 1; with the targets of van Hasselt, Guez
/// and Silver, <i>Deep Reinforcement Learning with Double Q-learning</i> (2016), and a target network that follows slowly, as in Lillicrap
/// et al., <i>Continuous control with deep reinforcement learning</i> (2016).
/// </para>
/// <para>
/// Where every step earns 1, a value lies between 0 and 1 / (1 - discount) = 100, a range that a network finds slowly. What is learnt is
/// q = (1 - discount) Q - 1 instead, from -1 to 0: it orders the actions alike, and Q = 1 + discount * Q' becomes q = discount * q', where
/// q' is -1 once the pole has fallen.
/// </para>
/// </remarks>
internal sealed class DeepQLearning : ILearner<QNetwork>
{
    private const int Capacity = 50_000;
    private const int BatchSize = 64;
    private const int StepsPerRound = 1_000;
    private const int FirstFit = 1_000;
    private const int ExplorationSteps = 5_000;
    private const float LeastExploration = 0.05f;
    private const float Discount = 0.99f;
    private const float LearningRate = 0.001f;
    private const float TargetRate = 0.01f;

    private readonly Random _random;
    private readonly CartPole _game;
    private readonly QNetwork _target;
    private readonly OptimizerState _optimizer;
    private readonly ReplayBuffer _buffer = new(Capacity);
    private readonly Transitions _batch = new(BatchSize);
    private readonly float[] _values = new float[BatchSize * CartPole.ActionCount];
    private readonly float[] _nextValues = new float[BatchSize * CartPole.ActionCount];
    private readonly float[] _targetValues = new float[BatchSize * CartPole.ActionCount];
    private readonly float[] _valueGradients = new float[BatchSize * CartPole.ActionCount];
    private readonly float[] _gradient = new float[QNetwork.ParameterCount];
    private int _steps;

    public DeepQLearning(Random random)
    {
        _random = random;
        _game = new CartPole(random);
        _game.Reset();
        Network = new QNetwork(random.Next());
        _target = Network.Clone();
        _optimizer = Optimizer.Adam().For(Network);
    }

    public QNetwork Network { get; }

    /// <summary>Makes a number of steps, and after each of them one down the gradient.</summary>
    public void Learn(EpisodeLog episodes)
    {
        for (int i = 0; i < StepsPerRound; i++)
        {
            Act(episodes);
            if (_buffer.Count >= FirstFit)
            {
                _buffer.Sample(_random, _batch);
                Fit();
                _target.Blend(Network, TargetRate);
            }
        }
    }

    /// <summary>Makes a step by chance or as it seems best: at first always by chance, then less and less.</summary>
    private void Act(EpisodeLog episodes)
    {
        Span<float> before = stackalloc float[CartPole.ObservationSize], after = stackalloc float[CartPole.ObservationSize];
        _game.Observe(before);
        float exploration = float.Lerp(1, LeastExploration, Math.Min(1, (float)_steps / ExplorationSteps));
        int action = _random.NextSingle() < exploration ? _random.Next(CartPole.ActionCount) : Network.Predict(before);
        _game.Step(action);
        _game.Observe(after);
        _buffer.Add(before, action, after, _game.HasFallen);
        _steps++;
        if (_game.IsOver)
        {
            episodes.Add(_game.Steps);
            _game.Reset();
        }
    }

    /// <summary>
    /// A step towards q(s, a) = discount * q'(s', argmax q(s', .)), q' being the target network: one network chooses and the other one
    /// values, so that what is valued too highly by chance is not also chosen for it.
    /// </summary>
    private void Fit()
    {
        Network.ForwardBatch(_batch.Observations, _values);
        Network.ForwardBatch(_batch.NextObservations, _nextValues);
        _target.ForwardBatch(_batch.NextObservations, _targetValues);
        Array.Clear(_valueGradients);
        for (int row = 0; row < BatchSize; row++)
        {
            int first = row * CartPole.ActionCount;
            int best = first + (_nextValues[first + 1] > _nextValues[first] ? 1 : 0);
            int taken = first + _batch.Actions[row];
            float target = Discount * (_batch.HasFallen[row] ? -1 : _targetValues[best]);

            // The derivative of half the squared error; of the action that was not taken, nothing is known.
            _valueGradients[taken] = (_values[taken] - target) / BatchSize;
        }

        Network.Backward(_batch.Observations, _valueGradients, _gradient, inputGradients: []);
        _optimizer.Step(Network, _gradient, LearningRate);
    }
}
