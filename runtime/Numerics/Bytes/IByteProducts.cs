namespace Unrolled.Numerics;

/// <summary>
/// The operations of one vector width on sums of products of bytes: unsigned activations times signed weights, four inputs to each 32-bit
/// sum. All widths and instructions give the same sums, for these are exact.
/// </summary>
/// <typeparam name="TVector">A vector of 32-bit sums, one for each unit; also one of the weights of as many units, four bytes for each.</typeparam>
internal interface IByteProducts<TVector> where TVector : struct
{
    /// <summary>Sums in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// What is subtracted from each activation before it is multiplied, because the machine only multiplies signed bytes. The sums then start
    /// at as many times the weights.
    /// </summary>
    static virtual int Offset => 0;

    /// <summary>Reads sums.</summary>
    static abstract TVector Load(ref int source);

    /// <summary>Reads weights.</summary>
    static abstract TVector Load(ref sbyte source, nint offset);

    /// <summary>Writes sums.</summary>
    static abstract void Store(TVector sums, ref int destination);

    /// <summary>Adds the products of sixteen inputs.</summary>
    /// <param name="sums">What they are added to.</param>
    /// <param name="inputs">The first of sixteen activations.</param>
    /// <param name="w0">The weights of inputs 0 to 3.</param>
    /// <param name="w1">The weights of inputs 4 to 7.</param>
    /// <param name="w2">The weights of inputs 8 to 11.</param>
    /// <param name="w3">The weights of inputs 12 to 15.</param>
    static abstract void Add(ref TVector sums, ref byte inputs, TVector w0, TVector w1, TVector w2, TVector w3);

    /// <summary>
    /// The same for a sample by itself and two panels, which share what is made of the inputs: there is nothing else to hide their loads behind.
    /// </summary>
    /// <param name="sums">What the products with the first panel are added to.</param>
    /// <param name="further">What those with the second are added to.</param>
    /// <param name="inputs">The first of sixteen activations.</param>
    /// <param name="weights">The weights of sixteen inputs in the first panel.</param>
    /// <param name="panel">From one panel to the next.</param>
    static abstract void AddAlone(ref TVector sums, ref TVector further, ref byte inputs, ref sbyte weights, nint panel);
}
