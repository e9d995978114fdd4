using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;
using Unrolled.Benchmarks.Scaling;

namespace Unrolled.Benchmarks.Accumulators;

/// <summary>A quiet move and an evaluation: generated code beside what the author of an engine would write, and beside intrinsics by hand.</summary>
internal sealed class AccumulatorsCommand(TextWriter output, int rounds)
{
    private const int MovesOfSearch = 64;

    /// <summary>Runs the command "accumulators [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        new AccumulatorsCommand(output, Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        short[] parameters = Parameters();
        MemoryStream file = new();
        file.Write(MemoryMarshal.AsBytes(parameters.AsSpan()));
        file.Position = 0;
        GeneratedEvaluator generated = new(EngineNetwork.Load(file));
        SpanEvaluator spans = new(parameters);
        using UnrolledEvaluator byHand = new(parameters);

        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"768-256x2-1, a quiet move, an evaluation and back. Medians of {rounds} rounds, one thread. How many times longer the others take:"));
        output.WriteLine();
        var table = new Table("features that moves change", "generated", "loops over Vector256 in spans", "intrinsics by hand");

        // The first is for the runtime, which compiles what is hot again and again, and is not told.
        foreach ((int features, bool isTold) in new[] { (32, false), (32, true), (EngineNetwork.Features, true) })
        {
            QuietMove[] moves = Moves(features);
            int expected = Refreshed(generated).Search(moves);
            if (Refreshed(spans).Search(moves) != expected || Refreshed(byHand).Search(moves) != expected)
            {
                throw new InvalidOperationException("The evaluations differ.");
            }

            Paired withSpans = Paired.Of(() => generated.Search(moves), () => spans.Search(moves), rounds);
            Paired withHand = Paired.Of(() => generated.Search(moves), () => byHand.Search(moves), rounds);
            if (isTold)
            {
                table.Add(
                    Format.Text($"{features}"),
                    Format.Time(withSpans.Seconds / MovesOfSearch),
                    Format.Text($"{1 / withSpans.Gain:0.00}"),
                    Format.Text($"{1 / withHand.Gain:0.00}"));
            }
        }

        table.Write(output);
    }

    private static IEvaluator Refreshed(IEvaluator evaluator)
    {
        int[] features = [.. Enumerable.Range(0, 32)];
        evaluator.Refresh(features, features);
        return evaluator;
    }

    private static short[] Parameters()
    {
        const int Accumulated = (EngineNetwork.Features + 1) * EngineNetwork.Units;
        var random = new Random(1);
        return
        [
            .. Enumerable.Range(0, Accumulated).Select(_ => (short)random.Next(-60, 61)),
            .. Enumerable.Range(0, (2 * EngineNetwork.Units) + 1).Select(_ => (short)random.Next(-100, 101)),
        ];
    }

    /// <summary>Moves of the features that are on, to any of so many.</summary>
    private static QuietMove[] Moves(int features)
    {
        var random = new Random(2);
        return
        [
            .. Enumerable.Range(0, MovesOfSearch).Select(i => new QuietMove(
                (random.Next(32), random.Next(32)), (random.Next(features), random.Next(features)), i & 1)),
        ];
    }
}
