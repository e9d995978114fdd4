using System.Runtime.InteropServices;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Made-up samples in memory, and the same in files.</summary>
internal sealed class MadeSamples
{
    public const int InputSize = 5;
    public const int TargetSize = 2;
    public const int Classes = 3;

    public MadeSamples(int count)
    {
        var random = new Random(count);
        Count = count;
        Inputs = [.. Enumerable.Range(0, count * InputSize).Select(_ => random.NextSingle() * 2 - 1)];
        Targets = [.. Enumerable.Range(0, count * TargetSize).Select(i => Inputs[i / TargetSize * InputSize + (i % TargetSize)] * 0.5f)];
        Labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(Classes))];
        Weights = [.. Enumerable.Range(0, count).Select(i => i % 4 == 3 ? 0f : 0.5f + random.NextSingle())];
        Bytes = new byte[count * InputSize];
        random.NextBytes(Bytes);
    }

    public int Count { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public int[] Labels { get; }

    public float[] Weights { get; }

    public byte[] Bytes { get; }

    public Dataset Regression => Dataset.FromFloats(Inputs, InputSize, Targets, TargetSize);

    public Dataset Classification => Dataset.FromFloats(Inputs, InputSize, Labels, Classes);

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

        return folder.Write("rows.f32", Raw<float>(rows));
    }

    /// <summary>A file of its own for each kind of number.</summary>
    public static string Write<T>(TemporaryFolder folder, string name, T[] numbers) where T : unmanaged => folder.Write(name, Raw<T>(numbers));

    public IEnumerable<Sample> TargetRows()
    {
        for (int row = 0; row < Count; row++)
        {
            yield return new Sample(Inputs.AsMemory(row * InputSize, InputSize), Targets.AsMemory(row * TargetSize, TargetSize));
        }
    }

    private static byte[] Raw<T>(ReadOnlySpan<T> numbers) where T : unmanaged => MemoryMarshal.AsBytes(numbers).ToArray();
}
