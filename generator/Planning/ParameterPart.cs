namespace Unrolled.Generator.Planning;

/// <summary>Parameters that lie together: the weights of a run of panels, or biases.</summary>
/// <param name="Start">Where they start in the parameter block.</param>
/// <param name="FanIn">Inputs per unit; 1 for biases.</param>
/// <param name="Units">Units, without padding.</param>
/// <param name="Width">Units of a panel, padding included.</param>
/// <param name="IsBias">Whether they are biases.</param>
internal sealed record ParameterPart(int Start, int FanIn, int Units, int Width, bool IsBias)
{
    /// <summary>How many there are, without padding.</summary>
    public int Count => Units * FanIn;
}
