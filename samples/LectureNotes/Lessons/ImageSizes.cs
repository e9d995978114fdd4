using System.Diagnostics;
using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>The network of the notes for images of 256 x 256 pixels.</summary>
[Network(256 * 256, 30, 10)]
internal sealed partial class LargeImages;

/// <summary>The homework question: how many parameters do larger images need, and what do these cost?</summary>
internal static class ImageSizes
{
    public static IEnumerable<Figure> Teach(Classroom room)
    {
        NetworkSummary small = NetworkSummary.Of<Digits30>();
        NetworkSummary large = NetworkSummary.Of<LargeImages>();
        room.Note($"28 x 28 pixels\n{small}");
        room.Note($"256 x 256 pixels\n{large}");
        double smallTime = MicrosecondsPerSample<Digits30>();
        double largeTime = MicrosecondsPerSample<LargeImages>();
        room.Note($"training a sample in a batch of 10: {smallTime:F2} us and {largeTime:F1} us, {largeTime / smallTime:F0} times as long");
        yield return Figure.Exactly("28 x 28: parameters, 784 x 30 + 30 + 30 x 10 + 10", 23_860, small.ParameterCount);
        yield return Figure.Exactly("256 x 256: parameters, 65,536 x 30 + 340", 1_966_420, large.ParameterCount);
        yield return Figure.Exactly("28 x 28: bytes of the layers", 95_440, small.Layers.Sum(layer => layer.Bytes));
        yield return Figure.Exactly("256 x 256: bytes of the layers", 7_865_680, large.Layers.Sum(layer => layer.Bytes));
        yield return Figure.Near("256 x 256: times the multiply-adds", 82.55, (double)large.MultiplyAdds / small.MultiplyAdds, 0.005);
        yield return Figure.Above("256 x 256: times the time", 20, largeTime / smallTime);
    }

    private static double MicrosecondsPerSample<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        const int batch = 10;
        TNetwork network = TNetwork.Create(1);
        float[] inputs = [.. Enumerable.Range(0, batch * TNetwork.InputSize).Select(i => i % 7 / 7f)];
        float[] targets = new float[batch * TNetwork.OutputSize];
        int steps = 0;
        network.Train(inputs, targets, learningRate: 0.1f);
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(100))
        {
            network.Train(inputs, targets, learningRate: 0.1f);
            steps++;
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / steps / batch;
    }
}
