namespace Unrolled;

/// <summary>What each sample of an <see cref="ISampleSource"/> consists of.</summary>
public sealed record SampleShape
{
    private SampleShape(int inputSize, int targetSize, bool hasLabels)
    {
        InputSize = inputSize;
        TargetSize = targetSize;
        HasLabels = hasLabels;
    }

    /// <summary>The number of inputs.</summary>
    public int InputSize { get; }

    /// <summary>The number of targets; for labels the number of classes.</summary>
    public int TargetSize { get; }

    /// <summary>Whether samples have a class rather than a row of targets. Training makes targets of it that suit the network's outputs.</summary>
    public bool HasLabels { get; }

    /// <summary>Whether inputs are bytes, which training divides by 255, rather than floats. Only where there are labels.</summary>
    /// <exception cref="ArgumentException">There are no labels.</exception>
    public bool HasBytes
    {
        get;
        init => field = !value || HasLabels
            ? value
            : throw new ArgumentException("Inputs that are bytes come with labels; beside targets they are floats.", nameof(HasBytes));
    }

    /// <summary>Whether samples have weights; else each counts as 1.</summary>
    public bool HasWeights { get; init; }

    /// <summary>Inputs and the number of a class.</summary>
    /// <param name="inputSize">The number of inputs, at least 1.</param>
    /// <param name="classCount">The number of classes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static SampleShape WithLabels(int inputSize, int classCount)
    {
        Require.AtLeastOne(inputSize, nameof(inputSize));
        Require.AtLeastOne(classCount, nameof(classCount));
        return new SampleShape(inputSize, classCount, hasLabels: true);
    }

    /// <summary>Inputs and targets.</summary>
    /// <param name="inputSize">The number of inputs, at least 1.</param>
    /// <param name="targetSize">The number of targets, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static SampleShape WithTargets(int inputSize, int targetSize)
    {
        Require.AtLeastOne(inputSize, nameof(inputSize));
        Require.AtLeastOne(targetSize, nameof(targetSize));
        return new SampleShape(inputSize, targetSize, hasLabels: false);
    }

    /// <summary>The shape in words, e.g. "784 inputs (bytes), 10 classes".</summary>
    public override string ToString() =>
        $"{Wording.Count(InputSize, "input")} ({(HasBytes ? "bytes" : "floats")}), {Wording.Count(TargetSize, HasLabels ? "class" : "target")}"
        + (HasWeights ? ", weighted" : "");

    /// <summary>What a sample takes in memory.</summary>
    internal long Bytes =>
        ((long)InputSize * (HasBytes ? sizeof(byte) : sizeof(float)))
        + (HasLabels ? sizeof(int) : (long)TargetSize * sizeof(float))
        + (HasWeights ? sizeof(float) : 0);
}
