using Unrolled.Generator.Planning;
using Buffer = Unrolled.Generator.Planning.Buffer;

namespace Unrolled.Generator.Emission;

/// <summary>Scratch as code: how much of it some samples need, and where each buffer starts.</summary>
internal static class ScratchEmitter
{
    /// <summary>Floats of scratch for some samples.</summary>
    public static string Size(ScratchPlan scratch, string count, BufferUse use)
    {
        string samples = $"{count} * {scratch.PerSample(use)}";
        return scratch.PerList > 0 ? $"{Lists(scratch, count)} + ({samples})" : samples;
    }

    /// <summary>A variable for each buffer in scratch that has been laid out for some rows.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="buffers">Which of its buffers.</param>
    /// <param name="rows">The number of rows, as code.</param>
    /// <param name="first">The row that the variables start with, as code; null for the first of all.</param>
    public static void EmitBuffers(CodeWriter writer, ScratchPlan scratch, IEnumerable<Buffer> buffers, string rows = "count", string? first = null)
    {
        foreach (Buffer buffer in buffers.Where(b => b.PerSample > 0 || b.PerList > 0))
        {
            if (buffer.PerList > 0)
            {
                string list = first is null ? "ref scratch" : $"ref Refs.Add(ref scratch, {first} / SamplesTogether * {buffer.PerList})";
                writer.Line($"ref int {buffer.Name} = ref Refs.As<float, int>({list});");
                continue;
            }

            int before = scratch.Before(buffer);
            string[] offsets =
            [
                .. scratch.PerList > 0 ? [Lists(scratch, rows)] : Array.Empty<string>(),
                .. before > 0 ? [$"((nint){rows} * {before})"] : Array.Empty<string>(),
                .. first is null ? [] : new[] { $"((nint){first} * {buffer.PerSample})" },
            ];
            writer.Line($"ref float {buffer.Name} = ref {(offsets.Length == 0 ? "scratch" : $"Refs.Add(ref scratch, {Sum(offsets)})")};");
        }
    }

    // A single term needs no parentheses.
    private static string Sum(string[] terms) => terms.Length == 1 ? terms[0].Substring(1, terms[0].Length - 2) : string.Join(" + ", terms);

    private static string Lists(ScratchPlan scratch, string count) =>
        $"((({count} / {ScratchPlan.SamplesPerList}) + {ScratchPlan.FurtherLists}) * {scratch.PerList})";
}
