using System.Text.RegularExpressions;

namespace Unrolled.Tests.Numerics;

/// <summary>The three widths of VectorMath are three copies on purpose; this keeps them copies.</summary>
public sealed class VectorMathShapeTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void WidthsDifferInNothingButTheWidth(int width)
    {
        string expected = Code(512).Replace("Vector512", $"Vector{width}").Replace("Avx512F.Scale", "Avx512F.VL.Scale");

        Assert.Equal(expected, Code(width));
    }

    private static string Code(int width)
    {
        Assert.SkipWhen(Repository.Folder is null, "Runs inside the source tree only.");
        string text = Repository.Read("runtime", "Numerics", $"VectorMath.Vector{width}.cs");

        // The comment at the top may differ.
        return Regex.Replace(text, "^//.*\n", "", RegexOptions.Multiline);
    }
}
