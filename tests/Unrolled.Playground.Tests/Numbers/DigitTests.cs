using Playground.Digits;

namespace Unrolled.Playground.Tests.Numbers;

public sealed class DigitTests
{
    private readonly Classroom _classroom = new();

    [Fact]
    public void Drawings_are_fitted_and_centred_as_those_of_MNIST_are()
    {
        // A small stroke in a corner, and the same one large and in the middle.
        byte[] small = Strokes.Draw([0.05, 0.05, 0.05, 0.15]);
        byte[] large = Strokes.Draw([0.5, 0.1, 0.5, 0.9]);
        for (int i = 0; i < small.Length; i++)
        {
            Assert.InRange(small[i] - large[i], -1, 1);
        }

        int[] rows = [.. Enumerable.Range(0, 28).Where(y => large.AsSpan(28 * y, 28).ContainsAnyExcept((byte)0))];
        Assert.Equal(20, rows[^1] - rows[0] + 1, 1.0);
        Assert.Equal((14, 14), CentreOf(large));
        Assert.Equal((14, 14), CentreOf(Strokes.Draw(HandDrawn.Three)));
    }

    [Fact]
    public void The_pen_is_lifted_between_strokes()
    {
        byte[] cross = Strokes.Draw([0.2, 0.2, 0.8, 0.8, double.NaN, double.NaN, 0.8, 0.2, 0.2, 0.8]);
        byte[] hourglass = Strokes.Draw([0.2, 0.2, 0.8, 0.8, 0.8, 0.2, 0.2, 0.8]);
        Assert.NotEqual(cross, hourglass);
        Assert.Equal(0, cross[(14 * 28) + 23]);
    }

    [Fact]
    public void A_dot_stays_one_and_no_stroke_is_no_ink()
    {
        Assert.InRange(Strokes.Draw([0.3, 0.3]).Count(pixel => pixel > 0), 4, 16);
        Assert.All(Strokes.Draw([]), pixel => Assert.Equal(0, pixel));
    }

    [Fact]
    public void Digits_that_were_drawn_by_hand_are_read()
    {
        Assert.Equal(3, Best(Strokes.Draw(HandDrawn.Three)));
        Assert.Equal(7, Best(Strokes.Draw(HandDrawn.Seven)));
        Assert.Equal(1, Best(Strokes.Draw([0.5, 0.15, 0.48, 0.85])));
        Assert.Equal(0, Best(Strokes.Draw(HandDrawn.Circle)));
    }

    [Fact]
    public void A_correction_is_learnt_and_forgotten_again()
    {
        byte[] three = Strokes.Draw(HandDrawn.Three);
        Assert.True(_classroom.Teach(three, 8));
        Assert.Equal(8, Best(three));
        Assert.Equal(1, _classroom.TaughtCount);
        _classroom.Restore();
        Assert.Equal(3, Best(three));
    }

    [Fact]
    public void It_learns_anew_from_drawn_digits()
    {
        _classroom.BeginAnew(1);
        Assert.InRange(_classroom.Measure(), 0, 0.4);
        while (_classroom.Practised < 4000)
        {
            _classroom.Practise(milliseconds: 0);
        }

        Assert.InRange(_classroom.Measure(), 0.85, 1);
    }

    [Fact]
    public void Units_see_ink_by_their_weights()
    {
        byte[] image = Strokes.Draw(HandDrawn.Three);
        Reading reading = new(_classroom.Network, image);
        Assert.Equal(1, reading.Probabilities.ToArray().Sum(), 1e-5);
        float[] weights = _classroom.Network.Weights(0);
        float largest = weights.AsSpan(0, 784).ToArray().Max(Math.Abs);
        for (int i = 0; i < 784; i++)
        {
            float seen = 2.5f * weights[i] / largest * (0.25f + (0.75f * image[i] / 255));
            Assert.Equal(128 + (127 * Math.Clamp(seen, -1, 1)), reading.Sights[i], 1.0);
        }
    }

    private int Best(byte[] image)
    {
        ReadOnlySpan<float> probabilities = new Reading(_classroom.Network, image).Probabilities;
        return probabilities.IndexOf(probabilities.ToArray().Max());
    }

    private static (int X, int Y) CentreOf(byte[] image)
    {
        double mass = image.Sum(pixel => pixel);
        double x = Enumerable.Range(0, image.Length).Sum(i => image[i] * ((i % 28) + 0.5)) / mass;
        double y = Enumerable.Range(0, image.Length).Sum(i => image[i] * ((i / 28) + 0.5)) / mass;
        return ((int)Math.Round(x), (int)Math.Round(y));
    }
}
