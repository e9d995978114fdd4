namespace Unrolled.Benchmarks.Engines;

/// <summary>What every contestant does: the members of a generated network, with the parameters in canonical order.</summary>
public interface IEngine
{
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate);

    void GetParameters(Span<float> destination);

    void SetParameters(ReadOnlySpan<float> source);
}
