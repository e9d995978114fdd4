namespace Unrolled;

/// <summary>A ModelProto: a graph, the versions of the operators in it, and who wrote it.</summary>
internal sealed class OnnxModel
{
    public OnnxGraph Graph { get; private set; } = new();

    public string ProducerName { get; private set; } = "";

    public string ProducerVersion { get; private set; } = "";

    public string Documentation { get; private set; } = "";

    /// <summary>The version of each set of operators, by its domain.</summary>
    public Dictionary<string, long> Opsets { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    public static OnnxModel Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxModel model = new();
        bool hasGraph = false;
        ProtobufReader reader = new(bytes, file, "model");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    model.ProducerName = reader.Text();
                    break;
                case 3:
                    model.ProducerVersion = reader.Text();
                    break;
                case 6:
                    model.Documentation = reader.Text();
                    break;
                case 7:
                    model.Graph = OnnxGraph.Read(reader.Bytes(), file);
                    hasGraph = true;
                    break;
                case 8:
                    (string domain, string version) = Pair(reader.Bytes(), file, isOpset: true);
                    model.Opsets[OnnxDomain.Normalize(domain)] = long.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case 14:
                    (string key, string value) = Pair(reader.Bytes(), file, isOpset: false);
                    model.Metadata[key] = value;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return hasGraph ? model : throw new InvalidFileException(file, null, "no graph", "an ONNX model, which has one");
    }

    // OperatorSetIdProto and StringStringEntryProto.
    private static (string Key, string Value) Pair(ReadOnlyMemory<byte> bytes, string file, bool isOpset)
    {
        string key = "", value = isOpset ? "0" : "";
        ProtobufReader reader = new(bytes, file, isOpset ? "operator set" : "metadata");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text();
                    break;
                case 2:
                    value = isOpset ? Wording.Number(reader.Integer()) : reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (key, value);
    }
}
