using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static Unrolled.Data.Tests.Figures.PassingNetworks;

namespace Unrolled.Data.Tests.Figures;

/// <summary>Figures have the same bits on every machine: run these at every vector width.</summary>
public sealed class FigureHashTests
{
    [Fact]
    public void Figures_have_the_same_bits_everywhere()
    {
        ThreeProbabilities classes = PassOn<ThreeProbabilities>();
        Dataset data = Samples.Classes(3, 3, 50);
        Calibration calibration = Evaluator.Calibration(classes, data, 12);
        TargetFigures numbers = Evaluator.Regression(classes, data).All;
        ThresholdCounts chosen = Evaluator.ChooseThreshold(classes, data, ThresholdRule.MaxF1, positive: 2);
        double[] figures =
        [
            Evaluator.RocAuc(classes, data), Evaluator.RocAuc(classes, data, ClassAverage.Weighted), Evaluator.AveragePrecision(classes, data),
            calibration.BrierScore, calibration.ExpectedError, .. calibration.Bins.Where(bin => bin.Count > 0).Select(bin => bin.MeanProbability),
            Evaluator.LogLoss(classes, data), numbers.Rmse, numbers.MeanAbsoluteError, numbers.R2, chosen.Threshold, chosen.Counts.F1,
        ];

        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(figures.AsSpan())));
        Assert.Equal("4ba85ec4d96c9effd2321f2184376151cc4182a85e969e831a3df97dc210c4e1", hash);
    }
}
