using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Integers;

/// <summary>The ways to compute what a network says to one sample and to many, all on the same numbers.</summary>
internal sealed class Contest<TNetwork> : IDisposable where TNetwork : class, INetwork<TNetwork>
{
    // What ONNX Runtime is given at a time; whichever is faster counts.
    private const int Chunk = 250;

    private readonly TNetwork _network;
    private readonly Int8Network _integers;
    private readonly int _samples;
    private readonly float[] _inputs;
    private readonly byte[] _bytes;
    private readonly float[] _outputs;
    private readonly float[] _theirs;
    private readonly List<OnnxRuntimeModel> _models = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-integers-").FullName;

    public Contest(TNetwork network, Int8Network integers, Dataset data, int samples)
    {
        (_network, _integers, _samples) = (network, integers, samples);
        _inputs = new float[samples * TNetwork.InputSize];
        data.GatherInputs(0, samples, _inputs);
        _bytes = [.. _inputs.Select(x => (byte)Math.Round(x / integers.InputScale.Scale))];
        _outputs = new float[samples * TNetwork.OutputSize];
        _theirs = new float[_outputs.Length];
        network.SaveOnnx(FloatFile);
        integers.SaveOnnx(IntegerFile);
        FloatDifference = Difference(FloatFile, () => _network.ForwardBatch(_inputs, _outputs));
        IntegerDifference = Difference(IntegerFile, () => _integers.ForwardBatch(_inputs, _outputs));
    }

    public double FloatDifference { get; }

    public double IntegerDifference { get; }

    private string FloatFile => Path.Combine(_folder, "float.onnx");

    private string IntegerFile => Path.Combine(_folder, "int8.onnx");

    private Memory<float> Sample => _inputs.AsMemory(0, TNetwork.InputSize);

    private Memory<float> Output => _outputs.AsMemory(0, TNetwork.OutputSize);

    /// <summary>One sample: floats, integers, integers of bytes, and floats and integers in ONNX Runtime.</summary>
    public Action[][] One() =>
    [
        [() => _network.Forward(Sample.Span, Output.Span)],
        [() => _integers.Forward(Sample.Span, Output.Span)],
        [() => _integers.Forward(_bytes.AsSpan(0, TNetwork.InputSize), Output.Span)],
        [Model(FloatFile, 0, 1).Run],
        [Model(IntegerFile, 0, 1).Run],
    ];

    /// <summary>All samples, in the same order of ways.</summary>
    public Action[][] Many() =>
    [
        [() => _network.ForwardBatch(_inputs, _outputs)],
        [() => _integers.ForwardBatch(_inputs, _outputs)],
        [() => _integers.ForwardBatch(_bytes, _outputs)],
        [Model(FloatFile, 0, _samples).Run, InChunks(FloatFile)],
        [Model(IntegerFile, 0, _samples).Run, InChunks(IntegerFile)],
    ];

    public void Dispose()
    {
        _models.ForEach(model => model.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private Action InChunks(string file)
    {
        OnnxRuntimeModel[] chunks = [.. Enumerable.Range(0, _samples / Chunk).Select(i => Model(file, i * Chunk, Chunk))];
        return () =>
        {
            foreach (OnnxRuntimeModel chunk in chunks)
            {
                chunk.Run();
            }
        };
    }

    private OnnxRuntimeModel Model(string file, int first, int count)
    {
        OnnxRuntimeModel model = new(
            file,
            "output",
            _inputs.AsMemory(first * TNetwork.InputSize, count * TNetwork.InputSize),
            _theirs.AsMemory(first * TNetwork.OutputSize, count * TNetwork.OutputSize),
            count);
        _models.Add(model);
        return model;
    }

    private double Difference(string file, Action run)
    {
        run();
        Model(file, 0, _samples).Run();
        return _outputs.Zip(_theirs, (mine, other) => Math.Abs((double)mine - other)).Max();
    }
}
