namespace Unrolled;

/// <summary>Says which samples have a class or label, seen from the output that stands for it.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <param name="task">What the network is to tell, not <see cref="PredictionTask.Regression"/>.</param>
internal readonly struct Membership<TNetwork>(PredictionTask task) where TNetwork : class, IInferenceNetwork
{
    private readonly bool _isSingle = task == PredictionTask.SingleLabel;
    private readonly float _midpoint = OutputRange.Midpoint<TNetwork>();

    /// <summary>Whether a sample is of the class, or has the label, of an output.</summary>
    /// <param name="output">The number of the output. A single one stands for class 1.</param>
    /// <param name="actual">The sample's class, where it has a single one.</param>
    /// <param name="targets">Its targets.</param>
    public bool Has(int output, int actual, ReadOnlySpan<float> targets) => _isSingle
        ? actual == (TNetwork.OutputSize == 1 ? 1 : output)
        : targets[output] > _midpoint;
}
