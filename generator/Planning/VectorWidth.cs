using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>A width that vectors have on some machine.</summary>
/// <param name="Bits">512, 256 or 128.</param>
internal sealed record VectorWidth(int Bits)
{
    /// <summary>The widest first. Every machine has the last.</summary>
    public static readonly IReadOnlyList<VectorWidth> All = [new(512), new(256), new(128)];

    public bool IsNarrowest => this == All[All.Count - 1];

    public int Lanes(ElementType element) => Bits / (8 * element.Bytes);
}
