namespace Unrolled;

/// <summary>Changes the inputs of training samples at random, on the fly, so that the network never sees the same one twice.</summary>
/// <remarks>
/// One object serves all threads at once, so <see cref="Apply"/> may keep nothing in it. The seed comes from
/// <see cref="TrainingOptions.Seed"/>, the epoch and the sample's row: the same change for any number of threads and after a resumption.
/// </remarks>
public interface IAugmentation
{
    /// <summary>Changes the inputs of one sample in place.</summary>
    /// <param name="input">
    /// The inputs, as the network would see them. They must stay finite: otherwise the step that gathers them throws an
    /// <see cref="InvalidOperationException"/> that names the row, before it trains.
    /// </param>
    /// <param name="seed">What the random numbers are to depend on, and nothing else.</param>
    void Apply(Span<float> input, ulong seed);
}
