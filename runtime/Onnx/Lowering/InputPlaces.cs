namespace Unrolled;

/// <summary>The inputs that a network depends on, side by side in the order of the graph.</summary>
internal sealed class InputPlaces
{
    private readonly List<(OnnxValueInfo Input, int Start, int Length)> _used;

    private InputPlaces(List<(OnnxValueInfo Input, int Start, int Length)> used, int size)
    {
        _used = used;
        Places = new int[size];
        foreach ((_, int start, int length) in used)
        {
            for (int i = 0; i < length; i++)
            {
                Places[start + i] = Count + i;
            }

            Count += length;
        }
    }

    public int Count { get; }

    /// <summary>The place of each number of the point; of those that are not needed, any.</summary>
    public int[] Places { get; }

    /// <param name="first">The first layer.</param>
    /// <param name="inputs">The inputs that were computed with, in the order of the graph.</param>
    public static InputPlaces Of(LayerPoint first, IReadOnlyList<(OnnxValueInfo Input, int Start, int Length)> inputs)
    {
        int size = inputs.Sum(input => input.Length);
        bool[] isUsed = new bool[size];
        foreach (Unit unit in first.Units)
        {
            foreach (int column in unit.Map.Columns(unit.Row))
            {
                isUsed[column] = true;
            }
        }

        return new([.. inputs.Where(input => isUsed.AsSpan(input.Start, input.Length).Contains(true))], size);
    }

    /// <summary>A line of documentation for each input.</summary>
    public IEnumerable<string> Describe() => _used.Select(input => Places[input.Start] is var start && input.Length == 1
        ? $"Input {Wording.Number((long)start)}: {Printable.Quote(input.Input.Name)} {input.Input.ShapeText}"
        : $"Inputs {Wording.Number((long)start)} to {Wording.Number((long)start + input.Length - 1)}: "
            + $"{Printable.Quote(input.Input.Name)} {input.Input.ShapeText}");

    /// <summary>The columns of the point that are inputs of the network, in its order.</summary>
    public IEnumerable<int> Columns => _used.SelectMany(input => Enumerable.Range(input.Start, input.Length));
}
