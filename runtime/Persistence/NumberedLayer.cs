using System.Globalization;
using System.Text;

namespace Unrolled;

/// <summary>A layer of a file, and what its name tells of its place.</summary>
/// <param name="Tensors">The layer.</param>
/// <param name="Pattern">Its name without the numbers. Only among names of one pattern do these tell an order.</param>
/// <param name="Numbers">The numbers in it. Those too long for 64 bits count as text.</param>
internal sealed record NumberedLayer(LayerTensors Tensors, string Pattern, ulong[] Numbers)
{
    private const string NumberMark = "\0";

    public static NumberedLayer Of(LayerTensors layer)
    {
        StringBuilder pattern = new();
        List<ulong> numbers = [];
        string name = layer.WeightName;
        for (int i = 0; i < name.Length;)
        {
            int end = i;
            while (end < name.Length && char.IsAsciiDigit(name[end]))
            {
                end++;
            }

            if (ulong.TryParse(name.AsSpan(i, end - i), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
            {
                numbers.Add(number);
                pattern.Append(NumberMark);
            }
            else
            {
                end = Math.Max(end, i + 1);
                pattern.Append(name, i, end - i);
            }

            i = end;
        }

        return new NumberedLayer(layer, pattern.ToString(), [.. numbers]);
    }

    /// <summary>The layers in the order that the numbers tell; null where they tell none.</summary>
    public static LayerTensors[]? Sort(NumberedLayer[] layers)
    {
        NumberedLayer[] sorted = [.. layers];
        Array.Sort(sorted, (a, b) => a.Numbers.AsSpan().SequenceCompareTo(b.Numbers));
        return sorted.Zip(sorted.Skip(1)).All(pair => pair.First.ComesBefore(pair.Second))
            ? [.. sorted.Select(layer => layer.Tensors)]
            : null;
    }

    /// <summary>Whether the names tell that a layer comes before another one.</summary>
    public bool ComesBefore(NumberedLayer other) => Pattern == other.Pattern && Numbers.AsSpan().SequenceCompareTo(other.Numbers) < 0;
}
