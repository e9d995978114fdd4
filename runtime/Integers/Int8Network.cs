using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// A network of integers: 8-bit weights and activations, 32-bit sums. It is made of a trained network by <c>Quantize</c>, computes the same to
/// within the steps of its bytes in a quarter of the memory, and gives the same bits on every machine.
/// </summary>
/// <remarks>
/// Weights are symmetric with a scale for each unit, activations have a scale and a zero for each layer, sums are exact, and what leads from
/// one layer's sums to the next one's bytes is computed in integers. Nothing changes an integer network, so that threads may share it.
/// </remarks>
public abstract class Int8Network
{
    private readonly Int8Engine _engine;

    /// <summary>For generated code.</summary>
    /// <param name="engine">The layers.</param>
    protected Int8Network(Int8Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
    }

    /// <summary>What the bytes of the inputs stand for, where samples are given as bytes.</summary>
    public ByteScale InputScale => _engine.Layers[0].Inputs;

    private int OutputCount => _engine.Layers[^1].Weights.Units;

    internal IReadOnlyList<Int8Layer> IntegerLayers => _engine.Layers;

    /// <summary>Computes the outputs for one sample. No allocation.</summary>
    /// <param name="input">The inputs, which are rounded to bytes: what is out of range to the nearest, NaN to what stands for 0.</param>
    /// <param name="output">Receives the outputs; may overlap the input.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        CheckOne(input.Length, output.Length);
        _engine.Forward(input, output);
    }

    /// <summary>Computes the outputs for one sample of bytes, pixels for instance, which are taken as they are. No allocation.</summary>
    /// <param name="input">The inputs in steps of <see cref="InputScale"/>.</param>
    /// <param name="output">Receives the outputs.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Forward(ReadOnlySpan<byte> input, Span<float> output)
    {
        CheckOne(input.Length, output.Length);
        _engine.Forward(input, output);
    }

    /// <summary>Computes the outputs for any number of samples. No allocation from the second call on.</summary>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row; may begin where the inputs begin, in place, but not overlap them elsewhere.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the spans overlap.</exception>
    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Check.ApartOrInPlace(inputs, nameof(inputs), outputs, nameof(outputs));
        _engine.Forward(inputs, outputs);
    }

    /// <summary>Computes the outputs for any number of samples of bytes. No allocation from the second call on.</summary>
    /// <param name="inputs">The samples in steps of <see cref="InputScale"/>, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void ForwardBatch(ReadOnlySpan<byte> inputs, Span<float> outputs) => _engine.Forward(inputs, outputs);

    /// <summary>The class of one sample: the index of the largest output; with a single output 1 above its midpoint, else 0. No allocation.</summary>
    /// <param name="input">The inputs.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public int Predict(ReadOnlySpan<float> input)
    {
        using Workspace workspace = Workspace.Rent(OutputCount);
        Span<float> output = MemoryMarshal.CreateSpan(ref workspace.Start, OutputCount);
        Forward(input, output);
        return Prediction.FromOutputs(output, _engine.Activations[^1]);
    }

    /// <summary>The same of a sample of bytes.</summary>
    /// <param name="input">The inputs in steps of <see cref="InputScale"/>.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public int Predict(ReadOnlySpan<byte> input)
    {
        using Workspace workspace = Workspace.Rent(OutputCount);
        Span<float> output = MemoryMarshal.CreateSpan(ref workspace.Start, OutputCount);
        Forward(input, output);
        return Prediction.FromOutputs(output, _engine.Activations[^1]);
    }

    /// <summary>The outputs for some samples and their summed loss: that of the network of floats, of these outputs.</summary>
    /// <param name="inputs">One or more samples, row after row.</param>
    /// <param name="targets">The wanted outputs, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row. Apart from the other spans.</param>
    /// <returns>The summed loss.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs) =>
        _engine.SumLosses(inputs, targets, outputs);

    /// <summary>Saves the network as a safetensors file: I8 weights, I32 biases, F32 scales. A file that exists stays until the new one is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preprocessing">
    /// How raw values become its inputs and what its outputs stand for, which <see cref="Preprocessing.Load"/> gives back; null for nothing.
    /// </param>
    /// <exception cref="ArgumentException">The preprocessing makes another number of inputs, or is for other outputs.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    public void Save(string path, Preprocessing? preprocessing = null) => Int8File.Save(path, _engine.Layers, _engine.Activations, preprocessing);

    /// <summary>
    /// Saves the network as an ONNX model in which every number is rounded where it is here (QuantizeLinear and DequantizeLinear), which runtimes turn
    /// into integer kernels. A file that exists stays until the new one is whole.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The version of the operators, names, and what else the file says; null is the usual.</param>
    /// <exception cref="ArgumentException">A name of the options is that of another tensor in the graph.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    public void SaveOnnx(string path, OnnxSaveOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> bytes = OnnxInt8Writer.Write(_engine.Layers, _engine.Activations, options ?? new OnnxSaveOptions());
        using AtomicFile file = new(path);
        file.Stream.Write(bytes.Span);
        file.Commit();
    }

    private void CheckOne(int inputs, int outputs)
    {
        Check.Length(inputs, _engine.Layers[0].Weights.Inputs, "input");
        Check.Length(outputs, OutputCount, "output");
    }
}
