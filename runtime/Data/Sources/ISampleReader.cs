namespace Unrolled;

/// <summary>Goes through an <see cref="ISampleSource"/> once.</summary>
public interface ISampleReader : IDisposable
{
    /// <summary>Reads the next samples.</summary>
    /// <param name="rows">Receives them, from its first row on.</param>
    /// <param name="cancellationToken">Cancelled where nobody waits for them any more.</param>
    /// <returns>How many there are: as many as there is room for, or fewer; 0 only at the end.</returns>
    /// <remarks>
    /// Numbers, labels and weights are checked by whoever has called. What is thrown here comes out of the training, with the network as the
    /// last whole mini-batch has left it.
    /// </remarks>
    int Read(SampleRows rows, CancellationToken cancellationToken);

    /// <summary>Goes to another sample.</summary>
    /// <param name="sample">The sample to be read next, from 0.</param>
    /// <exception cref="NotSupportedException">The source says that it cannot.</exception>
    void Seek(long sample) => throw new NotSupportedException("This source of samples is read from beginning to end.");
}
