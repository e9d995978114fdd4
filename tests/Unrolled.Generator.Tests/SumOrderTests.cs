using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Tests;

/// <summary>The order of a sum is the same in every tile, and each input is in it once.</summary>
public sealed class SumOrderTests
{
    public static TheoryData<int> Depths => [.. Enumerable.Range(1, 70), 128, 255, 256, 257, 783, 784, 1001];

    [Theory]
    [MemberData(nameof(Depths))]
    public void BlocksHaveEachInputOnceAndInOrder(int depth)
    {
        foreach (SumOrder order in new[] { SumOrder.OfInputs(depth), SumOrder.OfDeltas(depth), SumOrder.Plain(depth) })
        {
            int[][] blocks = [.. Enumerable.Range(0, order.Blocks).Select(b => Enumerable.Range(0, order.LengthOf(b)).Select(p => order.Input(b, p)).ToArray())];
            Assert.Equal(Enumerable.Range(0, depth), blocks.SelectMany(b => b).Order());
            Assert.All(blocks, b => Assert.Equal(b.Order(), b));
            Assert.All(blocks, b => Assert.True(b.Length >= order.Length));
        }
    }

    /// <summary>What other versions would have to say in the changelog: the bits of every network depend on it.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 2, 1)]
    [InlineData(7, 2, 1)]
    [InlineData(8, 4, 1)]
    [InlineData(63, 4, 1)]
    [InlineData(64, 4, 4)]
    [InlineData(784, 4, 4)]
    public void Blocks(int depth, int ofInputs, int ofDeltas)
    {
        Assert.Equal(ofInputs, SumOrder.OfInputs(depth).Blocks);
        Assert.Equal(ofDeltas, SumOrder.OfDeltas(depth).Blocks);
        Assert.Equal(depth <= 16, SumOrder.OfInputs(depth).TakesTurns);
    }

    /// <summary>Turn after turn, every tile walks each block from its beginning to its end.</summary>
    [Theory]
    [MemberData(nameof(Depths))]
    public void TilesFollowTheOrder(int depth)
    {
        foreach (int columns in new[] { 4, 8, 16, 32 })
        {
            var shape = new KernelShape(KernelKind.Product, ElementType.Float32, SumOrder.OfInputs(depth), columns, depth, columns, IsFull: false);
            foreach (TileSet set in KernelPlanner.Plan(shape).Tiles)
            {
                Assert.All(set.Wide is null ? set.Products : set.Products.Append(set.Wide), CheckWalk);
            }
        }
    }

    private static void CheckWalk(Tile tile)
    {
        SumOrder order = tile.Order;
        for (int turn = 0; turn < tile.Turns; turn++)
        {
            int first = turn * tile.AtOnce;
            int start = order.Input(first, 0);
            Step[] walk =
            [
                .. tile.Steps(0, 0, order.Length).Select(s => new Step(first + s.Block, start + s.Input)),
                .. tile.Rest(turn).Select(s => new Step(first + s.Block, start + s.Input)),
            ];
            for (int block = first; block < first + tile.AtOnce; block++)
            {
                Assert.Equal(
                    Enumerable.Range(0, order.LengthOf(block)).Select(place => order.Input(block, place)),
                    walk.Where(s => s.Block == block).Select(s => s.Input));
            }
        }
    }
}
