using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// Integer networks as safetensors files: for each layer <c>weight</c> (I8, [out, in]), <c>bias</c> (I32, [out]) and <c>scale</c> (F32, [out]); in the
/// metadata what the bytes of inputs, sums and activations stand for, as a scale and a zero.
/// </summary>
internal static class Int8File
{
    private const string Scale = "scale";
    private const string Inputs = "unrolled.int8.inputs";
    private const string Sums = "unrolled.int8.sums";
    private const string Outputs = "unrolled.int8.outputs";

    public static void Save(string path, IReadOnlyList<Int8Layer> layers, ReadOnlySpan<Activation> activations, Preprocessing? preprocessing)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int[] units = [layers[0].Weights.Inputs, .. layers.Select(layer => layer.Weights.Units)];
        preprocessing?.RequireFit("The integer network", units[0], units[^1], nameof(preprocessing));
        Dictionary<string, string> metadata = NetworkMetadata.Of(new NetworkModel
        {
            Layers = units,
            Activations = activations.ToArray(),
            Alphas = NetworkMetadata.UsualAlphas(activations.ToArray()),
            Parameters = [],
        });
        metadata.Add(Inputs, Text([layers[0].Inputs]));
        metadata.Add(Sums, Text(layers.Where(layer => layer.Activation is not null).Select(layer => layer.Activation!.Sums)));
        metadata.Add(Outputs, Text(layers.Where(layer => layer.Activation is not null).Select(layer => layer.Activation!.Outputs)));
        PreprocessingWriter.AddTo(metadata, "", preprocessing);
        using AtomicFile file = new(path);
        List<NamedTensor> tensors = [.. layers.SelectMany((layer, l) => Tensors(layer.Weights, l))];
        Channel.Complete(SafetensorsWriter.WriteAsync(Channel.Synchronous(file.Stream), tensors, metadata));
        file.Commit();
    }

    /// <exception cref="InvalidFileException">The file is damaged, or not of an integer network of this shape.</exception>
    public static Int8Layer[] Load<TPasses>(string path) where TPasses : struct, IInt8Passes
    {
        using FileStream stream = NetworkFile.Open(path, FileOptions.SequentialScan);
        DenseLayer[] shapes = DenseLayer.Of(TPasses.Layers);
        Int8Weights[] weights = [.. shapes.Select(Empty)];
        List<NamedTensor> places = [.. weights.SelectMany(Tensors)];
        Activation[] activations = TPasses.Activations.ToArray();
        SafetensorsHeader header = SafetensorsReader.Read(stream, path, found =>
        {
            NetworkTensors.CheckActivations(found, path, "", string.Join(", ", activations));
            return ExactTensors.Places(found, path, places, $"the tensors of an integer network {string.Join('-', TPasses.Layers.ToArray())}");
        });
        FromFile(weights, places);
        RequireScales(weights, path);
        ByteScale inputs = Read(header, Inputs, 1, path)[0];
        ByteScale[] sums = Read(header, Sums, shapes.Length - 1, path);
        ByteScale[] outputs = Read(header, Outputs, shapes.Length - 1, path);
        Int8Layer[] layers = new Int8Layer[shapes.Length];
        for (int l = 0; l < layers.Length; l++)
        {
            int number = l + 1;
            Int8Activation? activation = l == layers.Length - 1
                ? null
                : Int8Activation.Of(activations[l], sums[l], outputs[l], values => TPasses.Activate(number, values));
            try
            {
                layers[l] = new Int8Layer(number, weights[l], l == 0 ? inputs : outputs[l - 1], activation);
            }
            catch (ArgumentException defect)
            {
                throw new InvalidFileException(path, $"{NetworkTensors.LayerName(l)}.{LayerTensors.Weight}", defect.Message, "sums that stay in their bits", defect);
            }
        }

        return layers;
    }

    private static Int8Weights Empty(DenseLayer layer) =>
        new(layer.FanIn, layer.FanOut, new sbyte[layer.Weights], new float[layer.FanOut], new int[layer.FanOut]);

    private static NamedTensor[] Tensors(Int8Weights weights, int layer)
    {
        string name = $"{NetworkTensors.LayerName(layer)}.";
        return
        [
            new RawTensor(name + LayerTensors.Weight, RawTensor.I8, [weights.Units, weights.Inputs], weights.WeightBytes()),
            new RawTensor(name + LayerTensors.Bias, RawTensor.I32, [weights.Units], weights.BiasBytes()),
            new NamedTensor(name + Scale, [weights.Units], weights.Scales),
        ];
    }

    // Scales are where they belong already.
    private static void FromFile(Int8Weights[] weights, List<NamedTensor> places)
    {
        const int PerLayer = 3;
        for (int l = 0; l < weights.Length; l++)
        {
            MemoryMarshal.Cast<byte, sbyte>(((RawTensor)places[l * PerLayer]).Bytes.Span).CopyTo(weights[l].Weights);
            ReadOnlySpan<byte> biases = ((RawTensor)places[(l * PerLayer) + 1]).Bytes.Span;
            for (int unit = 0; unit < weights[l].Units; unit++)
            {
                weights[l].Biases[unit] = BinaryPrimitives.ReadInt32LittleEndian(biases[(unit * sizeof(int))..]);
            }
        }
    }

    /// <exception cref="InvalidFileException">A scale is none.</exception>
    private static void RequireScales(Int8Weights[] weights, string file)
    {
        for (int l = 0; l < weights.Length; l++)
        {
            int unit = Array.FindIndex(weights[l].Scales, scale => !(scale > 0 && float.IsFinite(scale)));
            if (unit >= 0)
            {
                throw new InvalidFileException(
                    file,
                    $"{NetworkTensors.LayerName(l)}.{Scale}",
                    $"{Wording.Number(weights[l].Scales[unit])} at index {Wording.Number(unit)}",
                    "positive, finite numbers");
            }
        }
    }

    private static string Text(IEnumerable<ByteScale> scales) => string.Join(
        ", ", scales.Select(scale => string.Create(CultureInfo.InvariantCulture, $"{scale.Scale:R} {scale.ZeroPoint}")));

    /// <exception cref="InvalidFileException">There are more or fewer, or one is no scale.</exception>
    private static ByteScale[] Read(SafetensorsHeader header, string key, int count, string file)
    {
        string? text = header.Metadata.GetValueOrDefault(key);
        string[] words = text is null or "" ? [] : text.Split(", ");
        ByteScale[] scales = [.. words.Select(Parse).OfType<ByteScale>()];
        return text is not null && scales.Length == count && words.Length == count
            ? scales
            : throw new InvalidFileException(
                file,
                null,
                text is null ? $"no {Printable.Quote(key)} in the metadata" : $"{Printable.Quote(key)}: {Printable.Quote(text)}",
                $"{Wording.Exact(count, "scale")} as in '0.003921569 0': a positive number and a byte");
    }

    private static ByteScale? Parse(string word) =>
        word.Split(' ') is [string scale, string zero]
        && float.TryParse(scale, NumberStyles.Float, CultureInfo.InvariantCulture, out float step)
        && byte.TryParse(zero, NumberStyles.None, CultureInfo.InvariantCulture, out byte point)
        && step > 0 && float.IsFinite(1 / step) && float.IsFinite(step)
            ? new ByteScale(step, point)
            : null;
}
