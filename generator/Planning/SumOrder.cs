namespace Unrolled.Generator.Planning;

/// <summary>
/// In which order the products of a sum are added: in blocks, each in order of its inputs, and then the blocks in order. Every kernel follows
/// it, whatever the width of its vectors and however many samples it takes, so that all give the same bits.
/// </summary>
/// <remarks>
/// A multiply-add has its result four cycles later, and one or two start in each. One sample has few sums of its own to go on with
/// meanwhile; four blocks are enough, for beyond that it waits for its weights. Many samples have enough, and walk the blocks one after
/// the other: an addition more for each block, beside the multiply-adds of its inputs. The first block starts at what the sum starts with,
/// the others at -0, which changes nothing. To add the blocks in order rather than pairwise takes one place for what there is so far instead
/// of two, which registers do not have.
/// </remarks>
/// <param name="Depth">The number of inputs.</param>
/// <param name="Blocks">1, 2 or 4.</param>
/// <param name="TakesTurns">
/// Whether the blocks take inputs in turn, so that one vector may hold the weights of neighbouring inputs, one of each block. Else they
/// are consecutive, for a walk to stream through the weights.
/// </param>
internal sealed record SumOrder(int Depth, int Blocks, bool TakesTurns)
{
    /// <summary>The most inputs that lie in the registers of a layer, whose vectors may be wider than the layer behind it.</summary>
    private const int MostInTurns = 16;

    private const int LeastDeltas = 64;

    /// <summary>One block: whoever sums along many samples needs no more.</summary>
    public static SumOrder Plain(int depth) => new(depth, 1, false);

    /// <summary>The order of vectors that hold the weights of some neighbouring inputs, each of another block.</summary>
    public SumOrder OfVectors(int inputs) => new((Depth + inputs - 1) / inputs, Blocks / inputs, TakesTurns);

    /// <summary>Inputs that every block has; some have more.</summary>
    public int Length => Depth / Blocks;

    /// <summary>For the inputs of a unit. Two additions in place of a chain of multiply-adds pay from four inputs on, four blocks from eight.</summary>
    public static SumOrder OfInputs(int fanIn) => new(fanIn, fanIn < 4 ? 1 : fanIn < 8 ? 2 : 4, fanIn <= MostInTurns);

    /// <summary>For the deltas that a unit's output gets. They come in a batch as a rule: few of them are not worth the additions.</summary>
    public static SumOrder OfDeltas(int fanOut) => fanOut < LeastDeltas ? Plain(fanOut) : OfInputs(fanOut);

    /// <summary>How many inputs a block has.</summary>
    public int LengthOf(int block) =>
        TakesTurns ? (Depth - block + Blocks - 1) / Blocks : block == Blocks - 1 ? Depth - (block * Length) : Length;

    /// <summary>How many inputs the longest of some neighbouring blocks has.</summary>
    public int Longest(int first, int count) => Math.Max(LengthOf(first), LengthOf(first + count - 1));

    /// <summary>The input at a place in a block.</summary>
    public int Input(int block, int place) => TakesTurns ? (place * Blocks) + block : (block * Length) + place;
}
