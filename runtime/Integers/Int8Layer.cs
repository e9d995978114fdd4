using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>A layer of an integer network, laid out for the kernel. Does not change.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Int8Layer
{
    private readonly AlignedBuffer _weights;
    private readonly int[] _start;
    private readonly int[] _steps;
    private readonly float[] _scales;
    private readonly int[] _multipliers;
    private readonly byte[] _table;
    private readonly Requantization _requantization;

    /// <summary>Lays out a layer.</summary>
    /// <param name="number">The number of the layer, from 1 on, for messages.</param>
    /// <param name="weights">The parameters.</param>
    /// <param name="inputs">What the inputs stand for.</param>
    /// <param name="outputs">What becomes of the sums; null in the last layer, which gives numbers.</param>
    /// <exception cref="ArgumentException">A sum may leave its 32 bits, or that of eight products its 16.</exception>
    internal Int8Layer(int number, Int8Weights weights, ByteScale inputs, Int8Activation? outputs)
    {
        (Weights, Inputs, Activation) = (weights, inputs, outputs);
        int panels = (weights.Units + ByteKernel.Units - 1) / ByteKernel.Units;
        Depth = RowLength(weights.Inputs);
        _weights = new AlignedBuffer(checked(panels * PanelLength / sizeof(float)));
        _start = new int[panels * ByteKernel.Units];
        _scales = new float[_start.Length];
        _steps = ByteSteps.All(Depth);
        for (int unit = 0; unit < weights.Units; unit++)
        {
            Int8Ranges.RequireSums(number, unit, weights.Row(unit));
            _start[unit] = Int8Ranges.Start(number, weights, unit, inputs);
            _scales[unit] = inputs.Scale * weights.Scales[unit];
            Place(weights.Row(unit), unit);
        }

        _multipliers = new int[_start.Length];
        _table = outputs?.Table ?? [];
        if (outputs is not null)
        {
            double[] ratios = [.. weights.Scales.Select(scale => (double)inputs.Scale * scale / outputs.Sums.Scale)];
            int shift = Requantization.Prepare(ratios, _multipliers);
            _requantization = new Requantization(shift, outputs.Sums.ZeroPoint, outputs.Least);
        }
    }

    /// <summary>The parameters in canonical order.</summary>
    internal Int8Weights Weights { get; }

    /// <summary>What the inputs stand for.</summary>
    internal ByteScale Inputs { get; }

    /// <summary>What becomes of the sums; null in the last layer.</summary>
    internal Int8Activation? Activation { get; }

    /// <summary>The length of a sample's row of inputs, padding included.</summary>
    internal int Depth { get; }

    /// <summary>The length of a sample's row of outputs, padding included.</summary>
    internal int Width => _start.Length;

    /// <summary>The panels.</summary>
    internal int Panels => _start.Length / ByteKernel.Units;

    /// <summary>The numbers of scratch for some samples: sums, then lists of steps.</summary>
    internal int Scratch(int count) => Scratch(count, Depth);

    /// <summary>The same for a layer whose rows are so long.</summary>
    internal static int Scratch(int count, int depth) => SumsOf(count) + ByteSteps.Length(count, depth);

    // One sample has the sums of two panels.
    private static int SumsOf(int count) => Math.Max(count, 2) * ByteKernel.Units;

    private int PanelLength => Depth * ByteKernel.Units;

    /// <summary>The length of a row of so many activations.</summary>
    internal static int RowLength(int units) => (units + ByteKernel.Step - 1) / ByteKernel.Step * ByteKernel.Step;

    /// <summary>The activations of a hidden layer.</summary>
    /// <param name="inputs">A row of activations for each sample.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="scratch">Room for sums and lists.</param>
    /// <param name="outputs">Receives a row of activations for each sample. Up to 63 bytes behind the last may change.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Activate(ref byte inputs, int count, ref int scratch, ref byte outputs)
    {
        ref int steps = ref Steps(ref inputs, count, ref scratch, out int listLength);
        int panel = 0;
        for (; count == 1 && panel < Panels - 1; panel += 2)
        {
            int unit = panel * ByteKernel.Units;
            ByteKernel.SumAlone(ref inputs, ref steps, ref Panel(panel), PanelLength, ref _start[unit], ref scratch);
            _requantization.Apply(ref scratch, 1, ref _multipliers[unit], ref Unsafe.Add(ref outputs, unit), Width);
            unit += ByteKernel.Units;
            _requantization.Apply(ref Unsafe.Add(ref scratch, ByteKernel.Units), 1, ref _multipliers[unit], ref Unsafe.Add(ref outputs, unit), Width);
        }

        for (; panel < Panels; panel++)
        {
            int unit = panel * ByteKernel.Units;
            ByteKernel.Sum(ref inputs, Depth, count, ref steps, listLength, ref Panel(panel), ref _start[unit], ref scratch);
            _requantization.Apply(ref scratch, count, ref _multipliers[unit], ref Unsafe.Add(ref outputs, unit), Width);
        }

        if (_table.Length > 0)
        {
            ByteTable.Apply(ref outputs, (nint)count * Width, ref _table[0]);
        }
    }

    /// <summary>The pre-activations of the last layer, as numbers.</summary>
    /// <param name="inputs">A row of activations for each sample.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="scratch">Room for sums and lists.</param>
    /// <param name="outputs">Receives a row of numbers for each sample.</param>
    /// <param name="stride">The length of such a row, padding included: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Numbers(ref byte inputs, int count, ref int scratch, ref float outputs, int stride)
    {
        ref int steps = ref Steps(ref inputs, count, ref scratch, out int listLength);
        for (int panel = 0; panel < Panels; panel++)
        {
            int unit = panel * ByteKernel.Units;
            ByteKernel.Sum(ref inputs, Depth, count, ref steps, listLength, ref Panel(panel), ref _start[unit], ref scratch);
            int units = Math.Min(ByteKernel.Units, stride - unit);
            for (int sample = 0; sample < count; sample++)
            {
                ref int sums = ref Unsafe.Add(ref scratch, sample * ByteKernel.Units);
                ref float numbers = ref Unsafe.Add(ref outputs, ((nint)sample * stride) + unit);
                for (int i = 0; i < units; i += Vector128<int>.Count)
                {
                    Vector128<float> scales = Vector128.LoadUnsafe(ref _scales[unit + i]);
                    (Vector128.ConvertToSingle(Vector128.LoadUnsafe(ref sums, (nuint)i)) * scales).StoreUnsafe(ref numbers, (nuint)i);
                }
            }
        }
    }

    /// <summary>The sums of a panel, before the calibration knows what to make of them.</summary>
    internal void Sum(int panel, ref byte inputs, int count, ref int sums) => ByteKernel.Sum(
        ref inputs, Depth, count, ref _steps[0], 0, ref Panel(panel), ref _start[panel * ByteKernel.Units], ref sums);

    // To look for zeros takes a panel's time for a few steps; where there are many panels it is soon won. Where the machine subtracts an
    // offset from the inputs, a zero is none any more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int Steps(ref byte inputs, int count, ref int scratch, out int listLength)
    {
        const int LeastPanels = 4;
        if (Panels < LeastPanels || ByteKernel.Offset != 0)
        {
            listLength = 0;
            return ref _steps[0];
        }

        ref int lists = ref Unsafe.Add(ref scratch, SumsOf(count));
        ByteSteps.Find(ref inputs, Depth, count, ref lists);
        listLength = _steps.Length;
        return ref lists;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref sbyte Panel(int panel) => ref Unsafe.Add(ref Unsafe.As<float, sbyte>(ref _weights.Start), (nint)panel * PanelLength);

    // Of four inputs at a time, the weights of all units of the panel.
    private void Place(ReadOnlySpan<sbyte> row, int unit)
    {
        const int Group = 4;
        ref sbyte panel = ref Panel(unit / ByteKernel.Units);
        for (int input = 0; input < row.Length; input++)
        {
            int at = (input / Group * Group * ByteKernel.Units) + (unit % ByteKernel.Units * Group) + (input % Group);
            Unsafe.Add(ref panel, at) = row[input];
        }
    }
}
