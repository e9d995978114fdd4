namespace Unrolled.Generator.Model;

/// <summary>min(max(scale x + offset, minimum), maximum) for each element. A list that does nothing is empty.</summary>
internal sealed record StageShape(
    EquatableArray<float> Scale, EquatableArray<float> Offset, EquatableArray<float> Minimum, EquatableArray<float> Maximum)
{
    public bool IsClamped => Minimum.Count > 0 || Maximum.Count > 0;

    /// <summary>The lists in the order of <see cref="ModelDescription.StageParts"/>.</summary>
    public IEnumerable<EquatableArray<float>> Parts => [Scale, Offset, Minimum, Maximum];

    /// <summary>What becomes of a number, as element 0.</summary>
    public float Apply(float x)
    {
        float scaled = Scale.Count > 0 ? x * Scale[0] : x;
        float shifted = Offset.Count > 0 ? scaled + Offset[0] : scaled;
        float raised = Minimum.Count > 0 ? Math.Max(shifted, Minimum[0]) : shifted;
        return Maximum.Count > 0 ? Math.Min(raised, Maximum[0]) : raised;
    }

    public override string ToString() => string.Join(";", Parts.Select(part => ModelDescription.Text(part)));
}
