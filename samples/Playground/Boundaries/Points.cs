namespace Playground.Boundaries;

/// <summary>Points of two classes.</summary>
/// <param name="Inputs">x and y of each point, within about -1 to 1.</param>
/// <param name="Targets">The class of each point, 0 or 1.</param>
internal sealed record Points(float[] Inputs, float[] Targets)
{
    public int Count => Targets.Length;
}
