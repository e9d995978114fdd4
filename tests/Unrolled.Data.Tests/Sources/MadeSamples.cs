using System.Runtime.InteropServices;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Made-up samples in memory, in files and one by one. The first input of each tells which one it is.</summary>
internal sealed class MadeSamples
{
    public const int InputSize = 5;
    public const int TargetSize = 2;
    public const int Classes = 3;
    public const int RowBytes = (InputSize + TargetSize) * sizeof(float);

    public MadeSamples(int count)
    {
        var random = new Random(count);
        Count = count;
        Inputs = [.. Enumerable.Range(0, count * InputSize).Select(i => i % InputSize == 0 ? (float)(i / InputSize) / count : random.NextSingle())];
        Targets = [.. Enumerable.Range(0, count * TargetSize).Select(i => Inputs[(i / TargetSize * InputSize) + 1 + (i % TargetSize)] / 2)];
        Labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(Classes))];
        Weights = [.. Enumerable.Range(0, count).Select(i => i % 4 == 3 ? 0f : 0.5f + random.NextSingle())];
        Bytes = new byte[count * InputSize];
        random.NextBytes(Bytes);
    }

    public static SampleShape WithTargets { get; } = SampleShape.WithTargets(InputSize, TargetSize);

    public static SampleShape WithLabels { get; } = SampleShape.WithLabels(InputSize, Classes);

    public int Count { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public int[] Labels { get; }

    public float[] Weights { get; }

    public byte[] Bytes { get; }

    public Dataset Regression => Dataset.FromFloats(Inputs, InputSize, Targets, TargetSize);

    public Dataset Classification => Dataset.FromFloats(Inputs, InputSize, Labels, Classes);

    /// <summary>A file of its own for some numbers.</summary>
    public static string Write<T>(TemporaryFolder folder, string name, ReadOnlySpan<T> numbers) where T : unmanaged =>
        folder.Write(name, MemoryMarshal.AsBytes(numbers).ToArray());

    /// <summary>One file with inputs, then targets, in each row.</summary>
    public string WriteRows(TemporaryFolder folder)
    {
        float[] rows = new float[Count * (InputSize + TargetSize)];
        for (int row = 0; row < Count; row++)
        {
            Span<float> to = rows.AsSpan(row * (InputSize + TargetSize));
            Inputs.AsSpan(row * InputSize, InputSize).CopyTo(to);
            Targets.AsSpan(row * TargetSize, TargetSize).CopyTo(to[InputSize..]);
        }

        return Write<float>(folder, "rows.f32", rows);
    }

    public SampleFile File(TemporaryFolder folder) => SampleFile.OfFloats(WriteRows(folder), InputSize, TargetSize);

    public RawColumns InputColumns(TemporaryFolder folder) => RawColumns.Floats(Write<float>(folder, "inputs.f32", Inputs), InputSize);

    public RawColumns WeightColumn(TemporaryFolder folder) => RawColumns.Floats(Write<float>(folder, "weights.f32", Weights), 1);

    public IEnumerable<Sample> Rows()
    {
        for (int row = 0; row < Count; row++)
        {
            yield return new Sample(Input(row), Targets.AsMemory(row * TargetSize, TargetSize));
        }
    }

    public IEnumerable<Sample> LabelledRows(bool weighted = false)
    {
        for (int row = 0; row < Count; row++)
        {
            yield return new Sample(Input(row), Labels[row], weighted ? Weights[row] : 1);
        }
    }

    /// <summary>Batches of 1, 2, 3 samples and so on, an empty one among them.</summary>
    public static IEnumerable<Dataset> Batches(Dataset data)
    {
        for (int start = 0, size = 0; start < data.Count; start += size, size++)
        {
            yield return data.Subset([.. Enumerable.Range(start, Math.Min(size, data.Count - start))]);
        }
    }

    public static async IAsyncEnumerable<T> Slowly<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private ReadOnlyMemory<float> Input(int row) => Inputs.AsMemory(row * InputSize, InputSize);
}
