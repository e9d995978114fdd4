using System.Reflection;
using Unrolled.Benchmarks.Engines;
using Unrolled.Numerics;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>
/// The private methods of a generated network that compute one layer, called alone with everything in the cache. They are found by
/// name; a network that has none of the name has no such rows in the table.
/// </summary>
internal sealed class LayerKernels<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly Topology _topology = Topology.Of<TNetwork>();
    private readonly Type? _kernels;
    private readonly AlignedBuffer _parameters;

    public LayerKernels()
    {
        _kernels = new[] { 512, 256, 128 }
            .Where(bits => bits <= Machine.Bits)
            .Select(bits => typeof(TNetwork).GetNestedType($"Vector{bits}Kernels", BindingFlags.NonPublic))
            .FirstOrDefault(type => type is not null);

        // More than any padding asks for.
        _parameters = Filled(Enumerable.Range(0, _topology.Depth).Sum(layer => (_topology.FanIn(layer) + 2) * (_topology.FanOut(layer) + 64)));
    }

    private delegate void Forward(ref float inputs, ref float parameters, ref float outputs, int count);

    private delegate void Backward(ref float deltas, ref float parameters, ref float previous, ref float transposed, int count);

    private delegate void Update(ref float inputs, ref float deltas, ref float target, int count);

    /// <summary>All layers' kernels for a batch.</summary>
    public IEnumerable<Operation> Operations(int batch)
    {
        for (int layer = 0; layer < _topology.Depth; layer++)
        {
            AlignedBuffer inputs = Filled(batch * Padded(_topology.FanIn(layer)));
            AlignedBuffer outputs = Filled(batch * Padded(_topology.FanOut(layer)));
            if (Find<Forward>("Forward", layer) is { } forward)
            {
                yield return Create("forward", layer, batch,
                    () => forward(ref inputs.Start, ref _parameters.Start, ref outputs.Start, batch));
            }

            if (layer > 0 && Find<Backward>("Backward", layer) is { } backward)
            {
                AlignedBuffer transposed = Filled(Padded(_topology.FanOut(layer)) * Padded(_topology.FanIn(layer)));
                yield return Create("deltas back", layer, batch,
                    () => backward(ref outputs.Start, ref _parameters.Start, ref inputs.Start, ref transposed.Start, batch));
            }

            if (Find<Update>("Update", layer) is { } update)
            {
                yield return Create("update", layer, batch,
                    () => update(ref inputs.Start, ref outputs.Start, ref _parameters.Start, batch));
            }
        }
    }

    /// <summary>Units in whole vectors of 16, wide enough for every width.</summary>
    private static int Padded(int units) => (units + 31) / 32 * 32;

    private static int InVectors(int units)
    {
        int lanes = Machine.Bits / 32;
        return (units + lanes - 1) / lanes * lanes;
    }

    /// <summary>Small numbers, so that sums over millions of repetitions stay ordinary.</summary>
    private static AlignedBuffer Filled(int length)
    {
        var buffer = new AlignedBuffer(length);
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref buffer.Start, length).Fill(1e-4f);
        return buffer;
    }

    private Operation Create(string what, int layer, int batch, Action run)
    {
        double perSample = 2.0 * _topology.FanIn(layer);
        return new Operation(
            $"{what} {_topology.FanIn(layer)}x{_topology.FanOut(layer)}, batch {batch}", Unit.Flop, perSample * _topology.FanOut(layer) * batch, run)
        {
            PaddedWork = perSample * InVectors(_topology.FanOut(layer)) * batch,
        };
    }

    private TDelegate? Find<TDelegate>(string what, int layer) where TDelegate : Delegate =>
        _kernels?.GetMethod($"{what}Layer{layer + 1}", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public) is { } method
            ? (TDelegate?)Delegate.CreateDelegate(typeof(TDelegate), method, throwOnBindFailure: false)
            : null;
}
