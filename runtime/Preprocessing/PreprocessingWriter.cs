using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unrolled;

/// <summary>Preprocessing as an entry of a file's metadata. Numbers are written so that reading gives the same bits.</summary>
internal static class PreprocessingWriter
{
    // The header around it escapes what it must.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the entry of a network to a file's metadata; nothing where there is no preprocessing.</summary>
    /// <param name="metadata">What else the file says.</param>
    /// <param name="prefix">What the names of the network's tensors begin with.</param>
    /// <param name="preprocessing">The preprocessing, if there is one.</param>
    public static void AddTo(Dictionary<string, string> metadata, string prefix, Preprocessing? preprocessing)
    {
        if (preprocessing is not null)
        {
            metadata.Add(prefix + PreprocessingJson.Key, Write(preprocessing));
        }
    }

    private static string Write(Preprocessing preprocessing)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber(PreprocessingJson.Version, PreprocessingJson.CurrentVersion);
            json.WriteStartArray(PreprocessingJson.Features);
            foreach (Feature feature in preprocessing.Features)
            {
                Write(json, feature);
            }

            json.WriteEndArray();
            Write(json, PreprocessingJson.Offsets, preprocessing.Standardizer.Offsets[..^preprocessing.Padding]);
            Write(json, PreprocessingJson.Scales, preprocessing.Standardizer.Scales[..^preprocessing.Padding]);
            if (preprocessing.Padding > 0)
            {
                json.WriteNumber(PreprocessingJson.Padding, preprocessing.Padding);
            }

            Write(json, PreprocessingJson.Targets, preprocessing.TargetNames);
            if (preprocessing.TargetScaling is { } scaling)
            {
                Write(json, PreprocessingJson.TargetOffsets, scaling.Offsets);
                Write(json, PreprocessingJson.TargetScales, scaling.Scales);
            }

            Write(json, PreprocessingJson.Classes, preprocessing.ClassNames);
            if (preprocessing.Threshold is { } threshold)
            {
                json.WriteNumber(PreprocessingJson.Threshold, threshold);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // What is not said is the usual.
    private static void Write(Utf8JsonWriter json, Feature feature)
    {
        json.WriteStartObject();
        json.WriteString(PreprocessingJson.Name, feature.Name);
        json.WriteString(PreprocessingJson.Kind, feature.Kind.ToString());
        if (feature.Kind == FeatureKind.Number)
        {
            json.WriteString(PreprocessingJson.Scaling, feature.Scaling.ToString());
        }

        Write(json, PreprocessingJson.Categories, feature.Categories);
        if (feature.Unknown != UnknownCategory.Refuse)
        {
            json.WriteString(PreprocessingJson.Unknown, feature.Unknown.ToString());
        }

        if (feature.Fill is { } fill)
        {
            json.WriteString(PreprocessingJson.Missing, feature.Missing.ToString());
            json.WriteNumber(PreprocessingJson.Fill, fill);
            json.WriteBoolean(PreprocessingJson.Indicator, feature.HasMissingIndicator);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
