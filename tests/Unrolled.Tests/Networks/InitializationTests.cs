namespace Unrolled.Tests.Networks;

/// <summary>Moments and limits of the weights' distributions, orthogonality, and that the seed decides.</summary>
public sealed class InitializationTests
{
    private const int FanIn = 300;
    private const int FanOut = 200;

    public static TheoryData<string> Names =>
    [
        "Gaussian", nameof(Initialization.LeCunNormal), nameof(Initialization.LeCunUniform), nameof(Initialization.XavierNormal),
        nameof(Initialization.XavierUniform), nameof(Initialization.HeNormal), nameof(Initialization.HeUniform),
    ];

    private static (Initialization Initialization, double Variance, bool IsUniform) Of(string name) => name switch
    {
        nameof(Initialization.LeCunNormal) => (Initialization.LeCunNormal, 1.0 / FanIn, false),
        nameof(Initialization.LeCunUniform) => (Initialization.LeCunUniform, 1.0 / FanIn, true),
        nameof(Initialization.XavierNormal) => (Initialization.XavierNormal, 2.0 / (FanIn + FanOut), false),
        nameof(Initialization.XavierUniform) => (Initialization.XavierUniform, 2.0 / (FanIn + FanOut), true),
        nameof(Initialization.HeNormal) => (Initialization.HeNormal, 2.0 / FanIn, false),
        nameof(Initialization.HeUniform) => (Initialization.HeUniform, 2.0 / FanIn, true),
        _ => (Initialization.Gaussian(0.1f), 0.01, false),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_have_the_moments_and_biases_are_zero(string name)
    {
        (Initialization initialization, double variance, bool isUniform) = Of(name);
        float[] parameters = initialization.Draw([FanIn, FanOut], 3);
        Assert.Equal((FanIn + 1) * FanOut, parameters.Length);
        Assert.All(parameters[(FanIn * FanOut)..], b => Assert.Equal(0, b));

        double[] weights = [.. parameters.Take(FanIn * FanOut).Select(w => w / Math.Sqrt(variance))];
        Assert.Equal(0, weights.Average(), 0.02);
        Assert.Equal(1, weights.Average(w => w * w), 0.03);
        Assert.Equal(isUniform ? 1.8 : 3, weights.Average(w => w * w * w * w), 0.15); // the fourth moment tells the two apart
        double largest = weights.Max(Math.Abs);
        Assert.True(isUniform ? largest is > 1.73 and < 1.7321 : largest is > 3.5 and < 6, $"{largest}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_seed_decides(string name)
    {
        Initialization initialization = Of(name).Initialization;
        Assert.Equal(initialization.Draw([5, 4, 3], 3), initialization.Draw([5, 4, 3], 3));
        Assert.NotEqual(initialization.Draw([5, 4, 3], 3), initialization.Draw([5, 4, 3], 4));
    }

    [Fact]
    public void Each_layer_has_its_own_variance()
    {
        float[] parameters = Initialization.HeNormal.Draw([400, 100, 300], 1);
        Assert.Equal(2.0 / 400, parameters.Take(40_000).Average(w => w * w), 2e-4);
        Assert.Equal(2.0 / 100, parameters.Skip(40_100).Take(30_000).Average(w => w * w), 8e-4);
    }

    [Fact]
    public void Zero_is_zero() => Assert.All(Initialization.Zero.Draw([5, 4, 3], 3), w => Assert.Equal(0, w));

    [Theory]
    [InlineData(40, 30)]
    [InlineData(30, 40)]
    [InlineData(64, 64)]
    [InlineData(7, 1)]
    [InlineData(1, 7)]
    [InlineData(1, 1)]
    public void Rows_or_columns_are_orthonormal(int fanIn, int fanOut)
    {
        float[] weights = Initialization.Orthogonal.Draw([fanIn, fanOut], 5);
        int count = Math.Min(fanIn, fanOut), length = Math.Max(fanIn, fanOut);
        double Entry(int vector, int i) => fanOut <= fanIn ? weights[(vector * fanIn) + i] : weights[(i * fanIn) + vector];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double product = Enumerable.Range(0, length).Sum(i => Entry(a, i) * Entry(b, i));
                Assert.Equal(a == b ? 1 : 0, product, 1e-6);
            }
        }

        Assert.Equal(weights, Initialization.Orthogonal.Draw([fanIn, fanOut], 5));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_deviation_that_makes_no_sense_is_refused(float sigma) =>
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => Initialization.Gaussian(sigma)).ParamName);
}
