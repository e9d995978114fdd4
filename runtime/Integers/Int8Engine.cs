using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>The layers of an integer network with the passes that lead batches through them. Does not change.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Int8Engine
{
    /// <summary>Samples that are computed together: few enough that their activations stay in the cache.</summary>
    public const int ChunkSize = 128;

    private protected Int8Engine(Int8Layer[] layers) => Layers = layers;

    /// <summary>The layers.</summary>
    internal Int8Layer[] Layers { get; }

    /// <summary>The passes, to make a network of.</summary>
    /// <typeparam name="TPasses">The passes.</typeparam>
    public static Int8Maker Of<TPasses>() where TPasses : struct, IInt8Passes => Int8Maker<TPasses>.Instance;

    /// <summary>The activation of each layer after the inputs.</summary>
    internal abstract ReadOnlySpan<Activation> Activations { get; }

    /// <summary>The outputs of any number of samples.</summary>
    internal abstract void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The outputs of samples that are bytes already.</summary>
    internal abstract void Forward(ReadOnlySpan<byte> inputs, Span<float> outputs);

    /// <summary>The outputs and the summed loss of some samples.</summary>
    internal abstract double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs);

    internal sealed class Typed<TPasses>(Int8Layer[] layers) : Int8Engine(layers) where TPasses : struct, IInt8Passes
    {
        private readonly int _deepest = layers.Max(layer => layer.Depth);

        private static int InputSize => TPasses.Layers[0];

        private static int OutputSize => TPasses.Layers[^1];

        // Rows that are as long as the kernel wants them are taken where they lie.
        private static bool IsPadded => InputSize % ByteKernel.Step != 0;

        internal override ReadOnlySpan<Activation> Activations => TPasses.Activations;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
        {
            int count = Check.Batch(inputs.Length, InputSize, nameof(inputs), outputs.Length, OutputSize, nameof(outputs));
            using Chunk chunk = new(Layers, _deepest, Math.Min(count, ChunkSize));
            for (int done = 0; done < count; done += ChunkSize)
            {
                // In place, outputs that are more than the inputs would overwrite those of the chunks to come.
                int start = OutputSize > InputSize ? ((count - 1) / ChunkSize * ChunkSize) - done : done;
                int rows = Math.Min(count - start, ChunkSize);
                Round(inputs.Slice(start * InputSize, rows * InputSize), rows, ref chunk.Inputs);
                Infer(chunk, rows, ref chunk.Inputs, outputs.Slice(start * OutputSize, rows * OutputSize));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal override void Forward(ReadOnlySpan<byte> inputs, Span<float> outputs)
        {
            int count = Check.Batch(inputs.Length, InputSize, nameof(inputs), outputs.Length, OutputSize, nameof(outputs));
            using Chunk chunk = new(Layers, _deepest, Math.Min(count, ChunkSize));
            for (int start = 0; start < count; start += ChunkSize)
            {
                int rows = Math.Min(count - start, ChunkSize);
                ref byte row = ref MemoryMarshal.GetReference(inputs.Slice(start * InputSize, rows * InputSize));
                if (IsPadded)
                {
                    Copy(ref row, rows, ref chunk.Inputs);
                    row = ref chunk.Inputs;
                }

                Infer(chunk, rows, ref row, outputs.Slice(start * OutputSize, rows * OutputSize));
            }
        }

        internal override double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
        {
            int count = Check.Batch(inputs.Length, InputSize, nameof(inputs), targets.Length, OutputSize, nameof(targets), atLeast: 1);
            Check.Length(outputs.Length, targets.Length, nameof(outputs));
            using Chunk chunk = new(Layers, _deepest, Math.Min(count, ChunkSize));
            using Workspace deltas = Workspace.Rent(Math.Min(count, ChunkSize) * TPasses.OutputStride);
            double loss = 0;
            for (int start = 0; start < count; start += ChunkSize)
            {
                int rows = Math.Min(count - start, ChunkSize);
                Round(inputs.Slice(start * InputSize, rows * InputSize), rows, ref chunk.Inputs);
                TPasses.Infer(Layers, ref chunk.Inputs, rows, ref chunk.Integers, ref chunk.Activations, ref chunk.Outputs);
                LossSum losses = default;
                ref float wanted = ref MemoryMarshal.GetReference(targets.Slice(start * OutputSize, rows * OutputSize));
                TPasses.SumLosses(ref chunk.Outputs, ref wanted, ref deltas.Start, rows, ref losses);
                Panels.CopyRows(ref chunk.Outputs, TPasses.OutputStride, outputs.Slice(start * OutputSize, rows * OutputSize), OutputSize);
                loss += losses.Total;
            }

            return loss;
        }

        private void Infer(Chunk chunk, int rows, ref byte inputs, Span<float> outputs)
        {
            TPasses.Infer(Layers, ref inputs, rows, ref chunk.Integers, ref chunk.Activations, ref chunk.Outputs);
            TPasses.ActivateOutputs(ref chunk.Outputs, rows);
            Panels.CopyRows(ref chunk.Outputs, TPasses.OutputStride, outputs, OutputSize);
        }

        private void Round(ReadOnlySpan<float> inputs, int rows, ref byte bytes)
        {
            ByteScale scale = Layers[0].Inputs;
            ref float row = ref MemoryMarshal.GetReference(inputs);
            if (!IsPadded)
            {
                ByteRounding.Apply(ref row, (nint)rows * InputSize, ref bytes, 1 / scale.Scale, scale.ZeroPoint);
                return;
            }

            for (int i = 0; i < rows; i++)
            {
                ByteRounding.Apply(ref Unsafe.Add(ref row, i * InputSize), InputSize, ref Unsafe.Add(ref bytes, i * Layers[0].Depth), 1 / scale.Scale, scale.ZeroPoint);
            }
        }

        // What the padding holds is of no account: its weights are 0.
        private void Copy(ref byte inputs, int rows, ref byte bytes)
        {
            for (int i = 0; i < rows; i++)
            {
                Unsafe.CopyBlockUnaligned(
                    ref Unsafe.Add(ref bytes, i * Layers[0].Depth), ref Unsafe.Add(ref inputs, i * InputSize), (uint)InputSize);
            }
        }

        // Room for a chunk of samples, lent by the thread.
        private readonly ref struct Chunk : IDisposable
        {
            private readonly Workspace _workspace;

            public Chunk(Int8Layer[] layers, int deepest, int rows)
            {
                int integers = Int8Layer.Scratch(rows, deepest);
                int bytes = (rows * (layers[0].Depth + TPasses.ActivationBytes)) + ByteTable.Slack;
                _workspace = Workspace.Rent((rows * TPasses.OutputStride) + integers + (bytes / sizeof(float)) + 1);
                Outputs = ref _workspace.Start;
                Inputs = ref Unsafe.As<float, byte>(ref Unsafe.Add(ref Outputs, rows * TPasses.OutputStride));
                Activations = ref Unsafe.Add(ref Inputs, rows * layers[0].Depth);
                Integers = ref Unsafe.As<byte, int>(ref Unsafe.Add(ref Activations, ((bytes / sizeof(float)) + 1) * sizeof(float) - (rows * layers[0].Depth)));
            }

            public readonly ref float Outputs;

            public readonly ref int Integers;

            public readonly ref byte Inputs;

            public readonly ref byte Activations;

            public void Dispose() => _workspace.Dispose();
        }
    }
}
