namespace Unrolled;

/// <summary>Looks for the orders in which each layer of a file may follow those before it, until it has found two.</summary>
internal sealed class ChainSearch
{
    // Far more than where names or shapes tell anything, and soon over where a file was made to take for ever.
    private const int MostSteps = 2000;

    private readonly NumberedLayer[] _layers;
    private readonly Func<LayerTensors?, int, LayerTensors, bool> _fits;
    private readonly bool _byNumber;
    private readonly int[] _chain;
    private readonly bool[] _isUsed;
    private readonly List<LayerTensors[]> _found = [];
    private int _steps;

    private ChainSearch(NumberedLayer[] layers, Func<LayerTensors?, int, LayerTensors, bool> fits, bool byNumber)
    {
        _layers = layers;
        _fits = fits;
        _byNumber = byNumber;
        _chain = new int[layers.Length];
        _isUsed = new bool[layers.Length];
    }

    /// <summary>One or two of the orders, if there are any.</summary>
    public IReadOnlyList<LayerTensors[]> Found => _found;

    /// <summary>Whether it did not take too long to know that there are no others, or that there are two.</summary>
    public bool IsComplete => _steps <= MostSteps;

    /// <param name="layers">The layers of the file.</param>
    /// <param name="fits">Whether, behind the layer before it, null for none, and at its index, stands a layer.</param>
    /// <param name="byNumber">Whether a layer must not come before one that its name puts behind it.</param>
    public static ChainSearch Run(NumberedLayer[] layers, Func<LayerTensors?, int, LayerTensors, bool> fits, bool byNumber)
    {
        ChainSearch search = new(layers, fits, byNumber);
        search.Extend(0);
        return search;
    }

    private void Extend(int length)
    {
        if (length == _layers.Length)
        {
            LayerTensors[] order = new LayerTensors[length];
            for (int i = 0; i < length; i++)
            {
                order[i] = _layers[_chain[i]].Tensors;
            }

            _found.Add(order);
            return;
        }

        for (int i = 0; i < _layers.Length && _found.Count < 2 && IsComplete; i++)
        {
            if (CanFollow(i, length))
            {
                _steps++;
                _chain[length] = i;
                _isUsed[i] = true;
                Extend(length + 1);
                _isUsed[i] = false;
            }
        }
    }

    private bool CanFollow(int layer, int index)
    {
        LayerTensors? before = index == 0 ? null : _layers[_chain[index - 1]].Tensors;
        if (_isUsed[layer] || !_fits(before, index, _layers[layer].Tensors))
        {
            return false;
        }

        for (int other = 0; _byNumber && other < _layers.Length; other++)
        {
            if (!_isUsed[other] && _layers[other].ComesBefore(_layers[layer]))
            {
                return false;
            }
        }

        return true;
    }
}
