using Unrolled.Generator.Tests.Harness;
using Xunit.Sdk;

namespace Unrolled.Generator.Tests;

/// <summary>All that is generated for some small networks, to be read in a review. See <see cref="Snapshot"/> for how to accept a change.</summary>
public sealed class SnapshotTests
{
    private static GeneratorRun Run(string arguments, string declaration) =>
        GeneratorHarness.Run($"using Unrolled;\n\nnamespace Snapshots;\n\n[Network({arguments})]\n{declaration};\n");

    /// <summary>Straight-line code throughout.</summary>
    [Fact]
    public void Small() => Snapshot.Verify(Run("2, 3, 1", "public sealed partial class Xor"), nameof(SnapshotTests));

    /// <summary>Straight-line for one sample, tiles for batches.</summary>
    [Fact]
    public void Control() => Snapshot.Verify(
        Run("4, 16, 16, 2, Hidden = Activation.Tanh, Output = Activation.Identity", "internal partial class Controller"), nameof(SnapshotTests));

    /// <summary>A panel and a narrow rest, loops, rows of probabilities.</summary>
    [Fact]
    public void Classifier() => Snapshot.Verify(
        Run("13, 17, 5, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy", "internal partial class Classifier"), nameof(SnapshotTests));

    /// <summary>No loop over inputs.</summary>
    [Fact]
    public void Full() => Snapshot.Verify(Run("6, 9, 2, Unroll = Unroll.Full", "public partial class Unlooped"), nameof(SnapshotTests));

    /// <summary>What training does besides: pre-activations kept, units dropped, an output that keeps its own.</summary>
    [Fact]
    public void Dropping() => Snapshot.Verify(
        Run("6, 7, 2, Hidden = Activation.GELU, Output = Activation.SiLU, Dropout = 0.5", "internal partial class Dropping"), nameof(SnapshotTests));

    /// <summary>Sums that a move changes, and an output over both sides' squares.</summary>
    [Fact]
    public void Accumulators() => Snapshot.Verify(
        GeneratorHarness.Run("using Unrolled;\n\nnamespace Snapshots;\n\n[AccumulatorNetwork(90, 40, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]\npublic sealed partial class Evaluation;\n"),
        nameof(SnapshotTests));

    /// <summary>One side, a further hidden layer, buckets.</summary>
    [Fact]
    public void DeepAccumulators() => Snapshot.Verify(
        GeneratorHarness.Run("using Unrolled;\n\nnamespace Snapshots;\n\n[AccumulatorNetwork(90, 16, 8, 1, OutputBuckets = 2)]\ninternal partial class DeepEvaluation;\n"),
        nameof(SnapshotTests));

    /// <summary>An integer network in the class.</summary>
    [Fact]
    public void Quantized() => Snapshot.Verify(
        Run("5, 7, 6, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true", "internal partial class Quantized"),
        nameof(SnapshotTests));

    [Fact]
    public void AChangeIsNoticed()
    {
        string folder = Directory.CreateTempSubdirectory("unrolled-snapshots-").FullName;
        try
        {
            GeneratorRun before = Run("2, 3, 1", "public partial class Net");
            XunitException missing = Assert.ThrowsAny<XunitException>(() => Snapshot.Verify(before, folder, accept: false, "A", "B"));
            Assert.Contains("there is no such file", missing.Message, StringComparison.Ordinal);
            Snapshot.Verify(before, folder, accept: true, "A", "B");
            Snapshot.Verify(before, folder, accept: false, "A", "B");
            Assert.Equal(
                before.Files.Keys.Select(name => $"A.B#{Path.GetFileNameWithoutExtension(name)}.verified.cs").Order(StringComparer.Ordinal),
                Directory.GetFiles(folder, "*.verified.cs").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

            XunitException changed = Assert.ThrowsAny<XunitException>(
                () => Snapshot.Verify(Run("2, 4, 1", "public partial class Net"), folder, accept: false, "A", "B"));
            Assert.Contains("/// A 2-4-1 feed-forward network", changed.Message, StringComparison.Ordinal);
            XunitException stale = Assert.ThrowsAny<XunitException>(
                () => Snapshot.Verify(Run("2, 3, 1", "public partial class Neu"), folder, accept: false, "A", "B"));
            Assert.Contains("no longer generated", stale.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
