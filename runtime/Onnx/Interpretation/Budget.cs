namespace Unrolled;

/// <summary>
/// Bounds what an interpretation may compute: a graph of a few bytes can ask for any number of elements, and a network has weights for all.
/// </summary>
/// <param name="fileLength">The bytes of the file.</param>
internal sealed class Budget(long fileLength)
{
    private const int FreeElements = 4096;
    private const int FreeInAll = 1 << 18;
    private const int TensorsPerByte = 32;
    private const int FreeWeights = 1 << 20;

    private long _left = FreeInAll + (TensorsPerByte * fileLength);

    /// <summary>The most elements of one tensor.</summary>
    public long MostElements { get; } = Math.Max(FreeElements, fileLength);

    /// <summary>The most weights of a layer of which the file has none: an identity, which is only there to be activated.</summary>
    public long MostWeightsOfIdentity { get; } = Math.Max(FreeWeights, fileLength);

    /// <summary>Pays for elements that are about to be made.</summary>
    /// <returns>Whether they may be.</returns>
    public bool TrySpend(long elements) => elements <= MostElements && (_left -= elements) >= 0;

    /// <summary>Pays for weights, which may be more than one tensor has.</summary>
    public bool TrySpendWeights(long weights) => weights <= _left && (_left -= weights) >= 0;
}
