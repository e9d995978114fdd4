using System.Globalization;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Saves the state of an optimizer to a file and loads it again, beside a network's own file.</summary>
/// <remarks>
/// The format is safetensors: a tensor <c>optimizer.NAME</c> for each vector, in canonical order, and as metadata the optimizer and the number
/// of steps. What is saved and loaded is equal to the bit, so that a loop goes on as if there had been no interruption.
/// <see cref="CheckpointFolder"/> keeps whole trainings.
/// </remarks>
/// <example>
/// <code>
/// network.Save("policy.safetensors");
/// state.Save("policy.adam.safetensors");
/// </code>
/// </example>
public static class OptimizerFile
{
    private const string VectorPrefix = "optimizer.";
    private const string NameKey = "unrolled.optimizer";
    private const string StepsKey = "unrolled.optimizer.steps";

    /// <summary>Saves the state. The old file stays until the new one is whole and on the disk.</summary>
    /// <param name="state">The state.</param>
    /// <param name="path">The file, which may exist. The folder must exist.</param>
    /// <exception cref="InvalidOperationException">A number is not finite. The old file stays.</exception>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public static void Save(this OptimizerState state, string path)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentException.ThrowIfNullOrEmpty(path);
        float[][] vectors = Vectors(state);
        for (int i = 0; i < vectors.Length; i++)
        {
            state.Get(i, vectors[i]);
            if (Finite.FirstOther(vectors[i]) is var index and >= 0)
            {
                throw new InvalidOperationException(
                    $"A state with {Wording.Number(vectors[i][index])} at index {index} of {Printable.Quote(state.Names[i])} is not saved: no "
                    + "training could go on from it.");
            }
        }

        Dictionary<string, string> metadata = new()
        {
            [NameKey] = state.Optimizer.Name,
            [StepsKey] = Wording.Number(state.Steps),
        };
        using AtomicFile file = new(path);
        Channel.Complete(SafetensorsWriter.WriteAsync(Channel.Synchronous(file.Stream), Tensors(state, vectors), metadata));
        file.Commit();
    }

    /// <summary>Replaces the state by a saved one.</summary>
    /// <param name="state">The state: of the same kind of optimizer, for a network with as many parameters.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidFileException">The file is damaged or does not fit. The state has not changed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read. The state has not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read. The state has not changed.</exception>
    public static void Load(this OptimizerState state, string path)
    {
        ArgumentNullException.ThrowIfNull(state);
        float[][] vectors = Vectors(state);
        long steps = 0;
        using FileStream stream = NetworkFile.Open(path, FileOptions.SequentialScan);
        SafetensorsReader.Read(stream, path, header =>
        {
            steps = Steps(state, header, path);
            return ExactTensors.Places(header, path, Tensors(state, vectors), "the optimizer's vectors");
        });
        for (int i = 0; i < vectors.Length; i++)
        {
            if (Finite.FirstOther(vectors[i]) is var index and >= 0)
            {
                throw new InvalidFileException(
                    path, VectorPrefix + state.Names[i], $"{Wording.Number(vectors[i][index])} at index {index}", "finite numbers");
            }
        }

        for (int i = 0; i < vectors.Length; i++)
        {
            state.Set(i, vectors[i]);
        }

        state.SetSteps(steps);
    }

    private static float[][] Vectors(OptimizerState state) => [.. state.Names.Select(_ => new float[state.Length])];

    private static List<NamedTensor> Tensors(OptimizerState state, float[][] vectors) =>
        [.. vectors.Zip(state.Names, (vector, name) => new NamedTensor(VectorPrefix + name, [vector.Length], vector))];

    private static long Steps(OptimizerState state, SafetensorsHeader header, string file)
    {
        string? name = header.Metadata.GetValueOrDefault(NameKey);
        if (name != state.Optimizer.Name)
        {
            string found = name is null ? $"no {NameKey} among the metadata" : $"the state of the optimizer {Printable.Quote(name)}";
            throw new InvalidFileException(file, null, found, $"the state of {state.Optimizer.Name}");
        }

        string text = header.Metadata.GetValueOrDefault(StepsKey, "");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long steps)
            ? steps
            : throw new InvalidFileException(file, null, $"{StepsKey} {Printable.Quote(text)}", "a number of steps");
    }
}
