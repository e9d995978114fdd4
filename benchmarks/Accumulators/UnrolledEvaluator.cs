using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Benchmarks.Accumulators;

/// <summary>Intrinsics by hand: pointers into aligned memory, every vector in a line of its own, for AVX-512 and for AVX2, nothing checked.</summary>
internal sealed unsafe class UnrolledEvaluator : IEvaluator, IDisposable
{
    private const int Units = EngineNetwork.Units;
    private const int Position = 2 * Units;

    private readonly short* _features = Allocate(EngineNetwork.Features * Units);
    private readonly short* _biases = Allocate(Units);
    private readonly short* _output = Allocate(2 * Units);
    private readonly short* _stack = Allocate(257 * Position);
    private readonly int _outputBias;
    private short* _sums;

    public UnrolledEvaluator(ReadOnlySpan<short> parameters)
    {
        const int Biases = EngineNetwork.Features * Units;
        parameters[..Biases].CopyTo(new Span<short>(_features, Biases));
        parameters.Slice(Biases, Units).CopyTo(new Span<short>(_biases, Units));
        parameters.Slice(Biases + Units, 2 * Units).CopyTo(new Span<short>(_output, 2 * Units));
        _outputBias = parameters[^1];
        _sums = _stack;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_features);
        NativeMemory.AlignedFree(_biases);
        NativeMemory.AlignedFree(_output);
        NativeMemory.AlignedFree(_stack);
    }

    public void Refresh(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        for (int unit = 0; unit < Units; unit++)
        {
            _sums[unit] = _biases[unit];
            _sums[Units + unit] = _biases[unit];
            foreach (int feature in first)
            {
                _sums[unit] += _features[(feature * Units) + unit];
            }

            foreach (int feature in second)
            {
                _sums[Units + unit] += _features[(feature * Units) + unit];
            }
        }
    }

    public int Search(ReadOnlySpan<QuietMove> moves)
    {
        int total = 0;
        foreach (ref readonly QuietMove move in moves)
        {
            short* before = _sums;
            _sums += Position;
            Move(before, _sums, _features + (move.Removed.First * Units), _features + (move.Added.First * Units));
            Move(before + Units, _sums + Units, _features + (move.Removed.Second * Units), _features + (move.Added.Second * Units));
            total += Evaluate(_sums + (move.SideToMove * Units), _sums + ((1 - move.SideToMove) * Units));
            _sums = before;
        }

        return total;
    }

    private static short* Allocate(int count) => (short*)NativeMemory.AlignedAlloc((nuint)count * sizeof(short), 64);

    private static void Move(short* before, short* after, short* removed, short* added)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Move512(before, after, removed, added);
        }
        else
        {
            Move256(before, after, removed, added);
        }
    }

    private static void Move512(short* before, short* after, short* removed, short* added)
    {
        (Vector512.LoadAligned(before + 0) - Vector512.LoadAligned(removed + 0) + Vector512.LoadAligned(added + 0)).StoreAligned(after + 0);
        (Vector512.LoadAligned(before + 32) - Vector512.LoadAligned(removed + 32) + Vector512.LoadAligned(added + 32)).StoreAligned(after + 32);
        (Vector512.LoadAligned(before + 64) - Vector512.LoadAligned(removed + 64) + Vector512.LoadAligned(added + 64)).StoreAligned(after + 64);
        (Vector512.LoadAligned(before + 96) - Vector512.LoadAligned(removed + 96) + Vector512.LoadAligned(added + 96)).StoreAligned(after + 96);
        (Vector512.LoadAligned(before + 128) - Vector512.LoadAligned(removed + 128) + Vector512.LoadAligned(added + 128)).StoreAligned(after + 128);
        (Vector512.LoadAligned(before + 160) - Vector512.LoadAligned(removed + 160) + Vector512.LoadAligned(added + 160)).StoreAligned(after + 160);
        (Vector512.LoadAligned(before + 192) - Vector512.LoadAligned(removed + 192) + Vector512.LoadAligned(added + 192)).StoreAligned(after + 192);
        (Vector512.LoadAligned(before + 224) - Vector512.LoadAligned(removed + 224) + Vector512.LoadAligned(added + 224)).StoreAligned(after + 224);
    }

    private static void Move256(short* before, short* after, short* removed, short* added)
    {
        (Vector256.LoadAligned(before + 0) - Vector256.LoadAligned(removed + 0) + Vector256.LoadAligned(added + 0)).StoreAligned(after + 0);
        (Vector256.LoadAligned(before + 16) - Vector256.LoadAligned(removed + 16) + Vector256.LoadAligned(added + 16)).StoreAligned(after + 16);
        (Vector256.LoadAligned(before + 32) - Vector256.LoadAligned(removed + 32) + Vector256.LoadAligned(added + 32)).StoreAligned(after + 32);
        (Vector256.LoadAligned(before + 48) - Vector256.LoadAligned(removed + 48) + Vector256.LoadAligned(added + 48)).StoreAligned(after + 48);
        (Vector256.LoadAligned(before + 64) - Vector256.LoadAligned(removed + 64) + Vector256.LoadAligned(added + 64)).StoreAligned(after + 64);
        (Vector256.LoadAligned(before + 80) - Vector256.LoadAligned(removed + 80) + Vector256.LoadAligned(added + 80)).StoreAligned(after + 80);
        (Vector256.LoadAligned(before + 96) - Vector256.LoadAligned(removed + 96) + Vector256.LoadAligned(added + 96)).StoreAligned(after + 96);
        (Vector256.LoadAligned(before + 112) - Vector256.LoadAligned(removed + 112) + Vector256.LoadAligned(added + 112)).StoreAligned(after + 112);
        (Vector256.LoadAligned(before + 128) - Vector256.LoadAligned(removed + 128) + Vector256.LoadAligned(added + 128)).StoreAligned(after + 128);
        (Vector256.LoadAligned(before + 144) - Vector256.LoadAligned(removed + 144) + Vector256.LoadAligned(added + 144)).StoreAligned(after + 144);
        (Vector256.LoadAligned(before + 160) - Vector256.LoadAligned(removed + 160) + Vector256.LoadAligned(added + 160)).StoreAligned(after + 160);
        (Vector256.LoadAligned(before + 176) - Vector256.LoadAligned(removed + 176) + Vector256.LoadAligned(added + 176)).StoreAligned(after + 176);
        (Vector256.LoadAligned(before + 192) - Vector256.LoadAligned(removed + 192) + Vector256.LoadAligned(added + 192)).StoreAligned(after + 192);
        (Vector256.LoadAligned(before + 208) - Vector256.LoadAligned(removed + 208) + Vector256.LoadAligned(added + 208)).StoreAligned(after + 208);
        (Vector256.LoadAligned(before + 224) - Vector256.LoadAligned(removed + 224) + Vector256.LoadAligned(added + 224)).StoreAligned(after + 224);
        (Vector256.LoadAligned(before + 240) - Vector256.LoadAligned(removed + 240) + Vector256.LoadAligned(added + 240)).StoreAligned(after + 240);
    }

    private int Evaluate(short* own, short* other)
    {
        int sum = Vector512.IsHardwareAccelerated
            ? Vector512.Sum(Products512(own, _output) + Products512(other, _output + Units))
            : Vector256.Sum(Products256(own, _output) + Products256(other, _output + Units));
        return ((sum / EngineNetwork.Clip) + _outputBias) * EngineNetwork.EvaluationScale / (EngineNetwork.Clip * EngineNetwork.OutputScale);
    }

    private static Vector512<int> Products512(short* sums, short* weights)
    {
        Vector512<short> top = Vector512.Create((short)EngineNetwork.Clip);
        Vector512<short> clipped;
        Vector512<int> sum0, sum1, sum2, sum3;
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 0), Vector512<short>.Zero), top);
        sum0 = Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 0) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 32), Vector512<short>.Zero), top);
        sum1 = Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 32) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 64), Vector512<short>.Zero), top);
        sum2 = Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 64) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 96), Vector512<short>.Zero), top);
        sum3 = Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 96) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 128), Vector512<short>.Zero), top);
        sum0 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 128) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 160), Vector512<short>.Zero), top);
        sum1 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 160) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 192), Vector512<short>.Zero), top);
        sum2 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 192) * clipped, clipped);
        clipped = Vector512.Min(Vector512.Max(Vector512.LoadAligned(sums + 224), Vector512<short>.Zero), top);
        sum3 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(weights + 224) * clipped, clipped);
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static Vector256<int> Products256(short* sums, short* weights)
    {
        Vector256<short> top = Vector256.Create((short)EngineNetwork.Clip);
        Vector256<short> clipped;
        Vector256<int> sum0, sum1, sum2, sum3;
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 0), Vector256<short>.Zero), top);
        sum0 = Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 0) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 16), Vector256<short>.Zero), top);
        sum1 = Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 16) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 32), Vector256<short>.Zero), top);
        sum2 = Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 32) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 48), Vector256<short>.Zero), top);
        sum3 = Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 48) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 64), Vector256<short>.Zero), top);
        sum0 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 64) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 80), Vector256<short>.Zero), top);
        sum1 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 80) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 96), Vector256<short>.Zero), top);
        sum2 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 96) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 112), Vector256<short>.Zero), top);
        sum3 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 112) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 128), Vector256<short>.Zero), top);
        sum0 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 128) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 144), Vector256<short>.Zero), top);
        sum1 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 144) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 160), Vector256<short>.Zero), top);
        sum2 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 160) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 176), Vector256<short>.Zero), top);
        sum3 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 176) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 192), Vector256<short>.Zero), top);
        sum0 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 192) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 208), Vector256<short>.Zero), top);
        sum1 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 208) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 224), Vector256<short>.Zero), top);
        sum2 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 224) * clipped, clipped);
        clipped = Vector256.Min(Vector256.Max(Vector256.LoadAligned(sums + 240), Vector256<short>.Zero), top);
        sum3 += Avx2.MultiplyAddAdjacent(Vector256.LoadAligned(weights + 240) * clipped, clipped);
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
