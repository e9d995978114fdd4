using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>Inference for many samples on several threads.</summary>
public static class ParallelInference
{
    // Rows that stay together: many of every register tile, so that hardly any tile is cut short.
    private const int RowsTogether = 64;

    /// <summary>Computes the outputs for any number of samples on several threads, or on one where there is too little work.</summary>
    /// <remarks>
    /// The threads stay for the next call: they look for work for some microseconds, then sleep. From the second call with as many
    /// threads on nothing is allocated.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It is only read, so that others may use it too.</param>
    /// <param name="inputs">The samples, row after row.</param>
    /// <param name="outputs">Receives the outputs, row after row; may begin where the inputs begin, in place, but not overlap them elsewhere.</param>
    /// <param name="threads">How many threads at most, at least 1; more than the machine has processors is of no use.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, the spans overlap, or there is no thread.</exception>
    /// <example>
    /// <code>
    /// network.ForwardBatch(inputs, outputs, threads: Environment.ProcessorCount);
    /// </code>
    /// </example>
    public static void ForwardBatch<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, Span<float> outputs, int threads)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.AtLeastOne(threads, nameof(threads));
        int rows = Check.Batch(
            inputs.Length, TNetwork.InputSize, nameof(inputs), outputs.Length, TNetwork.OutputSize, nameof(outputs));
        Check.ApartOrInPlace(inputs, nameof(inputs), outputs, nameof(outputs));
        int workers = ForwardWork.Workers<TNetwork>(rows, threads);

        // In place, rows of another length would be written where another thread has yet to read.
        bool isOrdered = TNetwork.InputSize != TNetwork.OutputSize && inputs.Overlaps(outputs);
        if (workers == 1 || isOrdered)
        {
            network.ForwardBatch(inputs, outputs);
            return;
        }

        ForwardJob<TNetwork>.Run(network, inputs, outputs, rows, workers);
    }

    /// <summary>The arguments of one call, where other threads can see them. Each calling thread keeps its own.</summary>
    private sealed unsafe class ForwardJob<TNetwork> where TNetwork : class, IInferenceNetwork
    {
        [ThreadStatic]
        private static ForwardJob<TNetwork>? s_instance;

        private readonly Action<int> _work;
        private TNetwork? _network;
        private float* _inputs;
        private float* _outputs;
        private int _rows;
        private int _workers;

        private ForwardJob() => _work = Work;

        public static void Run(TNetwork network, ReadOnlySpan<float> inputs, Span<float> outputs, int rows, int workers)
        {
            ForwardJob<TNetwork> job = s_instance ??= new ForwardJob<TNetwork>();
            fixed (float* x = inputs, a = outputs)
            {
                job._network = network;
                job._inputs = x;
                job._outputs = a;
                job._rows = rows;
                job._workers = workers;
                SharedWorkers.Run(workers, job._work);
            }

            job._network = null;
        }

        private void Work(int worker)
        {
            Share share = Share.Of(_rows, worker, _workers, RowsTogether);
            _network!.ForwardBatch(
                new ReadOnlySpan<float>(_inputs + ((nint)share.Start * TNetwork.InputSize), share.Count * TNetwork.InputSize),
                new Span<float>(_outputs + ((nint)share.Start * TNetwork.OutputSize), share.Count * TNetwork.OutputSize));
        }
    }
}
