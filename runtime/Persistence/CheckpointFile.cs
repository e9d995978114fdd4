using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Unrolled;

/// <summary>
/// Writes and reads the file of one checkpoint: safetensors with the parameters as in any network file, and vectors beside them.
/// </summary>
/// <remarks>
/// Checksums tell a damaged file from a sound one: a training that goes on from a few wrong numbers would show nothing of it.
/// </remarks>
/// <param name="training">The training, as in <see cref="Checkpoint.Training"/>.</param>
/// <param name="layers">The units of each layer of the network.</param>
/// <param name="vectorNames">What the optimizer's vectors are called.</param>
internal sealed class CheckpointFile(string training, int[] layers, IReadOnlyList<string> vectorNames)
{
    private const string StateKey = "unrolled.checkpoint";
    private const string ChecksumKey = "unrolled.sha256";
    private const string BestName = "early_stopping.best";
    private const string EpochName = "epoch.before";
    private const string VectorPrefix = "optimizer.";

    public void Write(string path, TrainingState state)
    {
        using AtomicFile file = new(path);
        Write(file.Stream, state);
        file.Commit();
    }

    /// <summary>Writes what would be in a file.</summary>
    public void Write(Stream stream, TrainingState state)
    {
        List<NamedTensor> tensors = Tensors(
            state.Parameters, state.OptimizerVectors, state.EarlyStopping?.BestParameters, state.EpochParameters);
        string json = JsonSerializer.Serialize(
            new Checkpoint
            {
                Training = training,
                VectorChecksum = Checksum(tensors),
                State = With(state, [], [], null, null),
            },
            CheckpointJson.Default.Checkpoint);
        Dictionary<string, string> metadata = new() { [StateKey] = json, [ChecksumKey] = Checksum(json) };
        Channel.Complete(SafetensorsWriter.WriteAsync(Channel.Synchronous(stream), tensors, metadata));
    }

    /// <exception cref="InvalidFileException">The file is damaged, or of another training or version.</exception>
    public Checkpoint Read(string path)
    {
        using FileStream stream = NetworkFile.Open(path, FileOptions.SequentialScan);
        return Read(stream, path);
    }

    /// <summary>Reads what was written.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="path">The file, for messages.</param>
    public Checkpoint Read(Stream stream, string path)
    {
        Checkpoint? checkpoint = null;
        float[] parameters = [];
        float[][] vectors = [];
        float[]? best = null;
        float[]? before = null;
        List<NamedTensor> tensors = [];
        SafetensorsReader.Read(stream, path, header =>
        {
            checkpoint = Describe(header, path);
            int count = (int)DenseLayer.Of(layers).Sum(layer => layer.Parameters);
            parameters = new float[count];
            vectors = [.. vectorNames.Select(_ => new float[count])];
            best = Has(BestName) ? new float[count] : null;
            before = Has(EpochName) ? new float[count] : null;
            tensors = Tensors(parameters, vectors, best, before);
            return ExactTensors.Places(header, path, tensors, "the parameters and the optimizer's vectors");

            bool Has(string name) => header.Tensors.Any(tensor => tensor.Name == name);
        });
        RequireChecksum(path, Checksum(tensors), checkpoint!.VectorChecksum);
        return checkpoint with { State = With(checkpoint.State, parameters, vectors, best, before) };
    }

    private static TrainingState With(
        TrainingState state, float[] parameters, IReadOnlyList<float[]> vectors, float[]? best, float[]? before) => state with
        {
            Parameters = parameters,
            EpochParameters = before,
            OptimizerVectors = vectors,
            EarlyStopping = state.EarlyStopping is { } stopping ? stopping with { BestParameters = best } : null,
        };

    private Checkpoint Describe(SafetensorsHeader header, string path)
    {
        string json = Text(header, path, StateKey);
        RequireChecksum(path, Checksum(json), Text(header, path, ChecksumKey));
        Checkpoint checkpoint = Parse(json, path);
        return checkpoint.Training == training
            ? checkpoint
            : throw new InvalidFileException(path, null, $"a checkpoint of another training ({checkpoint.Training})", $"one of {training}")
            {
                IsSound = true,
            };
    }

    private static void RequireChecksum(string path, string found, string needed)
    {
        if (found != needed)
        {
            throw new InvalidFileException(path, null, $"checksum {found}", Printable.Quote(needed));
        }
    }

    private List<NamedTensor> Tensors(float[] parameters, IReadOnlyList<float[]> vectors, float[]? best, float[]? before)
    {
        List<NamedTensor> tensors = NetworkTensors.Split(layers, parameters);
        for (int i = 0; i < vectors.Count; i++)
        {
            tensors.Add(new NamedTensor(VectorPrefix + vectorNames[i], [vectors[i].Length], vectors[i]));
        }

        Add(BestName, best);
        Add(EpochName, before);
        return tensors;

        void Add(string name, float[]? vector)
        {
            if (vector is not null)
            {
                tensors.Add(new NamedTensor(name, [vector.Length], vector));
            }
        }
    }

    private static string Text(SafetensorsHeader header, string path, string key) => header.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw new InvalidFileException(path, null, $"no {key} among the metadata", "a checkpoint");

    private static Checkpoint Parse(string json, string path)
    {
        try
        {
            int version = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointVersion)!.Version;
            return version == Checkpoint.CurrentVersion
                ? JsonSerializer.Deserialize(json, CheckpointJson.Default.Checkpoint)!
                : throw new InvalidFileException(
                    path,
                    null,
                    $"a checkpoint of version {Wording.Number(version)}",
                    $"one of version {Wording.Number(Checkpoint.CurrentVersion)}: end that training with the release of Unrolled that began it, "
                    + "or begin anew from its best.safetensors in another folder")
                {
                    IsSound = true,
                };
        }
        catch (JsonException exception)
        {
            throw new InvalidFileException(path, null, $"{StateKey} that is not to be understood", "that of this version", exception);
        }
    }

    private static string Checksum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Checksum(List<NamedTensor> tensors)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[sizeof(float) << 12];
        foreach (NamedTensor tensor in tensors)
        {
            for (ReadOnlySpan<float> rest = tensor.Values.Span; !rest.IsEmpty;)
            {
                int count = Math.Min(rest.Length, buffer.Length / sizeof(float));
                SafetensorsWriter.Encode(rest[..count], buffer);
                hash.AppendData(buffer, 0, count * sizeof(float));
                rest = rest[count..];
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
