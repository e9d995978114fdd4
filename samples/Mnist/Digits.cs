using Unrolled;

namespace MnistSample;

/// <summary>The digits to learn: MNIST or, where that is not to be had, drawn ones.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Training">The samples to train on.</param>
/// <param name="Test">The samples to test with.</param>
internal sealed record Digits(string Name, Dataset Training, Dataset Test)
{
    private const int TrainingCount = 20_000;
    private const int TestCount = 4_000;

    public static Digits Load(string? folder, Screen screen, CancellationToken cancellationToken)
    {
        bool mustBeThere = folder is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MNIST_DIR"));
        return Load(mustBeThere, () => Mnist.Load(folder, screen.Downloads, cancellationToken: cancellationToken), screen);
    }

    /// <summary>Loads MNIST, or draws digits if it cannot be had and need not be there either.</summary>
    internal static Digits Load(bool mustBeThere, Func<MnistData> mnist, Screen screen)
    {
        try
        {
            (Dataset training, Dataset test) = mnist();
            return new Digits("MNIST", training, test);
        }
        catch (Exception exception) when (!mustBeThere && exception is (HttpRequestException or IOException or UnauthorizedAccessException))
        {
            screen.Line($"MNIST is neither in the cache nor can it be downloaded: {exception.Message}");
            screen.Line("Going on with drawn digits instead; their accuracy says nothing about MNIST. --data names a folder with MNIST.");
            return new Digits("Drawn digits", SyntheticDigits.Create(TrainingCount, seed: 1), SyntheticDigits.Create(TestCount, seed: 2));
        }
    }
}
