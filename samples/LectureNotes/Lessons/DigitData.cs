using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>The digits to learn.</summary>
/// <param name="Training">50,000 samples of MNIST, as in the book, or drawn ones.</param>
/// <param name="Test">Samples that are not among them.</param>
/// <param name="IsDrawn">Whether they are drawn, and so easier.</param>
internal sealed record DigitData(Dataset Training, Dataset Test, bool IsDrawn)
{
    private const int BookTraining = 50_000;
    private const int DrawnTraining = 20_000;
    private const int DrawnTest = 4_000;

    /// <summary>Loads MNIST or, where it is not to be had, draws digits and says so.</summary>
    public static DigitData Load(Classroom room)
    {
        try
        {
            (Dataset training, Dataset test) = Mnist.Load(room.Data("mnist"), cancellationToken: room.CancellationToken);
            return new DigitData(training.Take(Math.Min(BookTraining, training.Count)), test, IsDrawn: false);
        }
        catch (HttpRequestException exception)
        {
            room.Say($"MNIST is neither here nor can it be downloaded: {exception.Message}");
            room.Say("Going on with drawn digits and figures that suit them. --data names a folder with mnist/.");
            return Drawn(DrawnTraining, DrawnTest);
        }
    }

    /// <summary>The first training samples, or all where there are not so many.</summary>
    public Dataset First(int count) => Training.Take(Math.Min(count, Training.Count));

    internal static DigitData Drawn(int training, int test) =>
        new(SyntheticDigits.Create(training, seed: 1), SyntheticDigits.Create(test, seed: 2), IsDrawn: true);
}
