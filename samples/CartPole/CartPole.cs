namespace CartPoleSample;

/// <summary>Where cart and pole are, and where they are going.</summary>
/// <param name="Position">Of the cart, in metres from the middle of the track.</param>
/// <param name="Velocity">Of the cart, in metres per second.</param>
/// <param name="Angle">Of the pole, in radians from upright, to the right.</param>
/// <param name="AngularVelocity">Of the pole, in radians per second.</param>
internal readonly record struct CartPoleState(double Position, double Velocity, double Angle, double AngularVelocity);

/// <summary>
/// A pole stands on a cart, which is pushed to the left or to the right at every step; each step until it falls over is a reward of 1.
/// </summary>
/// <remarks>
/// Barto, Sutton and Anderson, <i>Neuronlike adaptive elements that can solve difficult learning control problems</i> (1983), with the
/// constants, the limits and the starts of Gymnasium's CartPole-v1. The cart runs without friction.
/// </remarks>
internal sealed class CartPole(Random random)
{
    /// <summary>The numbers of an observation, those of <see cref="CartPoleState"/>.</summary>
    public const int ObservationSize = 4;

    /// <summary>The actions: 0 pushes to the left, 1 to the right.</summary>
    public const int ActionCount = 2;

    /// <summary>The steps after which an episode ends in any case, and so the largest return.</summary>
    public const int MostSteps = 500;

    /// <summary>What every step earns, the one with which the pole falls over too.</summary>
    public const float Reward = 1;

    /// <summary>How far from the middle the cart may be, in metres.</summary>
    public const double LargestPosition = 2.4;

    /// <summary>How far from upright the pole may be, in radians: 12 degrees.</summary>
    public const double LargestAngle = 12 * 2 * Math.PI / 360;

    /// <summary>How far from 0 each number of the first state may be.</summary>
    public const double LargestStart = 0.05;

    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = 1.0 + PoleMass;
    private const double HalfLength = 0.5;
    private const double Force = 10;
    private const double Seconds = 0.02;

    /// <summary>The state, of which an observation is a copy.</summary>
    public CartPoleState State { get; private set; }

    /// <summary>The steps of this episode so far: its return.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the pole has fallen over or the cart left the track.</summary>
    public bool HasFallen => HasFallenIn(State);

    /// <summary>
    /// Whether the episode has ended. At the limit of steps the pole still stands: who learns should not believe that rewards end there.
    /// </summary>
    public bool IsOver => HasFallen || Steps == MostSteps;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        State = new CartPoleState(Start(), Start(), Start(), Start());
        Steps = 0;

        double Start() => LargestStart * ((2 * random.NextDouble()) - 1);
    }

    /// <summary>Pushes once.</summary>
    public void Step(int action)
    {
        State = Next(State, action);
        Steps++;
    }

    /// <summary>Copies the state into an observation.</summary>
    public void Observe(Span<float> observation)
    {
        observation[0] = (float)State.Position;
        observation[1] = (float)State.Velocity;
        observation[2] = (float)State.Angle;
        observation[3] = (float)State.AngularVelocity;
    }

    /// <summary>One of several observations that lie row after row.</summary>
    public static Span<float> Row(Span<float> observations, int row) => observations.Slice(row * ObservationSize, ObservationSize);

    /// <summary>Whether a state is out of the limits.</summary>
    internal static bool HasFallenIn(CartPoleState state) =>
        Math.Abs(state.Position) > LargestPosition || Math.Abs(state.Angle) > LargestAngle;

    /// <summary>The state a fiftieth of a second later, by one step of Euler's method.</summary>
    internal static CartPoleState Next(CartPoleState state, int action)
    {
        (double sin, double cos) = SinCos(state.Angle);
        double force = action == 1 ? Force : -Force;
        double thrust = (force + (PoleMass * HalfLength * state.AngularVelocity * state.AngularVelocity * sin)) / TotalMass;
        double angularAcceleration =
            ((Gravity * sin) - (cos * thrust)) / (HalfLength * ((4.0 / 3) - (PoleMass * cos * cos / TotalMass)));
        double acceleration = thrust - (PoleMass * HalfLength * angularAcceleration * cos / TotalMass);
        return new CartPoleState(
            state.Position + (Seconds * state.Velocity),
            state.Velocity + (Seconds * acceleration),
            state.Angle + (Seconds * state.AngularVelocity),
            state.AngularVelocity + (Seconds * angularAcceleration));
    }

    /// <summary>
    /// Taylor's series, as exact as a float64 for the angles of a standing pole. <see cref="Math.Sin"/> differs between systems.
    /// </summary>
    private static (double Sin, double Cos) SinCos(double angle)
    {
        double square = angle * angle;
        double sin = 1, cos = 1;
        for (int i = 14; i >= 2; i -= 2)
        {
            sin = 1 - (square / (i * (i + 1)) * sin);
            cos = 1 - (square / (i * (i - 1)) * cos);
        }

        return (angle * sin, cos);
    }
}
