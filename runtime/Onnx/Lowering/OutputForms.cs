namespace Unrolled;

/// <summary>An output as an activation and what is done to it.</summary>
/// <param name="Activation">The activation, and its argument.</param>
/// <param name="Behind">What is done to it.</param>
internal readonly record struct OutputForm(RecognizedActivation Activation, ClampForm Behind);

/// <summary>Divides the functions of the outputs into an activation and what the output stage does.</summary>
internal static class OutputForms
{
    /// <exception cref="GraphRefusal">A function is none of the activations.</exception>
    public static OutputForm[] Of(ScalarFunction[] functions, NetworkPoints points, NodeCall call)
    {
        ClampForm?[] clamps = [.. functions.Select(ClampForm.Of)];
        return Array.TrueForAll(clamps, clamp => clamp is not null)
            ? OfClamps([.. clamps.Select(clamp => clamp!.Value)])
            : [.. functions.Select(function => OfFunction(function, points, call))];
    }

    /// <summary>
    /// Straight lines within limits. They are ReLU, ClippedReLU or HardSigmoid where all are no more than that; else the line goes into the weights and
    /// the limits into the stage.
    /// </summary>
    private static OutputForm[] OfClamps(ClampForm[] clamps)
    {
        RecognizedActivation[] bare = [.. clamps.Select(ActivationRecognition.OfClamp)];
        return Array.TrueForAll(bare, a => IsActivation(a) && a.IsSame(bare[0]))
            ? [.. bare.Select(activation => new OutputForm(activation, ClampForm.Identity))]
            : [.. clamps.Select(OfClamp)];
    }

    private static bool IsActivation(RecognizedActivation bare) =>
        bare is { IsBare: true, Activation: Activation.ReLU or Activation.ClippedReLU }
            or { IsBare: true, Activation: Activation.HardSigmoid, InnerScale: 1, InnerOffset: 0 };

    private static OutputForm OfClamp(ClampForm clamp) => new(
        RecognizedActivation.Identity with { InnerScale = clamp.Scale, InnerOffset = clamp.Offset },
        ClampForm.Identity with { Minimum = clamp.Minimum, Maximum = clamp.Maximum });

    /// <summary>The outermost part that is an activation alone; or the innermost one, with a factor and something added.</summary>
    private static OutputForm OfFunction(ScalarFunction function, NetworkPoints points, NodeCall call)
    {
        ScalarFunction inner = function;
        for (ScalarFunction? part = function; part is not null; part = ClampForm.Step(part))
        {
            inner = part;
            if (points.Recognize(part) is { IsBare: true } bare)
            {
                return new OutputForm(bare, ClampForm.Outside(function, part));
            }
        }

        RecognizedActivation activation = points.Recognize(inner) ?? throw NetworkPoints.Unknown(inner, call);
        ClampForm behind = ClampForm.Identity.Then(activation.OuterScale, activation.OuterOffset);
        return new OutputForm(activation, ClampForm.Outside(function, inner, behind));
    }
}
