namespace Unrolled;

/// <summary>
/// A function of one number: what elementwise operators make of an element that depends on the inputs, as long as no product follows.
/// </summary>
/// <remarks>It is kept as it was written, to be recognised by its values, see <see cref="ActivationRecognition"/>.</remarks>
internal abstract class ScalarFunction(int cost)
{
    /// <summary>The most operations of one function: activations have a dozen, and shared operands count each time.</summary>
    public const int MostOperations = 200;

    /// <summary>How many operations it takes.</summary>
    public int Cost { get; } = cost;

    /// <summary>The node that made it, for messages.</summary>
    public OnnxNode? Origin { get; set; }

    public abstract double At(double z);

    /// <summary>The functions that it is made of; none of the variable.</summary>
    public abstract IEnumerable<ScalarFunction> Operands { get; }
}

/// <summary>The number itself.</summary>
internal sealed class Variable : ScalarFunction
{
    private Variable()
        : base(0)
    {
    }

    public static Variable Instance { get; } = new();

    public override IEnumerable<ScalarFunction> Operands => [];

    public override double At(double z) => z;
}

/// <summary>The same number everywhere, as a part of another function.</summary>
internal sealed class ConstantFunction(double value) : ScalarFunction(0)
{
    public override IEnumerable<ScalarFunction> Operands => [];

    public override double At(double z) => value;
}

/// <summary>scale x + offset of another function.</summary>
internal sealed class AffineFunction : ScalarFunction
{
    private AffineFunction(ScalarFunction inner, double scale, double offset)
        : base(inner.Cost + 1)
    {
        Inner = inner;
        Scale = scale;
        Offset = offset;
    }

    public ScalarFunction Inner { get; }

    public double Scale { get; }

    public double Offset { get; }

    public override IEnumerable<ScalarFunction> Operands => [Inner];

    /// <summary>The function, in one step with what it is made of.</summary>
    public static ScalarFunction Of(ScalarFunction inner, double scale, double offset) => inner switch
    {
        _ when scale == 1 && offset == 0 => inner,
        AffineFunction affine => Of(affine.Inner, scale * affine.Scale, Affine.At(scale, affine.Offset, offset)),
        _ => new AffineFunction(inner, scale, offset),
    };

    public override double At(double z) => (Scale * Inner.At(z)) + Offset;
}

/// <summary>Another function within limits.</summary>
internal sealed class ClampFunction(ScalarFunction inner, double minimum, double maximum) : ScalarFunction(inner.Cost + 1)
{
    public ScalarFunction Inner { get; } = inner;

    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;

    public override IEnumerable<ScalarFunction> Operands => [Inner];

    public override double At(double z) => Math.Min(Math.Max(Inner.At(z), Minimum), Maximum);
}

/// <summary>An elementary function of another function.</summary>
internal sealed class UnaryFunction(ScalarFunction inner, Func<double, double> function) : ScalarFunction(inner.Cost + 1)
{
    public override IEnumerable<ScalarFunction> Operands => [inner];

    public override double At(double z) => function(inner.At(z));
}

/// <summary>One function where another is not 0, and a third elsewhere.</summary>
internal sealed class ChoiceFunction(ScalarFunction condition, ScalarFunction then, ScalarFunction otherwise)
    : ScalarFunction(condition.Cost + then.Cost + otherwise.Cost + 1)
{
    public override IEnumerable<ScalarFunction> Operands => [condition, then, otherwise];

    public override double At(double z) => condition.At(z) != 0 ? then.At(z) : otherwise.At(z);
}

/// <summary>Two functions of the same number, combined.</summary>
internal sealed class BinaryFunction(ScalarFunction left, ScalarFunction right, Func<double, double, double> function)
    : ScalarFunction(left.Cost + right.Cost + 1)
{
    public override IEnumerable<ScalarFunction> Operands => [left, right];

    public override double At(double z) => function(left.At(z), right.At(z));
}
