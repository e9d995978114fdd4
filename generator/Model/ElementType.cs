namespace Unrolled.Generator.Model;

/// <summary>What numbers are made of.</summary>
/// <param name="Keyword">The type in C#.</param>
/// <param name="Bytes">The size of one.</param>
internal sealed record ElementType(string Keyword, int Bytes)
{
    public static readonly ElementType Float32 = new("float", 4);
}
