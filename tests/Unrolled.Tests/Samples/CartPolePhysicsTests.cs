using CartPoleSample;

namespace Unrolled.Tests;

/// <summary>The cart and the pole beside the published equations, limits and starts of Gymnasium's CartPole-v1.</summary>
public sealed class CartPolePhysicsTests
{
    [Fact]
    public void A_step_is_that_of_the_equations_of_motion()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            var state = new CartPoleState(Within(2.4), Within(4), Within(0.25), Within(4));
            int action = random.Next(2);

            CartPoleState next = CartPole.Next(state, action);

            CartPoleState expected = Reference(state, action);
            Assert.Equal(expected.Position, next.Position, 1e-14);
            Assert.Equal(expected.Velocity, next.Velocity, 1e-14);
            Assert.Equal(expected.Angle, next.Angle, 1e-14);
            Assert.Equal(expected.AngularVelocity, next.AngularVelocity, 1e-14);
        }

        double Within(double limit) => limit * ((2 * random.NextDouble()) - 1);
    }

    /// <summary>The numbers of a first push, worked out by hand: 10 N on 1.1 kg, less what the pole takes.</summary>
    [Theory]
    [InlineData(1, 0.195122, -0.292683)]
    [InlineData(0, -0.195122, 0.292683)]
    public void A_push_from_rest_moves_the_cart_and_leaves_the_pole_behind(int action, double velocity, double angularVelocity)
    {
        CartPoleState next = CartPole.Next(default, action);

        Assert.Equal(velocity, next.Velocity, 1e-6);
        Assert.Equal(angularVelocity, next.AngularVelocity, 1e-6);
        Assert.Equal(0, next.Position);
        Assert.Equal(0, next.Angle);
    }

    [Theory]
    [InlineData(2.4, 0.2094395, false)]
    [InlineData(-2.4, -0.2094395, false)]
    [InlineData(2.400001, 0, true)]
    [InlineData(-2.400001, 0, true)]
    [InlineData(0, 0.2094396, true)]
    [InlineData(0, -0.2094396, true)]
    public void It_has_fallen_beyond_2_4_metres_or_12_degrees(double position, double angle, bool hasFallen) =>
        Assert.Equal(hasFallen, CartPole.HasFallenIn(new CartPoleState(position, 9, angle, 9)));

    [Fact]
    public void Starts_are_uniform_within_a_twentieth()
    {
        const int count = 20_000;
        var game = new CartPole(new Random(2));
        int[,] tenths = new int[CartPole.ObservationSize, 10];
        float[] observation = new float[CartPole.ObservationSize];
        for (int i = 0; i < count; i++)
        {
            game.Reset();
            game.Observe(observation);
            for (int j = 0; j < observation.Length; j++)
            {
                Assert.InRange(observation[j], -0.05f, 0.05f);
                tenths[j, Math.Min(9, (int)((observation[j] + 0.05f) * 100))]++;
            }
        }

        // Five standard deviations of a binomial distribution.
        Assert.All(tenths.Cast<int>(), number => Assert.InRange(number, (count / 10) - 212, (count / 10) + 212));
    }

    [Fact]
    public void Without_care_the_pole_falls_within_some_steps()
    {
        var game = new CartPole(new Random(3));

        int steps = new Always(1).Play(game);

        Assert.InRange(steps, 8, 11);
        Assert.True(game.HasFallen);
        Assert.True(game.IsOver);
    }

    [Fact]
    public void An_episode_ends_after_500_steps_with_the_pole_upright()
    {
        var game = new CartPole(new Random(4));

        Assert.Equal(500, new Balance().Play(game));
        Assert.False(game.HasFallen);
        Assert.True(game.IsOver);
        game.Reset();
        Assert.Equal(0, game.Steps);
        Assert.False(game.IsOver);
    }

    [Fact]
    public void The_mean_return_is_that_of_the_episodes() =>
        Assert.Equal(500, new Balance().MeanReturn(new CartPole(new Random(5)), episodes: 20));

    /// <summary>
    /// Euler's method on the two accelerations that solve (M + m) x'' + m l cos(a) a'' = F + m l sin(a) a'^2 and
    /// cos(a) x'' + 4/3 l a'' = g sin(a), by Cramer's rule.
    /// </summary>
    private static CartPoleState Reference(CartPoleState state, int action)
    {
        const double cart = 1.0, pole = 0.1, half = 0.5, gravity = 9.8, tau = 0.02;
        (double sin, double cos) = (Math.Sin(state.Angle), Math.Cos(state.Angle));
        double a11 = cart + pole, a12 = pole * half * cos, a21 = cos, a22 = 4.0 / 3 * half;
        double b1 = (action == 1 ? 10 : -10) + (pole * half * sin * state.AngularVelocity * state.AngularVelocity);
        double b2 = gravity * sin;
        double determinant = (a11 * a22) - (a12 * a21);
        double acceleration = ((b1 * a22) - (a12 * b2)) / determinant;
        double angularAcceleration = ((a11 * b2) - (a21 * b1)) / determinant;
        return new CartPoleState(
            state.Position + (tau * state.Velocity),
            state.Velocity + (tau * acceleration),
            state.Angle + (tau * state.AngularVelocity),
            state.AngularVelocity + (tau * angularAcceleration));
    }

    private sealed class Always(int action) : Policy
    {
        public override int Act(ReadOnlySpan<float> observation) => action;

        public override void Save(Stream stream, bool isOnnx) => throw new NotSupportedException();
    }

    /// <summary>Pushes to where the pole is falling, and a little to the middle.</summary>
    private sealed class Balance : Policy
    {
        public override int Act(ReadOnlySpan<float> observation) =>
            (0.02f * observation[0]) + (0.08f * observation[1]) + observation[2] + (0.3f * observation[3]) > 0 ? 1 : 0;

        public override void Save(Stream stream, bool isOnnx) => throw new NotSupportedException();
    }
}
