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
        string lists = scratch.PerList > 0 ? $"{Lists(scratch.PerList, count)} + " : "";
        string size = scratch.Fixed(use) > 0 ? $" + {scratch.Fixed(use)}" : "";
        return lists.Length + size.Length > 0 ? $"{lists}({samples}){size}" : samples;
    }

    /// <summary>A variable for each buffer, each starting where the one before ends: the first with the scratch or after another buffer.</summary>
    public static void EmitBuffers(CodeWriter writer, IEnumerable<Buffer> buffers, Buffer? after = null)
    {
        string start = after is null ? "ref scratch" : End(after);
        foreach (Buffer buffer in buffers.Where(b => b.PerSample > 0 || b.PerList > 0 || b.Fixed > 0))
        {
            writer.Line(buffer.PerList > 0
                ? $"ref int {buffer.Name} = ref Refs.As<float, int>({start});"
                : $"ref float {buffer.Name} = {start};");
            start = End(buffer);
        }
    }

    private static string End(Buffer buffer) => buffer.PerList > 0
        ? $"ref Refs.Add(ref scratch, {Lists(buffer.PerList, "count")})"
        : $"ref Refs.Add(ref {buffer.Name}, (nint)count * {buffer.PerSample})";

    private static string Lists(int perList, string count) =>
        $"((({count}) / {ScratchPlan.SamplesPerList}) + {ScratchPlan.FurtherLists}) * {perList}";
}
