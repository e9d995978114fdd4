using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>How an accumulator network will be computed.</summary>
/// <param name="Shape">What was asked for.</param>
/// <param name="Sums">How the sums of one perspective, and each row of feature weights, lie in memory.</param>
/// <param name="Changes">The changes of a position for which there is a kernel.</param>
/// <param name="Layers">The layers behind the accumulators, the output last.</param>
internal sealed record AccumulatorPlan(
    AccumulatorNetworkShape Shape, ShortRun Sums, IReadOnlyList<AccumulatorChange> Changes, IReadOnlyList<AccumulatorLayerPlan> Layers)
{
    public AccumulatorLayerPlan Output => Layers[Layers.Count - 1];

    /// <summary>Whether the output layer reads the accumulators themselves.</summary>
    public bool IsShallow => Layers.Count == 1;

    /// <summary>The change that waits.</summary>
    public AccumulatorChange Deferred => Changes.Single(change => change.IsDeferred);

    /// <summary>Whether an evaluation makes the waiting change on its way.</summary>
    public bool IsFused => IsShallow && !Output.Inputs.IsCut;

    public static AccumulatorPlan Of(AccumulatorNetworkShape shape)
    {
        ShortRun sums = new(shape.Units);
        var accumulated = new ProductRun(shape.Perspectives * sums.Stride, sums.Unrolled);
        int[] units = [.. shape.Layers, 1];
        return new(shape, sums, AccumulatorChange.All, [.. units.Select((width, l) => new AccumulatorLayerPlan(
            l, width, l == 0 ? accumulated : ProductRun.Of(new ShortRun(shape.Layers[l - 1]))))]);
    }
}

/// <summary>A layer behind the accumulators: products of activations and weights, unit by unit.</summary>
/// <param name="Index">Its number, from 0 on.</param>
/// <param name="Units">Its units.</param>
/// <param name="Inputs">One unit's row.</param>
internal sealed record AccumulatorLayerPlan(int Index, int Units, ProductRun Inputs);

/// <summary>Products of 16-bit numbers, summed in 32 bits as far as none can overflow.</summary>
/// <param name="Length">The numbers of a row, padding included.</param>
/// <param name="Unrolled">The vectors in a turn of the loop.</param>
internal readonly record struct ProductRun(int Length, int Unrolled)
{
    private const int MostChains = 4;

    /// <summary>Sums that are added to in turn, so that none waits for the addition before.</summary>
    public int Chains => Math.Min(Unrolled, MostChains);

    /// <summary>Whether one 32-bit sum in a lane may not hold them all.</summary>
    public bool IsCut => Length > ShortRun.LongestSum;

    public static ProductRun Of(ShortRun run) => new(run.Stride, run.Unrolled);
}

/// <summary>A change of a position: features that go off and on, by their parameters' names.</summary>
/// <param name="Name">The method.</param>
/// <param name="Documentation">What it is for.</param>
/// <param name="Features">The features, in the order of the parameters.</param>
/// <param name="IsDeferred">
/// Whether it waits for an evaluation, whose kernel then makes it on the way, or for the next change; most positions of a search are a move
/// that is evaluated, and some are taken back before.
/// </param>
internal sealed record AccumulatorChange(string Name, string Documentation, IReadOnlyList<ChangedFeature> Features, bool IsDeferred = false)
{
    private static readonly ChangedFeature s_added = new("added", IsOn: true, "The feature that goes on");
    private static readonly ChangedFeature s_removed = new("removed", IsOn: false, "The feature that goes off");

    public static IReadOnlyList<AccumulatorChange> All { get; } =
    [
        new("Add", "One feature goes on.", [s_added]),
        new("Remove", "One feature goes off.", [s_removed]),
        new("Move", "One feature goes off and another on: a piece moves.", [s_removed, s_added], IsDeferred: true),
        new("Capture", "Two features go off and one on: a piece moves to where another was.",
            [s_removed, new("captured", IsOn: false, "The other feature that goes off"), s_added]),
        new("MoveTwo", "Two features go off and two on: two pieces move, as in castling.",
            [s_removed, s_added, new("removedToo", IsOn: false, "The other feature that goes off"), new("addedToo", IsOn: true, "The other feature that goes on")]),
    ];
}

/// <summary>A feature of a change.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="IsOn">Whether it goes on.</param>
/// <param name="Documentation">What it is.</param>
internal sealed record ChangedFeature(string Name, bool IsOn, string Documentation);
