using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>Some samples of a source in memory, as a dataset that can be filled again and again.</summary>
internal sealed class SampleBlock
{
    // Which sample of the source the first row of each run of neighbours is.
    private readonly List<(int Row, long Sample)> _runs = [];

    /// <param name="shape">What each sample consists of.</param>
    /// <param name="capacity">How many samples there is room for.</param>
    /// <param name="view">What of them is to be seen: with targets that suit a network, say.</param>
    public SampleBlock(SampleShape shape, int capacity, Func<Dataset, Dataset> view)
    {
        Arrays = new SampleArrays(shape, capacity);
        Data = view(Arrays.ToDataset());
    }

    /// <summary>Where the samples lie.</summary>
    public SampleArrays Arrays { get; }

    /// <summary>The samples. Of its rows the first <see cref="Count"/> are filled.</summary>
    public Dataset Data { get; }

    /// <summary>How many samples there is room for.</summary>
    public int Capacity => Arrays.Count;

    /// <summary>How many samples there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes all samples out.</summary>
    public void Clear()
    {
        Count = 0;
        _runs.Clear();
    }

    /// <summary>Room for more samples, behind those that there are.</summary>
    public SampleRows Room(int count) => new(Arrays, Count, count);

    /// <summary>Says that so much of the room has been filled, with neighbours in the source.</summary>
    public void Add(int count, long sample)
    {
        if (_runs.Count == 0 || _runs[^1].Sample + Count - _runs[^1].Row != sample)
        {
            _runs.Add((Count, sample));
        }

        Count += count;
    }

    /// <summary>Which sample of the source a row is, from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long SampleOf(int row)
    {
        int low = 0;
        int high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _runs[middle].Row <= row ? (middle, high) : (low, middle - 1);
        }

        return _runs[low].Sample + row - _runs[low].Row;
    }
}
