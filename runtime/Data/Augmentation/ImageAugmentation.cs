using System.Numerics;
using System.Runtime.InteropServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Shifts, rotates, scales, shears and elastically distorts images at random while a network is trained on them.</summary>
/// <remarks>
/// The image is scaled, sheared and rotated about its centre, then shifted; each amount is drawn evenly between minus and plus what is
/// given. A pixel of the result is read bilinearly from where it comes from, displaced by the elastic distortion; outside the image is 0.
/// The images have one channel. After a thread's first call nothing is allocated, and any number of threads may call at once.
/// </remarks>
/// <example>
/// <code>
/// var options = new TrainingOptions
/// {
///     Augmentation = new ImageAugmentation(28, 28) { Shift = 2, Rotation = 10, Elastic = new ElasticDistortion(alpha: 34, sigma: 4) },
/// };
/// </code>
/// </example>
public sealed class ImageAugmentation : IAugmentation
{
    private readonly float _shift;
    private readonly float _rotation;
    private readonly float _scale;
    private readonly float _shear;

    /// <summary>An augmentation that changes nothing until it is told what to do.</summary>
    /// <param name="width">The pixels of a row, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1.</exception>
    public ImageAugmentation(int width, int height)
    {
        Require.AtLeastOne(width, nameof(width));
        Require.AtLeastOne(height, nameof(height));
        Width = width;
        Height = height;
    }

    /// <summary>The pixels of a row.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>How far the image is shifted at most, along each axis, in pixels; finite and at least 0, which is the default.</summary>
    public float Shift
    {
        get => _shift;
        init => _shift = Require.NotNegative(value, nameof(Shift));
    }

    /// <summary>How far the image is turned at most, either way, in degrees; finite and at least 0, which is the default.</summary>
    public float Rotation
    {
        get => _rotation;
        init => _rotation = Require.NotNegative(value, nameof(Rotation));
    }

    /// <summary>
    /// By which share each axis grows or shrinks at most, independently of the other; in [0, 1), by default 0. 0.1 is from 90% to 110%.
    /// </summary>
    public float Scale
    {
        get => _scale;
        init => _scale = Require.Fraction(value, nameof(Scale));
    }

    /// <summary>How many pixels a row slides at most for each row from the middle; finite and at least 0, which is the default.</summary>
    public float Shear
    {
        get => _shear;
        init => _shear = Require.NotNegative(value, nameof(Shear));
    }

    /// <summary>The elastic distortion; null, the default, for none.</summary>
    public ElasticDistortion? Elastic { get; init; }

    private bool ChangesNothing => Shift == 0 && Rotation == 0 && Scale == 0 && Shear == 0 && Elastic is null or { Alpha: 0 };

    /// <summary>Changes an image in place.</summary>
    /// <param name="input">The pixels, row after row: width times height numbers.</param>
    /// <param name="seed">Chooses the change.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public void Apply(Span<float> input, ulong seed)
    {
        Check.Length(input.Length, checked(Width * Height), nameof(input));
        if (ChangesNothing)
        {
            return;
        }

        Xoshiro256 random = new((int)seed, (int)(seed >> 32));
        PlaneMap map = DrawMap(ref random);
        Vector2 shift = new(random.NextSingle(-Shift, Shift), random.NextSingle(-Shift, Shift));
        Warp(input, map, shift, ref random);
    }

    /// <summary>Warps an image by a given map and shift, and by displacements that are drawn.</summary>
    internal void Warp(Span<float> image, PlaneMap map, Vector2 shift, ref Xoshiro256 random)
    {
        int field = Elastic?.FieldLength(Width, Height) ?? 0;
        int elastic = Elastic?.ScratchLength(Width, Height) ?? 0;
        int copy = BilinearImage.Length(Width, Height);
        int reading = BilinearImage.ScratchLength(Width);
        int length = checked(2 * field + elastic + copy + reading);
        using Workspace workspace = Workspace.Rent(length);
        Span<float> memory = MemoryMarshal.CreateSpan(ref workspace.Start, length);
        Span<float> dx = memory[..field];
        Span<float> dy = memory.Slice(field, field);
        Elastic?.Draw(ref random, Width, Height, dx, dy, memory.Slice(2 * field, elastic));

        BilinearImage source = new(image, Width, memory.Slice(2 * field + elastic, copy));
        Span<float> scratch = memory[(2 * field + elastic + copy)..];
        PlaneMap back = map.Inverse();
        Vector2 centre = new((Width - 1) / 2f, (Height - 1) / 2f);
        int pitch = Elastic?.Pitch(Width) ?? 0;
        for (int y = 0; y < Height; y++)
        {
            Vector2 start = centre + back.Apply(new Vector2(0, y) - centre - shift);
            source.Read(start, back.XAxis, dx[(y * pitch)..], dy[(y * pitch)..], image.Slice(y * Width, Width), scratch);
        }
    }

    private PlaneMap DrawMap(ref Xoshiro256 random)
    {
        (double sin, double cos) = PortableMath.SinCos(random.NextSingle(-Rotation, Rotation) % 360 * (MathF.PI / 180));
        float shear = random.NextSingle(-Shear, Shear);
        Vector2 scale = new(1 + random.NextSingle(-Scale, Scale), 1 + random.NextSingle(-Scale, Scale));
        return PlaneMap.Of((float)sin, (float)cos, shear, scale);
    }
}
