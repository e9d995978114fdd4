namespace Unrolled.Data.Tests.Sources;

/// <summary>Changes nothing, and takes down which samples are learnt, by their first input, and the seeds that it is given.</summary>
internal sealed class Recorder(int count) : IAugmentation
{
    public List<int> Samples { get; } = [];

    public List<ulong> Seeds { get; } = [];

    public void Apply(Span<float> input, ulong seed)
    {
        Samples.Add((int)MathF.Round(input[0] * count));
        Seeds.Add(seed);
    }
}
