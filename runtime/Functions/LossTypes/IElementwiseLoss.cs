namespace Unrolled;

/// <summary>A loss that is a sum over the outputs, each of which counts for itself.</summary>
internal interface IElementwiseLoss
{
    /// <summary>The outputs that it is defined for.</summary>
    static virtual LossDomain Outputs => LossDomain.Everything;

    /// <summary>The targets that it is defined for.</summary>
    static virtual LossDomain Targets => LossDomain.Everything;

    /// <summary>An output's part of the loss, and its derivative.</summary>
    /// <param name="a">The output.</param>
    /// <param name="y">The target.</param>
    /// <param name="slope">Receives the derivative with respect to <paramref name="a"/>, within the range of a float.</param>
    static abstract double Evaluate(double a, double y, out double slope);
}
