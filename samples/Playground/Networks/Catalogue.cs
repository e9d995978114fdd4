using Unrolled;
using Playground.Boundaries;

namespace Playground.Networks;

/// <summary>The networks that were compiled for the page, found by what they are.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<(string Topology, Activation Hidden, Loss Loss), Func<int, ILearner>> _makers = [];

    static Catalogue()
    {
        Add<LineEntropy>();
        Add<LineSquares>();
        Add<Tanh2x2x1Entropy>();
        Add<Tanh2x2x1Squares>();
        Add<Tanh2x3x1Entropy>();
        Add<Tanh2x3x1Squares>();
        Add<Tanh2x4x1Entropy>();
        Add<Tanh2x4x1Squares>();
        Add<Tanh2x8x1Entropy>();
        Add<Tanh2x8x1Squares>();
        Add<Tanh2x16x1Entropy>();
        Add<Tanh2x16x1Squares>();
        Add<Tanh2x2x2x1Entropy>();
        Add<Tanh2x2x2x1Squares>();
        Add<Tanh2x4x4x1Entropy>();
        Add<Tanh2x4x4x1Squares>();
        Add<Tanh2x8x8x1Entropy>();
        Add<Tanh2x8x8x1Squares>();
        Add<Tanh2x16x16x1Entropy>();
        Add<Tanh2x16x16x1Squares>();
        Add<Tanh2x4x4x4x1Entropy>();
        Add<Tanh2x4x4x4x1Squares>();
        Add<Tanh2x8x8x8x1Entropy>();
        Add<Tanh2x8x8x8x1Squares>();
        Add<Sigmoid2x2x1Entropy>();
        Add<Sigmoid2x2x1Squares>();
        Add<Sigmoid2x3x1Entropy>();
        Add<Sigmoid2x3x1Squares>();
        Add<Sigmoid2x4x1Entropy>();
        Add<Sigmoid2x4x1Squares>();
        Add<Sigmoid2x8x1Entropy>();
        Add<Sigmoid2x8x1Squares>();
        Add<Sigmoid2x16x1Entropy>();
        Add<Sigmoid2x16x1Squares>();
        Add<Sigmoid2x2x2x1Entropy>();
        Add<Sigmoid2x2x2x1Squares>();
        Add<Sigmoid2x4x4x1Entropy>();
        Add<Sigmoid2x4x4x1Squares>();
        Add<Sigmoid2x8x8x1Entropy>();
        Add<Sigmoid2x8x8x1Squares>();
        Add<Sigmoid2x16x16x1Entropy>();
        Add<Sigmoid2x16x16x1Squares>();
        Add<Sigmoid2x4x4x4x1Entropy>();
        Add<Sigmoid2x4x4x4x1Squares>();
        Add<Sigmoid2x8x8x8x1Entropy>();
        Add<Sigmoid2x8x8x8x1Squares>();
        Add<ReLU2x2x1Entropy>();
        Add<ReLU2x2x1Squares>();
        Add<ReLU2x3x1Entropy>();
        Add<ReLU2x3x1Squares>();
        Add<ReLU2x4x1Entropy>();
        Add<ReLU2x4x1Squares>();
        Add<ReLU2x8x1Entropy>();
        Add<ReLU2x8x1Squares>();
        Add<ReLU2x16x1Entropy>();
        Add<ReLU2x16x1Squares>();
        Add<ReLU2x2x2x1Entropy>();
        Add<ReLU2x2x2x1Squares>();
        Add<ReLU2x4x4x1Entropy>();
        Add<ReLU2x4x4x1Squares>();
        Add<ReLU2x8x8x1Entropy>();
        Add<ReLU2x8x8x1Squares>();
        Add<ReLU2x16x16x1Entropy>();
        Add<ReLU2x16x16x1Squares>();
        Add<ReLU2x4x4x4x1Entropy>();
        Add<ReLU2x4x4x4x1Squares>();
        Add<ReLU2x8x8x8x1Entropy>();
        Add<ReLU2x8x8x8x1Squares>();
    }

    /// <summary>A new learner with random parameters.</summary>
    /// <param name="topology">The units of each layer, as 2-8-1.</param>
    /// <param name="hidden">The activation of the hidden units; of no meaning without any.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="seed">The seed of the parameters.</param>
    /// <exception cref="ArgumentException">There is no such network among those that were compiled.</exception>
    public static ILearner Create(string topology, Activation hidden, Loss loss, int seed) =>
        _makers.TryGetValue(Key(topology, hidden, loss), out Func<int, ILearner>? maker)
            ? maker(seed)
            : throw new ArgumentException($"No network {topology} with {hidden} and {loss} was compiled.", nameof(topology));

    private static void Add<TNetwork>() where TNetwork : class, INetwork<TNetwork> => _makers.Add(
        Key(string.Join('-', TNetwork.Layers.ToArray()), TNetwork.Activations[0], TNetwork.Loss),
        seed => new Learner<TNetwork>(TNetwork.Create(seed)));

    private static (string, Activation, Loss) Key(string topology, Activation hidden, Loss loss) =>
        (topology, topology == "2-1" ? Activation.Sigmoid : hidden, loss);
}
