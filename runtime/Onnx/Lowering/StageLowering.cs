namespace Unrolled;

/// <summary>Stages from what becomes of each element.</summary>
internal static class StageLowering
{
    /// <summary>What is done to the inputs.</summary>
    public static Stage? OfInputs(StagedPoint staged, InputPlaces inputs, NodeCall call) =>
        Of([.. inputs.Columns.Select(staged.Form)], call);

    /// <summary>The stage; null where nothing is done. What is the same everywhere and does nothing is left out.</summary>
    public static Stage? Of(IReadOnlyList<ClampForm> forms, NodeCall call)
    {
        float[] scale = Part(forms, form => form.Scale, 1, call), offset = Part(forms, form => form.Offset + 0.0, 0, call);
        float[] minimum = Part(forms, form => form.Minimum, float.NegativeInfinity, call);
        float[] maximum = Part(forms, form => form.Maximum, float.PositiveInfinity, call);
        return scale.Length + offset.Length + minimum.Length + maximum.Length == 0 ? null : new Stage(scale, offset, minimum, maximum);
    }

    private static float[] Part(IReadOnlyList<ClampForm> forms, Func<ClampForm, double> part, float nothing, NodeCall call)
    {
        float[] numbers = [.. forms.Select(form => (float)part(form))];
        bool mayBeInfinite = float.IsInfinity(nothing);
        if (Array.Exists(numbers, n => float.IsNaN(n) || (!mayBeInfinite && float.IsInfinity(n))))
        {
            throw call.Refuse("a factor, or something added, that no float can hold", "finite numbers");
        }

        return Array.TrueForAll(numbers, n => n == nothing) ? [] : numbers;
    }
}
