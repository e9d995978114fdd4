using Unrolled.Internal;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>
/// Where threads divide the units of the first layer, no two write to one place: a sum that is put together in memory would have what both
/// add to it. A batch may come down to a single sample, where others have no weight.
/// </summary>
public sealed class OwnedUnitsTests
{
    private const float Untouched = 12345;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_unit_is_one_threads(int threads)
    {
        AssertApart<Digits>(threads);
        AssertApart<PanelTail>(threads);
        AssertApart<OwnedPanels>(threads);
    }

    private static void AssertApart<TNetwork>(int threads) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        NetworkPasses passes = TNetwork.Passes!;
        if (passes.FirstLayerParts == 1)
        {
            return;
        }

        foreach (int count in Enumerable.Range(1, 12))
        {
            float[] inputs = [.. Enumerable.Range(0, count * TNetwork.InputSize).Select(i => MathF.Sin(i))];
            float[][] shares = [.. Enumerable.Range(0, threads).Select(thread => Sums(new WeightShare(thread, threads)))];
            float[] whole = Sums(WeightShare.All);
            for (int i = 0; i < whole.Length; i++)
            {
                float[] written = [.. shares.Select(share => share[i]).Where(value => value != Untouched)];
                Assert.True(
                    written.Length == (whole[i] == Untouched ? 0 : 1) && written.All(value => value.Equals(whole[i])),
                    $"Float {i} of {count} samples: {string.Join(", ", written)} in place of {whole[i]}.");
            }

            float[] Sums(WeightShare share)
            {
                float[] scratch = new float[passes.TrainingScratch(count)];
                Array.Fill(scratch, Untouched);
                passes.SumFirstLayer(ref network.Block.Start, ref inputs[0], count, ref scratch[0], share);
                return scratch;
            }
        }
    }
}

/// <summary>A first layer of several panels, of which the last is narrow.</summary>
[Network(200, 100, 3)]
public sealed partial class OwnedPanels;
