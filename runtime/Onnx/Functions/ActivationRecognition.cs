namespace Unrolled;

/// <summary>Finds the activation that a function of one number is, by its values: exporters spell one and the same in many ways.</summary>
internal static class ActivationRecognition
{
    // Constants are written as floats, and some with six digits; the two forms of GELU are a hundred times further apart.
    private const double Tolerance = 5e-6;

    // What rounding of a constant to a float may have made of a 1 or 0.
    private const double Snap = 1e-6;

    // How many of the numbers that a function is made of are tried as its argument.
    private const int MostArguments = 8;

    private const double FitLow = -1;
    private const double FitHigh = 2;

    private static readonly double[] s_grid = Grid();

    private static readonly Activation[] s_candidates =
    [
        .. ActivationRow.All.Where(row => !row.IsIdentity && !row.IsRowwise).Select(row => row.Activation),
    ];

    /// <summary>The activation; null where the function is none.</summary>
    public static RecognizedActivation? Of(ScalarFunction function)
    {
        if (ClampForm.Of(function) is { } form)
        {
            return OfClamp(form);
        }

        RecognizedActivation? best = null;
        foreach ((double scale, double offset) in Arguments(function))
        {
            double[] values = [.. s_grid.Select(t => function.At((t - offset) / scale))];
            foreach (Activation activation in s_candidates)
            {
                if (Fit(activation, values, scale, offset) is { } fit && (best is null || (fit.IsBare && !best.IsBare)))
                {
                    best = fit;
                }
            }

            if (best is { IsBare: true })
            {
                break;
            }
        }

        return best;
    }

    /// <summary>Whether the function is the form of GELU that no activation is, or a multiple of it: there is an advice to give.</summary>
    public static bool IsExactGelu(ScalarFunction function)
    {
        double scale = function.At(FitHigh) / ActivationFormulas.ExactGelu(FitHigh);
        return s_grid.All(t =>
            Math.Abs(function.At(t) - (scale * ActivationFormulas.ExactGelu(t))) <= Tolerance * Math.Max(1, Math.Abs(t)));
    }

    public static RecognizedActivation OfClamp(ClampForm form)
    {
        if (form.IsAffine)
        {
            return RecognizedActivation.Identity with { OuterScale = form.Scale, OuterOffset = form.Offset };
        }

        if (!form.HasMaximum)
        {
            return new RecognizedActivation(
                Activation.ReLU, 0, Snapped(form.Scale, 1), Snapped(form.Offset - form.Minimum, Affine.Nothing), 1, form.Minimum);
        }

        if (!form.HasMinimum)
        {
            return new RecognizedActivation(Activation.ReLU, 0, -form.Scale, form.Maximum - form.Offset, -1, form.Maximum);
        }

        double range = form.Maximum - form.Minimum;
        if (form.Minimum == 0 && range == 1 && form.Scale == 1 && form.Offset == 0)
        {
            return RecognizedActivation.Identity with { Activation = Activation.ClippedReLU };
        }

        return new RecognizedActivation(
            Activation.HardSigmoid,
            0,
            Snapped(6 * form.Scale / range, 1),
            Snapped((6 * (form.Offset - form.Minimum) / range) - 3, Affine.Nothing),
            Snapped(range, 1),
            Snapped(form.Minimum, Affine.Nothing));
    }

    /// <summary>The affine functions of the number that this function is made of: one of them is the argument of the activation.</summary>
    private static List<(double Scale, double Offset)> Arguments(ScalarFunction function)
    {
        List<(double Scale, double Offset)> arguments = [];
        Stack<ScalarFunction> rest = new([function]);
        while (rest.TryPop(out ScalarFunction? next) && arguments.Count < MostArguments)
        {
            (double Scale, double Offset)? argument = next switch
            {
                Variable => (1, Affine.Nothing),
                AffineFunction { Inner: Variable } affine => (affine.Scale, affine.Offset),
                _ => null,
            };
            if (argument is not { } found)
            {
                foreach (ScalarFunction operand in next.Operands)
                {
                    rest.Push(operand);
                }
            }
            else if (found.Scale != 0 && !arguments.Contains(found))
            {
                arguments.Add(found);
            }
        }

        // The other way round too, for those that are not symmetric.
        return [.. arguments.OrderBy(a => a == (1, 0) ? 0 : 1), .. arguments.Select(a => (-a.Scale, -a.Offset))];
    }

    private static RecognizedActivation? Fit(Activation activation, double[] values, double scale, double offset)
    {
        double at(double t) => values[Array.IndexOf(s_grid, t)];
        double alpha = 0;
        if (ActivationRow.Of(activation).Alpha != 0)
        {
            // Both are z from 0 on, which gives the factor and what is added.
            double slope = (at(12) - at(2)) / 10;
            alpha = (float)(activation == Activation.LeakyReLU ? (at(0) - at(-10)) / 10 / slope : (at(0) - at(-30)) / slope);
            if (!(alpha > 0 && alpha < float.MaxValue))
            {
                return null;
            }
        }

        double low = ActivationFormulas.At(activation, alpha, FitLow), high = ActivationFormulas.At(activation, alpha, FitHigh);
        double outerScale = Snapped((at(FitHigh) - at(FitLow)) / (high - low), 1);
        double outerOffset = at(FitHigh) - (outerScale * high);
        outerOffset = Math.Abs(outerOffset) <= Snap * Math.Abs(outerScale) ? Affine.Nothing : outerOffset;
        if (!double.IsFinite(outerScale) || outerScale == 0)
        {
            return null;
        }

        for (int i = 0; i < s_grid.Length; i++)
        {
            double f = ActivationFormulas.At(activation, alpha, s_grid[i]);
            double error = Math.Abs(values[i] - ((outerScale * f) + outerOffset));
            if (!(error <= Tolerance * Math.Abs(outerScale) * Math.Max(1, Math.Abs(f))))
            {
                return null;
            }
        }

        return new RecognizedActivation(activation, (float)alpha, scale, offset, outerScale, outerOffset);
    }

    private static double Snapped(double value, double round) => Math.Abs(value - round) <= Snap ? round : value;

    private static double[] Grid()
    {
        List<double> grid = [0, 1e-3, 12, 20, 30];
        for (int i = 1; i <= 40; i++)
        {
            grid.Add(i / 8.0);
        }

        grid.AddRange([6, 7, 8, 10]);
        return [.. grid, .. grid.Where(t => t != 0).Select(t => -t)];
    }
}
