using Microsoft.ML.OnnxRuntime;

namespace Unrolled.Benchmarks.Engines;

/// <summary>
/// Samples by ONNX Runtime as fast as its C# interface goes: values bound once to memory that stays where it is, one thread, the graph
/// optimised, one output asked for.
/// </summary>
internal sealed class OnnxRuntimeModel : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;

    /// <param name="path">The file.</param>
    /// <param name="output">The output.</param>
    /// <param name="sample">The numbers of the input with the most numbers, for one sample or several; all others are ones.</param>
    /// <param name="results">Receives the output.</param>
    /// <param name="samples">How many samples.</param>
    public OnnxRuntimeModel(string path, string output, Memory<float> sample, Memory<float> results, int samples = 1)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(path, options);
        _binding = _session.CreateIoBinding();
        string observed = _session.InputMetadata.MaxBy(input => Count(input.Value)).Key;
        foreach ((string name, NodeMetadata input) in _session.InputMetadata)
        {
            Memory<float> numbers = name == observed ? sample : Enumerable.Repeat(1f, Count(input)).ToArray();
            _binding.BindInput(name, Pinned(numbers, input, samples));
        }

        _binding.BindOutput(output, Pinned(results, _session.OutputMetadata[output], samples));
        _binding.SynchronizeBoundInputs();
    }

    public void Run() => _session.RunWithBinding(_run, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _session.Dispose();
        _run.Dispose();
        _owned.ForEach(owned => owned.Dispose());
    }

    private OrtValue Pinned(Memory<float> numbers, NodeMetadata metadata, int samples)
    {
        long[] shape = [.. metadata.Dimensions.Select(size => (long)(size < 1 ? samples : size))];
        OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, numbers, shape);
        _owned.Add(value);
        return value;
    }

    private static int Count(NodeMetadata metadata) => metadata.Dimensions.Aggregate(1, (count, size) => count * Math.Max(size, 1));
}
