using System.Numerics;

namespace Unrolled;

/// <summary>How a gradient becomes a step of the parameters. The step size is <see cref="TrainingOptions.LearningRate"/>.</summary>
/// <remarks>
/// Each description stands for the algorithm as PyTorch defines it, with g the mean gradient of the mini-batch, W the parameters and
/// eta the learning rate; all operations are element by element. The state starts at 0.
/// </remarks>
/// <example>
/// <code>
/// var options = new TrainingOptions { Optimizer = Optimizer.Adam(), LearningRate = 0.001f };
/// </code>
/// </example>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>Stochastic gradient descent, the default: W -= eta g. Backpropagation adds the step straight to the weights.</summary>
    /// <remarks>Robbins and Monro, <i>A Stochastic Approximation Method</i> (1951).</remarks>
    public static Optimizer Sgd { get; } = new SgdOptimizer();

    /// <summary>The optimizer's name, e.g. "adam".</summary>
    public abstract string Name { get; }

    /// <summary>What each vector of the state is called.</summary>
    internal abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>Whether a gradient twice as long makes steps twice as long. Else steps are about as long as the learning rate.</summary>
    internal virtual bool StepsGrowWithGradient => false;

    /// <summary>Decoupled weight decay that is part of the algorithm.</summary>
    internal virtual float WeightDecay => 0;

    /// <summary>Gradient descent with momentum: v = momentum v + g; W -= eta v.</summary>
    /// <remarks>Polyak, <i>Some methods of speeding up the convergence of iteration methods</i> (1964).</remarks>
    /// <param name="momentum">The share of the velocity that is kept, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Optimizer Momentum(float momentum = 0.9f) =>
        new MomentumOptimizer(Require.Fraction(momentum, nameof(momentum)), LooksAhead: false);

    /// <summary>Momentum with a look ahead: v = momentum v + g; W -= eta (g + momentum v).</summary>
    /// <remarks>
    /// Nesterov (1983), in the form of Sutskever, Martens, Dahl and Hinton, <i>On the importance of initialization and momentum in deep
    /// learning</i> (2013), rewritten for the looked-ahead parameters.
    /// </remarks>
    /// <param name="momentum">The share of the velocity that is kept, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Optimizer Nesterov(float momentum = 0.9f) =>
        new MomentumOptimizer(Require.Fraction(momentum, nameof(momentum)), LooksAhead: true);

    /// <summary>Adagrad: s += g^2; W -= eta g / (sqrt s + epsilon).</summary>
    /// <remarks>
    /// Duchi, Hazan and Singer, <i>Adaptive Subgradient Methods for Online Learning and Stochastic Optimization</i> (2011).
    /// </remarks>
    /// <param name="epsilon">Keeps the division finite; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Optimizer Adagrad(float epsilon = 1e-10f) => new AdagradOptimizer(Require.Divisor(epsilon, nameof(epsilon)));

    /// <summary>RMSProp: s = decay s + (1 - decay) g^2; W -= eta g / (sqrt s + epsilon).</summary>
    /// <remarks>Tieleman and Hinton, <i>Neural Networks for Machine Learning</i>, lecture 6.5 (2012).</remarks>
    /// <param name="decay">The share of the mean square that is kept, in [0, 1).</param>
    /// <param name="epsilon">Keeps the division finite; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Optimizer RmsProp(float decay = 0.99f, float epsilon = 1e-8f) =>
        new RmsPropOptimizer(Require.Fraction(decay, nameof(decay)), Require.Divisor(epsilon, nameof(epsilon)));

    /// <summary>
    /// Adam: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; in step t
    /// W -= eta m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon).
    /// </summary>
    /// <remarks>
    /// Kingma and Ba, <i>Adam: A Method for Stochastic Optimization</i> (2015), algorithm 1. A learning rate of 0.001 is usual.
    /// </remarks>
    /// <param name="beta1">The share of the mean that is kept, in [0, 1).</param>
    /// <param name="beta2">The share of the mean square that is kept, in [0, 1).</param>
    /// <param name="epsilon">Keeps the division finite; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Optimizer Adam(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f) => AdamW(0, beta1, beta2, epsilon);

    /// <summary>Adam with decoupled weight decay: W -= eta weightDecay W on the weights, not on the biases, and a step of Adam.</summary>
    /// <remarks>
    /// Loshchilov and Hutter, <i>Decoupled Weight Decay Regularization</i> (2019). The decay is multiplied by the learning rate, as in
    /// PyTorch, where it also acts on biases unless these are put into a group of their own.
    /// </remarks>
    /// <param name="weightDecay">The decay, at least 0; added to <see cref="Regularization.WeightDecay"/>.</param>
    /// <param name="beta1">The share of the mean that is kept, in [0, 1).</param>
    /// <param name="beta2">The share of the mean square that is kept, in [0, 1).</param>
    /// <param name="epsilon">Keeps the division finite; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Optimizer AdamW(float weightDecay = 0.01f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f) =>
        new AdamOptimizer(
            Require.Fraction(beta1, nameof(beta1)),
            Require.Fraction(beta2, nameof(beta2)),
            Require.Divisor(epsilon, nameof(epsilon)),
            Require.NotNegative(weightDecay, nameof(weightDecay)));

    /// <summary>
    /// A state of this optimizer for a network, to train it by steps of one's own: <c>Optimizer.Adam().For(network)</c>, then
    /// <see cref="OptimizerState.Step{TNetwork}"/> after each gradient.
    /// </summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">A network of the class that is to be trained.</param>
    /// <param name="options">Bounds, penalties, frozen layers, rates of layers; null for nothing beside the optimizer.</param>
    /// <returns>A new state, in which all is 0.</returns>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the network.</exception>
    public OptimizerState For<TNetwork>(TNetwork network, StepOptions? options = null) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new StepOptions();
        options.Validate(nameof(options), TNetwork.Layers.Length - 1);
        return OptimizerState.Of<TNetwork>(this, options);
    }

    /// <summary>Makes one step of a group of parameters.</summary>
    /// <param name="w">Its parameters.</param>
    /// <param name="g">Its mean gradient.</param>
    /// <param name="state">The state, in which this step is already counted.</param>
    /// <param name="group">The group.</param>
    /// <param name="rate">The learning rate.</param>
    internal abstract void Step(
        Span<Vector<float>> w, ReadOnlySpan<Vector<float>> g, OptimizerState state, ParameterGroup group, float rate);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
