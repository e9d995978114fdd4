using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Benchmarks.Accumulators;

/// <summary>As the author of an engine writes it: loops over Vector256&lt;short&gt; in spans, an array of accumulators as the stack.</summary>
internal sealed class SpanEvaluator : IEvaluator
{
    private const int Units = EngineNetwork.Units;

    private readonly short[] _features = new short[EngineNetwork.Features * Units];
    private readonly short[] _biases = new short[Units];
    private readonly short[] _output = new short[2 * Units];
    private readonly int _outputBias;
    private readonly Sums[] _stack = [.. Enumerable.Range(0, 257).Select(_ => new Sums())];
    private int _ply;

    public SpanEvaluator(ReadOnlySpan<short> parameters)
    {
        parameters[.._features.Length].CopyTo(_features);
        parameters.Slice(_features.Length, Units).CopyTo(_biases);
        parameters.Slice(_features.Length + Units, 2 * Units).CopyTo(_output);
        _outputBias = parameters[^1];
    }

    public void Refresh(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        Sums sums = _stack[_ply];
        Refresh(sums.First, first);
        Refresh(sums.Second, second);
    }

    public int Search(ReadOnlySpan<QuietMove> moves)
    {
        int total = 0;
        foreach (ref readonly QuietMove move in moves)
        {
            Sums before = _stack[_ply];
            Sums after = _stack[++_ply];
            Move(before.First, after.First, Row(move.Removed.First), Row(move.Added.First));
            Move(before.Second, after.Second, Row(move.Removed.Second), Row(move.Added.Second));
            total += move.SideToMove == 0 ? Evaluate(after.First, after.Second) : Evaluate(after.Second, after.First);
            _ply--;
        }

        return total;
    }

    private static void Move(ReadOnlySpan<short> before, Span<short> after, ReadOnlySpan<short> removed, ReadOnlySpan<short> added)
    {
        ReadOnlySpan<Vector256<short>> source = Vectors(before), off = Vectors(removed), on = Vectors(added);
        Span<Vector256<short>> destination = MemoryMarshal.Cast<short, Vector256<short>>(after);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i] - off[i] + on[i];
        }
    }

    private static ReadOnlySpan<Vector256<short>> Vectors(ReadOnlySpan<short> numbers) => MemoryMarshal.Cast<short, Vector256<short>>(numbers);

    private static Vector256<int> Products(ReadOnlySpan<short> sums, ReadOnlySpan<short> weights)
    {
        ReadOnlySpan<Vector256<short>> a = Vectors(sums), w = Vectors(weights);
        Vector256<short> top = Vector256.Create((short)EngineNetwork.Clip);
        Vector256<int> total = Vector256<int>.Zero;
        for (int i = 0; i < a.Length; i++)
        {
            Vector256<short> clipped = Vector256.Min(Vector256.Max(a[i], Vector256<short>.Zero), top);
            total += Avx2.MultiplyAddAdjacent(clipped * w[i], clipped);
        }

        return total;
    }

    private void Refresh(short[] sums, ReadOnlySpan<int> features)
    {
        _biases.CopyTo(sums, 0);
        foreach (int feature in features)
        {
            ReadOnlySpan<Vector256<short>> row = Vectors(Row(feature));
            Span<Vector256<short>> destination = MemoryMarshal.Cast<short, Vector256<short>>(sums.AsSpan());
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] += row[i];
            }
        }
    }

    private ReadOnlySpan<short> Row(int feature) => _features.AsSpan(feature * Units, Units);

    private int Evaluate(ReadOnlySpan<short> own, ReadOnlySpan<short> other)
    {
        int sum = Vector256.Sum(Products(own, _output.AsSpan(0, Units)) + Products(other, _output.AsSpan(Units)));
        return ((sum / EngineNetwork.Clip) + _outputBias) * EngineNetwork.EvaluationScale / (EngineNetwork.Clip * EngineNetwork.OutputScale);
    }

    private sealed class Sums
    {
        public short[] First { get; } = new short[Units];

        public short[] Second { get; } = new short[Units];
    }
}
