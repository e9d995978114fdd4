using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>The arrays behind a <see cref="Dataset"/> and its views: inputs as bytes or floats, and for each a class or targets.</summary>
internal sealed class SampleStore
{
    private const int CacheLine = 64;

    private readonly byte[]? _bytes;
    private readonly float[]? _floats;
    private readonly int[]? _labels;
    private readonly float[]? _targets;

    public SampleStore(byte[] inputs, int inputSize, int[] labels, int classCount)
        : this(inputs.Length, inputSize, classCount, nameof(classCount))
    {
        _bytes = inputs;
        _labels = CheckedLabels(labels);
        IsFinite = true;
    }

    public SampleStore(float[] inputs, int inputSize, int[] labels, int classCount)
        : this(inputs.Length, inputSize, classCount, nameof(classCount))
    {
        _floats = inputs;
        _labels = CheckedLabels(labels);
        IsFinite = VectorLoops.IsFinite(inputs);
    }

    public SampleStore(float[] inputs, int inputSize, float[] targets, int targetSize)
        : this(inputs.Length, inputSize, targetSize, nameof(targetSize))
    {
        _floats = inputs;
        _targets = CheckedTargets(targets);
        IsFinite = VectorLoops.IsFinite(inputs) && VectorLoops.IsFinite(targets);
    }

    private SampleStore(int inputLength, int inputSize, int targetSize, string targetParameter)
    {
        Require.AtLeastOne(inputSize, nameof(inputSize));
        Require.AtLeastOne(targetSize, targetParameter);
        if (inputLength % inputSize != 0)
        {
            throw new ArgumentException(
                $"inputs has {Wording.Exact(inputLength, "element")}, which is not a multiple of {inputSize}, the input size.", "inputs");
        }

        Count = inputLength / inputSize;
        InputSize = inputSize;
        TargetSize = targetSize;
    }

    public int Count { get; }

    public int InputSize { get; }

    public int TargetSize { get; }

    public bool HasBytes => _bytes is not null;

    public bool HasLabels => _labels is not null;

    /// <summary>Whether no number is NaN or infinite.</summary>
    public bool IsFinite { get; }

    public int Label(int row) => _labels is not null
        ? _labels[row]
        : throw new InvalidOperationException("The samples have target rows, not labels.");

    public ReadOnlySpan<byte> Bytes(int row) => _bytes is not null
        ? _bytes.AsSpan(row * InputSize, InputSize)
        : throw new InvalidOperationException("The inputs are floats, not bytes.");

    public ReadOnlySpan<float> Floats(int row) => _floats is not null
        ? _floats.AsSpan(row * InputSize, InputSize)
        : throw new InvalidOperationException("The inputs are bytes, not floats.");

    /// <summary>The first number of a row that is NaN or infinite, if one is.</summary>
    public NotFinite? FirstNotFinite(int row) => _floats is null
        ? null
        : NotFinite.FirstOf("input", Floats(row)) ?? (_targets is null ? null : NotFinite.FirstOf("target", Targets(row)));

    /// <summary>Starts to fetch a row of bytes: rows in random order come from memory, too late for the processor to foresee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported || _bytes is null)
        {
            return;
        }

        // Should the array move meanwhile, then the hint is in vain, but harmless.
        byte* first = (byte*)Unsafe.AsPointer(ref _bytes[row * InputSize]);
        for (int offset = 0; offset < InputSize; offset += CacheLine)
        {
            Sse.Prefetch0(first + offset);
        }
    }

    /// <summary>Writes the inputs of neighbouring rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyInputs(int row, Span<float> inputs)
    {
        if (_bytes is not null)
        {
            ByteScaling.Convert(_bytes.AsSpan(row * InputSize, inputs.Length), inputs);
        }
        else
        {
            _floats.AsSpan(row * InputSize, inputs.Length).CopyTo(inputs);
        }
    }

    /// <summary>Writes one row's target: its target row or, for a label, what stands for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTarget(int row, Span<float> target, LabelCode code)
    {
        if (_labels is null)
        {
            Targets(row).CopyTo(target);
        }
        else if (code.IsSingle)
        {
            target[0] = _labels[row] == 1 ? code.On : code.Off;
        }
        else
        {
            // No Fill: for so short a row it costs more than it writes, the more before it has been compiled for good.
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = code.Off;
            }

            target[_labels[row]] = code.On;
        }
    }

    private ReadOnlySpan<float> Targets(int row) => _targets.AsSpan(row * TargetSize, TargetSize);

    private int[] CheckedLabels(int[] labels)
    {
        if (labels.Length != Count)
        {
            string advice = labels.Length == (long)Count * TargetSize ? " One-hot rows are targets: give them as float[]." : "";
            throw Check.WrongLength(
                labels.Length, Count, nameof(labels), $" A label is needed for each of {Wording.Exact(Count, "row")} of inputs.{advice}");
        }

        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)TargetSize)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The label of row {row} is {labels[row]}; a class from 0 to {TargetSize - 1} is needed.{LabelAdvice()}"),
                    nameof(labels));
            }
        }

        return labels;
    }

    private string LabelAdvice() => TargetSize > 1 ? ""
        : " Two classes are needed to tell anything apart, also for a single output, with WithSingleTarget(). "
            + "Numbers to predict are targets, not labels: give them as float[].";

    private float[] CheckedTargets(float[] targets)
    {
        long needed = (long)Count * TargetSize;
        if (targets.Length != needed)
        {
            string each = $" {Wording.Exact(TargetSize, "target")} for each of {Wording.Exact(Count, "row")} of inputs {Wording.Are(needed)} needed.";
            string advice = targets.Length == Count ? " Numbers of classes are labels: give them as int[], and the number of classes."
                : Count > 0 && targets.Length % Count == 0 ? $" There are {targets.Length / Count} for each."
                : "";
            throw Check.WrongLength(targets.Length, needed, nameof(targets), each + advice);
        }

        return targets;
    }
}
