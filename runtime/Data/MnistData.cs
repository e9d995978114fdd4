namespace Unrolled;

/// <summary>The two parts of MNIST.</summary>
/// <param name="Training">The samples to train on: 60,000 in the original.</param>
/// <param name="Test">The samples to evaluate with: 10,000 in the original.</param>
public sealed record MnistData(Dataset Training, Dataset Test);
