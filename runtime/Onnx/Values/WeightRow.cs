namespace Unrolled;

/// <summary>The weights of one unit while they are put together.</summary>
/// <param name="size">The number of inputs.</param>
internal sealed class WeightRow(int size)
{
    private readonly double[] _weights = new double[size];
    private readonly bool[] _isSet = new bool[size];

    /// <summary>Where each number of the point stands; null where they stand in its order.</summary>
    public int[]? Places { get; init; }

    public ReadOnlySpan<double> Weights => _weights;

    public void Add(int column, double weight)
    {
        int place = Places is null ? column : Places[column];

        // The first is not added to a zero, which would change the sign of another.
        _weights[place] = _isSet[place] ? _weights[place] + weight : weight;
        _isSet[place] = true;
    }

    public void Clear()
    {
        Array.Clear(_weights);
        Array.Clear(_isSet);
    }
}
