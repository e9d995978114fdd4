using System.Diagnostics;
using Unrolled;

namespace Playground.Digits;

/// <summary>A network for digits, and what it is taught: by corrections, or anew.</summary>
internal sealed class Classroom
{
    private const int BatchSize = 20;
    private const int TestCount = 100;
    private const int MostSteps = 40;
    private const float CorrectionRate = 0.02f;
    private const float PracticeRate = 0.2f;

    private readonly List<(float[] Input, int Label)> _taught = [];
    private readonly Lazy<Dataset> _test = new(() => SyntheticDigits.Create(TestCount, seed: 1));
    private int _batches;

    /// <summary>The network that is being taught.</summary>
    public DigitNetwork Network { get; private set; } = new();

    /// <summary>How many images it was taught.</summary>
    public int TaughtCount => _taught.Count;

    /// <summary>How many drawn digits it has practised on since it began anew.</summary>
    public int Practised => _batches * BatchSize;

    /// <summary>
    /// Says which digit an image is. The network makes steps on it and on images that it was taught before, until it has this one right, or gives
    /// up.
    /// </summary>
    /// <returns>Whether it has this one right.</returns>
    public bool Teach(byte[] image, int label)
    {
        float[] input = Reading.Inputs(image);
        _taught.Add((input, label));
        for (int step = 0; step < MostSteps && !Knows(input, label); step++)
        {
            Network.Train(Batch(_taught.Count, out float[] targets), targets, CorrectionRate);
        }

        return Network.Predict(input) == label;
    }

    /// <summary>Forgets all, for a network with random weights.</summary>
    public void BeginAnew(int seed)
    {
        Network = new DigitNetwork(seed);
        _batches = 0;
    }

    /// <summary>Goes back to the weights of the assembly.</summary>
    public void Restore() => Network = new DigitNetwork();

    /// <summary>Trains on digits that the library draws, new ones each time, and with each batch on some of those that were taught.</summary>
    public void Practise(double milliseconds)
    {
        long started = Stopwatch.GetTimestamp();
        do
        {
            float[] inputs = Batch(Math.Min(BatchSize, _taught.Count), out float[] targets);
            Dataset drawn = SyntheticDigits.Create(BatchSize, seed: 2 + _batches++);
            int taught = targets.Length / DigitNetwork.OutputSize;
            Array.Resize(ref inputs, inputs.Length + (BatchSize * DigitNetwork.InputSize));
            Array.Resize(ref targets, targets.Length + (BatchSize * DigitNetwork.OutputSize));
            drawn.Gather(
                0, BatchSize, inputs.AsSpan(taught * DigitNetwork.InputSize), targets.AsSpan(taught * DigitNetwork.OutputSize));
            Network.Train(inputs, targets, PracticeRate);
        }
        while (Stopwatch.GetElapsedTime(started).TotalMilliseconds < milliseconds);
    }

    /// <summary>The part of some drawn digits, which it never practises on, that it has right; from 0 to 1.</summary>
    public double Measure()
    {
        float[] inputs = new float[TestCount * DigitNetwork.InputSize];
        _test.Value.GatherInputs(0, TestCount, inputs);
        int right = 0;
        for (int i = 0; i < TestCount; i++)
        {
            right += Network.Predict(inputs.AsSpan(i * DigitNetwork.InputSize, DigitNetwork.InputSize)) == _test.Value.Label(i) ? 1 : 0;
        }

        return (double)right / TestCount;
    }

    private bool Knows(float[] input, int label)
    {
        const float sure = 0.7f;
        float[] output = new float[DigitNetwork.OutputSize];
        Network.Forward(input, output);
        return output[label] > sure;
    }

    // The images that were taught last.
    private float[] Batch(int count, out float[] targets)
    {
        count = Math.Min(count, BatchSize);
        float[] inputs = new float[count * DigitNetwork.InputSize];
        targets = new float[count * DigitNetwork.OutputSize];
        for (int i = 0; i < count; i++)
        {
            (float[] input, int label) = _taught[^(i + 1)];
            input.CopyTo(inputs.AsSpan(i * DigitNetwork.InputSize));
            targets[(i * DigitNetwork.OutputSize) + label] = 1;
        }

        return inputs;
    }
}
