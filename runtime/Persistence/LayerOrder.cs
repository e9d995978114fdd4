using System.Globalization;
using System.Text;

namespace Unrolled;

/// <summary>Finds which layer of a file is which of a network, whatever the tensors are called.</summary>
/// <remarks>
/// The order in a file tells nothing: PyTorch's writer sorts by name, and puts 10 before 2. So the numbers in the names decide
/// (<c>layers.0</c>, <c>net.2</c>, <c>fc1</c>) where the names differ in nothing else, and otherwise the shapes, where each is there once.
/// What neither settles is refused rather than guessed.
/// </remarks>
internal static class LayerOrder
{
    private const string NumberMark = "\0";

    /// <summary>The place of each of the header's tensors.</summary>
    /// <param name="header">The header.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="needed">The network's tensors, weights and biases by turns.</param>
    /// <exception cref="NetworkFileException">The tensors are not the network's.</exception>
    public static IReadOnlyList<Memory<float>> Place(SafetensorsHeader header, string file, IReadOnlyList<NamedTensor> needed)
    {
        List<LayerTensors> layers = LayerTensors.Of(header, file);
        layers = ByNumber(layers) ?? ByShape(layers, file, needed);
        Dictionary<string, Memory<float>> places = new(StringComparer.Ordinal);
        for (int i = 0; 2 * i < needed.Count; i++)
        {
            if (i == layers.Count)
            {
                throw new NetworkFileException(file, needed[2 * i].Name, "no such tensor", $"shape {needed[2 * i].ShapeText}");
            }

            layers[i].Fit(needed[2 * i], needed[2 * i + 1], file, places);
        }

        return layers.Count == needed.Count / 2
            ? [.. header.Tensors.Select(tensor => places[tensor.Name])]
            : throw new NetworkFileException(
                file, layers[needed.Count / 2].WeightName, $"{layers.Count} layers with parameters", $"{needed.Count / 2}");
    }

    private static List<LayerTensors>? ByNumber(List<LayerTensors> layers)
    {
        (LayerTensors Layer, string Pattern, ulong[] Numbers)[] keys = [.. layers.Select(Key)];
        Array.Sort(keys, (a, b) => Compare(a.Numbers, b.Numbers));
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i].Pattern != keys[0].Pattern || Compare(keys[i - 1].Numbers, keys[i].Numbers) == 0)
            {
                return null;
            }
        }

        return [.. keys.Select(key => key.Layer)];
    }

    private static List<LayerTensors> ByShape(List<LayerTensors> layers, string file, IReadOnlyList<NamedTensor> needed)
    {
        List<LayerTensors> ordered = [];
        for (int i = 0; i < needed.Count; i += 2)
        {
            LayerTensors[] fitting = [.. layers.Where(layer => layer.HasWeight(needed[i].Shape))];
            if (fitting.Length == 0)
            {
                throw new NetworkFileException(file, needed[i].Name, "no weight of its shape", $"shape {needed[i].ShapeText}");
            }

            if (fitting.Length > 1)
            {
                throw new NetworkFileException(
                    file,
                    fitting[0].WeightName,
                    $"the same shape as that of {Printable.Quote(fitting[1].WeightName)}",
                    "names with a number in which alone they differ, to tell the order of the layers");
            }

            ordered.Add(fitting[0]);
        }

        return [.. ordered, .. layers.Except(ordered)];
    }

    /// <summary>A name without its numbers, and these. Numbers too long for 64 bits count as text.</summary>
    private static (LayerTensors Layer, string Pattern, ulong[] Numbers) Key(LayerTensors layer)
    {
        StringBuilder pattern = new();
        List<ulong> numbers = [];
        string name = layer.Prefix;
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

        return (layer, pattern.ToString(), [.. numbers]);
    }

    private static int Compare(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b) => a.SequenceCompareTo(b);
}
