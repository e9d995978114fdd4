using System.Reflection;
using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Engines;
using Unrolled.Internal;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>
/// The generated methods that compute one layer of a network, called alone with everything in the cache. They are found by
/// name; a network that has none of the name has no such rows in the table.
/// </summary>
internal sealed class LayerKernels<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly Topology _topology = Topology.Of<TNetwork>();
    private readonly Type? _kernels;
    private readonly AlignedBuffer _parameters;

    public LayerKernels()
    {
        // Without a suffix: networks that are unrolled, sparse or drop units have passes of their own.
        string name = $"Network{string.Join("x", TNetwork.Layers.ToArray())}_";
        _kernels = typeof(TNetwork).Assembly.GetTypes().FirstOrDefault(type => type.Namespace == "Unrolled.Generated"
            && type.Name.StartsWith(name, StringComparison.Ordinal) && type.Name.EndsWith($"_{TNetwork.Loss}", StringComparison.Ordinal));

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
                yield return Create("forward", layer, batch, InVectors(_topology.FanOut(layer)) / (double)_topology.FanOut(layer),
                    () => forward(ref inputs.Start, ref _parameters.Start, ref outputs.Start, batch));
            }

            if (layer > 0 && Find<Backward>("Backward", layer) is { } backward)
            {
                AlignedBuffer transposed = Filled(Padded(_topology.FanOut(layer)) * Padded(_topology.FanIn(layer)));
                yield return Create("deltas back", layer, batch, InVectors(_topology.FanIn(layer)) / (double)_topology.FanIn(layer),
                    () => backward(ref outputs.Start, ref _parameters.Start, ref inputs.Start, ref transposed.Start, batch));
            }

            if (Find<Update>("Update", layer) is { } update)
            {
                yield return Create("update", layer, batch, InVectors(_topology.FanOut(layer)) / (double)_topology.FanOut(layer),
                    () => update(ref inputs.Start, ref outputs.Start, ref _parameters.Start, batch));
            }
        }
    }

    /// <summary>Room for a layer, however it is padded.</summary>
    private static int Padded(int units) => (units + 31) / 32 * 32;

    /// <summary>Units in whole vectors, the least that a kernel of the width in force computes.</summary>
    private static int InVectors(int units)
    {
        int lanes = Machine.Bits / 32;
        return (units + lanes - 1) / lanes * lanes;
    }

    /// <summary>Small numbers, so that sums over millions of repetitions stay ordinary.</summary>
    private static AlignedBuffer Filled(int length)
    {
        var buffer = new AlignedBuffer(length);
        MemoryMarshal.CreateSpan(ref buffer.Start, length).Fill(1e-4f);
        return buffer;
    }

    private Operation Create(string what, int layer, int batch, double padding, Action run)
    {
        double work = 2.0 * _topology.FanIn(layer) * _topology.FanOut(layer) * batch;
        return new Operation($"{what} {_topology.FanIn(layer)}x{_topology.FanOut(layer)}, batch {batch}", Unit.Flop, work, run)
        {
            PaddedWork = work * padding,
        };
    }

    private TDelegate? Find<TDelegate>(string what, int layer) where TDelegate : Delegate =>
        _kernels?.GetMethod($"{what}Layer{layer + 1}", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public) is { } method
            ? (TDelegate?)Delegate.CreateDelegate(typeof(TDelegate), method, throwOnBindFailure: false)
            : null;
}
