using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Unrolled.Benchmarks.Comparison;

/// <summary>A second or two for each benchmark: the differences shown here are factors, not percents.</summary>
/// <remarks>
/// Every method is compiled once, with all optimisations. With tiers so short a run may be over before the compiler's background thread
/// has come to the library under test: System.Numerics.Tensors then looked twenty times slower than it is.
/// </remarks>
internal sealed class ShortRun : ManualConfig
{
    public ShortRun()
    {
        AddJob(Job.Default
            .WithEnvironmentVariable("DOTNET_TieredCompilation", "0")
            .WithWarmupCount(4)
            .WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(60)));

        // The fully unrolled networks are a lot for a compiler on a busy machine.
        WithBuildTimeout(TimeSpan.FromMinutes(15));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Median);
        HideColumns(Column.StdDev, Column.Error, Column.RatioSD, Column.Gen0, Column.Gen1, Column.Gen2);
    }
}
