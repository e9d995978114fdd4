namespace Unrolled;

/// <summary>min(max(scale x + offset, minimum), maximum): what any sequence of affine steps and limits comes to.</summary>
internal readonly record struct ClampForm(double Scale, double Offset, double Minimum, double Maximum)
{
    public static ClampForm Identity { get; } = new(1, Affine.Nothing, double.NegativeInfinity, double.PositiveInfinity);

    public bool HasMinimum => !double.IsNegativeInfinity(Minimum);

    public bool HasMaximum => !double.IsPositiveInfinity(Maximum);

    /// <summary>Whether nothing is clamped.</summary>
    public bool IsAffine => !HasMinimum && !HasMaximum;

    /// <summary>The form of a function of the number itself; null where it is another.</summary>
    public static ClampForm? Of(ScalarFunction function)
    {
        ScalarFunction inner = function;
        while (Step(inner) is { } next)
        {
            inner = next;
        }

        return inner is Variable ? Outside(function, inner) : null;
    }

    /// <summary>What an affine step or limits are applied to; null of any other function.</summary>
    public static ScalarFunction? Step(ScalarFunction function) =>
        (function as AffineFunction)?.Inner ?? (function as ClampFunction)?.Inner;

    /// <summary>The affine steps and limits between a function and a part of it.</summary>
    public static ClampForm Outside(ScalarFunction function, ScalarFunction inner) => Outside(function, inner, Identity);

    /// <summary>The same behind a form that the part itself has.</summary>
    public static ClampForm Outside(ScalarFunction function, ScalarFunction inner, ClampForm form)
    {
        Stack<ScalarFunction> steps = [];
        for (; function != inner; function = Step(function)!)
        {
            steps.Push(function);
        }

        foreach (ScalarFunction step in steps)
        {
            form = step is ClampFunction clamp
                ? form.Within(clamp.Minimum, clamp.Maximum)
                : form.Then(((AffineFunction)step).Scale, ((AffineFunction)step).Offset);
        }

        return form;
    }

    /// <summary>With an affine step behind it.</summary>
    public ClampForm Then(double scale, double offset)
    {
        (double minimum, double maximum) = scale < 0 ? (Maximum, Minimum) : (Minimum, Maximum);
        return new ClampForm(
            Scale * scale, Affine.At(scale, Offset, offset), Affine.At(scale, minimum, offset), Affine.At(scale, maximum, offset));
    }

    /// <summary>With an affine step before it.</summary>
    public ClampForm After(double scale, double offset) =>
        this with { Scale = Scale * scale, Offset = Affine.At(Scale, offset, Offset) };

    private ClampForm Within(double minimum, double maximum) => this with
    {
        Minimum = Math.Min(Math.Max(Minimum, minimum), maximum),
        Maximum = Math.Min(Math.Max(Maximum, minimum), maximum),
    };
}
