namespace Unrolled.Accumulators.Tests;

/// <summary>Networks of many shapes.</summary>
internal static class Zoo
{
    public static TheoryData<NetworkUnderTest> All =>
    [
        NetworkUnderTest.Of<OneUnit>(),
        NetworkUnderTest.Of<Seven>(),
        NetworkUnderTest.Of<Line>(),
        NetworkUnderTest.Of<LineAndRest>(),
        NetworkUnderTest.Of<Fives>(),
        NetworkUnderTest.Of<Usual>(),
        NetworkUnderTest.Of<Long>(),
        NetworkUnderTest.Of<Deep>(),
        NetworkUnderTest.Of<Deeper>(),
        NetworkUnderTest.Of<LongAndDeep>(),
        NetworkUnderTest.Of<Outer<string>.Smallest>(),
    ];
}

[AccumulatorNetwork(40, 1, 1)]
public sealed partial class OneUnit;

[AccumulatorNetwork(100, 7, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
public sealed partial class Seven;

[AccumulatorNetwork(64, 32, 1, Hidden = Activation.SquaredClippedReLU, OutputBuckets = 3)]
public sealed partial class Line;

[AccumulatorNetwork(50, 40, 1, Perspectives = 2, HiddenScale = 127, OutputScale = 32, EvaluationScale = 1000)]
public sealed partial class LineAndRest;

/// <summary>Ten lines of 64 bytes, walked in two turns of five.</summary>
[AccumulatorNetwork(30, 300, 1, HiddenScale = 181, Hidden = Activation.SquaredClippedReLU)]
public sealed partial class Fives;

[AccumulatorNetwork(768, 256, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU, OutputBuckets = 8)]
public sealed partial class Usual;

/// <summary>More than a sum of 32 bits may hold.</summary>
[AccumulatorNetwork(20, 1100, 1, Perspectives = 2, MaxActiveFeatures = 20)]
public sealed partial class Long;

[AccumulatorNetwork(96, 24, 16, 1, Perspectives = 2)]
public sealed partial class Deep;

[AccumulatorNetwork(96, 40, 15, 33, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU, OutputBuckets = 2)]
public sealed partial class Deeper;

[AccumulatorNetwork(20, 2100, 5, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU, MaxActiveFeatures = 20)]
public sealed partial class LongAndDeep;

public static partial class Outer<T>
{
    [AccumulatorNetwork(1, 1, 1, 1, HiddenScale = 1, OutputScale = 1, EvaluationScale = 1)]
    public sealed partial class Smallest;
}
