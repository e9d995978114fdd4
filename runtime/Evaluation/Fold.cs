namespace Unrolled;

/// <summary>Samples to train on, and others to measure the result with.</summary>
/// <param name="Training">The samples to learn.</param>
/// <param name="Validation">Samples that are not among them.</param>
public sealed record Fold(Dataset Training, Dataset Validation)
{
    /// <summary>The numbers of samples.</summary>
    public override string ToString() =>
        $"{Wording.Exact(Training.Count, "sample")} to train on, {Wording.Exact(Validation.Count, "sample")} to measure with";

    /// <summary>The same fold with standardised inputs, by the moments of the training samples alone.</summary>
    /// <exception cref="ArgumentException">There are no training samples, or the two differ in the number of inputs.</exception>
    public Fold Standardized()
    {
        Standardizer standardizer = Standardizer.Fit(Training);
        return new Fold(standardizer.Apply(Training), standardizer.Apply(Validation));
    }
}
