using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// Moves every pixel by a random amount that is much like its neighbours': random directions, smoothed with a Gaussian.
/// </summary>
/// <remarks>
/// Simard, Steinkraus and Platt, <i>Best practices for convolutional neural networks applied to visual document analysis</i> (2003),
/// section 2. For each pixel and axis a number in [-1, 1) is drawn; the numbers, 0 outside the image, are convolved with a Gaussian whose
/// weights add up to 1, cut off after three sigma, and multiplied by alpha.
/// </remarks>
public sealed class ElasticDistortion
{
    private const float LargestSigma = 100;

    // The Gaussian from its middle on: it is symmetric.
    private readonly float[] _kernel;

    /// <summary>A distortion of the given strength and smoothness.</summary>
    /// <param name="alpha">
    /// The strength, in pixels, finite and at least 0. The displacements' standard deviation along an axis is
    /// alpha / (2 sqrt(3 pi) sigma) far from the edges: 1.4 pixels for the authors' 34 and 4.
    /// </param>
    /// <param name="sigma">The standard deviation of the Gaussian, in pixels, above 0 and at most 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public ElasticDistortion(float alpha = 34, float sigma = 4)
    {
        Alpha = Require.NotNegative(alpha, nameof(alpha));
        Sigma = Require.Divisor(sigma, nameof(sigma));
        if (sigma > LargestSigma)
        {
            Require.Throw(sigma, $"at most {Wording.Number(LargestSigma)}", nameof(sigma));
        }

        _kernel = Gaussian(sigma);
    }

    /// <summary>The strength, in pixels.</summary>
    public float Alpha { get; }

    /// <summary>The standard deviation of the smoothing Gaussian, in pixels.</summary>
    public float Sigma { get; }

    private int Radius => _kernel.Length - 1;

    /// <summary>The distance between the rows of a field. The gap of zeros after a row is the one before the next row as well.</summary>
    internal int Pitch(int width) => width + Radius;

    /// <summary>The floats that <see cref="Draw"/> needs.</summary>
    internal int ScratchLength(int width, int height) => NoiseLength(width, height) + RowsLength(width, height);

    /// <summary>The floats of one field, one vector more than its rows, so that the last vector need not end with them.</summary>
    internal int FieldLength(int width, int height) => height * Pitch(width) + Vector<float>.Count;

    /// <summary>Draws the displacements along both axes.</summary>
    /// <param name="random">The source of randomness, which advances.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="x">Receives the displacements along x, in rows <see cref="Pitch"/> apart; between the rows they are undefined.</param>
    /// <param name="y">Receives those along y.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    internal void Draw(ref Xoshiro256 random, int width, int height, Span<float> x, Span<float> y, Span<float> scratch)
    {
        Span<float> noise = scratch[..NoiseLength(width, height)];
        Span<float> rows = scratch.Slice(noise.Length, RowsLength(width, height));
        scratch.Clear();
        Xoshiro256 again = random;
        DrawNoise(ref random, width, height, noise, shift: 0);
        Smooth(width, height, noise, rows, x);
        DrawNoise(ref again, width, height, noise, shift: 32);
        Smooth(width, height, noise, rows, y);
    }

    private int NoiseLength(int width, int height) => FieldLength(width, height) + 2 * Radius;

    private int RowsLength(int width, int height) => FieldLength(width, height + 2 * Radius);

    private static float[] Gaussian(float sigma)
    {
        double[] weights = new double[(int)Math.Ceiling(3 * sigma) + 1];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = PortableMath.Exp(-i * i / (2.0 * sigma * sigma));
        }

        double sum = 2 * weights.Sum() - weights[0];
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    /// <summary>Fills the pixels from one half of each random number; the other half is the other axis's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawNoise(ref Xoshiro256 random, int width, int height, Span<float> noise, int shift)
    {
        Xoshiro256 local = random;
        for (int row = 0; row < height; row++)
        {
            foreach (ref float value in noise.Slice(Radius + row * Pitch(width), width))
            {
                value = (int)(local.NextUInt64() >> shift) * (Alpha / (1u << 31));
            }
        }

        random = local;
    }

    /// <summary>A Gaussian in the plane is one along the rows and one along the columns.</summary>
    private void Smooth(int width, int height, ReadOnlySpan<float> noise, Span<float> rows, Span<float> field)
    {
        int pitch = Pitch(width);
        Convolve(noise, stride: 1, rows.Slice(Radius * pitch, height * pitch + Vector<float>.Count));
        Convolve(rows, pitch, field);
    }

    /// <summary>target[i] = the sum of kernel[k] source[i + k stride], whose middle is source[i + radius stride].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Convolve(ReadOnlySpan<float> source, int stride, Span<float> target)
    {
        int radius = Radius;
        ReadOnlySpan<float> kernel = _kernel;
        for (int i = 0; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            int middle = i + radius * stride;
            Vector<float> sum = new Vector<float>(source[middle..]) * kernel[0];
            for (int k = 1; k < kernel.Length; k++)
            {
                Vector<float> before = new(source[(middle - k * stride)..]);
                Vector<float> after = new(source[(middle + k * stride)..]);
                sum = FusedMultiplyAdd.Of(before + after, new Vector<float>(kernel[k]), sum);
            }

            sum.CopyTo(target[i..]);
        }
    }
}
