using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>An image that can be read between its pixels: bilinear inside, falling to zero within a pixel outside.</summary>
internal readonly ref struct BilinearImage
{
    private readonly ReadOnlySpan<float> _pixels;
    private readonly int _width;
    private readonly int _height;

    /// <summary>Copies the pixels into a frame of zeros.</summary>
    /// <param name="pixels">The pixels, row after row.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="memory"><see cref="Length"/> floats to hold the copy.</param>
    public BilinearImage(ReadOnlySpan<float> pixels, int width, Span<float> memory)
    {
        _pixels = memory;
        _width = width;
        _height = pixels.Length / width;
        memory.Clear();
        for (int row = 0; row < _height; row++)
        {
            pixels.Slice(row * width, width).CopyTo(memory[((row + 1) * Pitch + 1)..]);
        }
    }

    // The zero before a row and the one after it; what is read after that one is the next row's first.
    private int Pitch => _width + 2;

    /// <summary>The floats of an image with its frame: a row of zeros above and two below, the last for reading beside and below.</summary>
    public static int Length(int width, int height) => (width + 2) * (height + 3) + 1;

    /// <summary>The floats that <see cref="Read"/> needs.</summary>
    public static int ScratchLength(int width) => 3 * Padded(width);

    /// <summary>Reads a point for every pixel of a row.</summary>
    /// <param name="start">The first point, in pixels from the centre of the first one.</param>
    /// <param name="step">From one point to the next.</param>
    /// <param name="dx">What to add to the points' x, or nothing; otherwise a whole number of vectors.</param>
    /// <param name="dy">What to add to the points' y.</param>
    /// <param name="row">Receives the values.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Vector2 start, Vector2 step, ReadOnlySpan<float> dx, ReadOnlySpan<float> dy, Span<float> row, Span<float> scratch)
    {
        int padded = Padded(_width);
        Span<float> us = scratch[..padded];
        Span<float> vs = scratch.Slice(padded, padded);
        Span<int> corners = MemoryMarshal.Cast<float, int>(scratch.Slice(2 * padded, padded));
        for (int i = 0; i < padded; i += Vector<float>.Count)
        {
            Vector<float> column = Vector<float>.Indices + new Vector<float>(i);
            Vector<float> x = FusedMultiplyAdd.Of(column, new Vector<float>(step.X), new Vector<float>(start.X));
            Vector<float> y = FusedMultiplyAdd.Of(column, new Vector<float>(step.Y), new Vector<float>(start.Y));
            if (!dx.IsEmpty)
            {
                x += new Vector<float>(dx[i..]);
                y += new Vector<float>(dy[i..]);
            }

            // In the frame, where every point farther away is as good as one on its edge, and so is one that overflowed to NaN.
            x = Vector.Min(Vector.MaxNumber(x + Vector<float>.One, Vector<float>.Zero), new Vector<float>(_width + 1));
            y = Vector.Min(Vector.MaxNumber(y + Vector<float>.One, Vector<float>.Zero), new Vector<float>(_height + 1));
            Vector<int> left = Vector.ConvertToInt32(x);
            Vector<int> top = Vector.ConvertToInt32(y);
            (x - Vector.ConvertToSingle(left)).CopyTo(us[i..]);
            (y - Vector.ConvertToSingle(top)).CopyTo(vs[i..]);
            (top * Pitch + left).CopyTo(corners[i..]);
        }

        ref float pixels = ref MemoryMarshal.GetReference(_pixels);
        int below = Pitch;
        for (int i = 0; i < row.Length; i++)
        {
            // The corners were clamped to the frame.
            ref float corner = ref Unsafe.Add(ref pixels, corners[i]);
            float u = us[i];
            float upper = corner + u * (Unsafe.Add(ref corner, 1) - corner);
            float lowerLeft = Unsafe.Add(ref corner, below);
            float lower = lowerLeft + u * (Unsafe.Add(ref corner, below + 1) - lowerLeft);
            row[i] = upper + vs[i] * (lower - upper);
        }
    }

    private static int Padded(int width) => (width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
}
