using System.Globalization;

namespace Unrolled;

/// <summary>How the shape of a tensor is written: [30, 784].</summary>
internal static class TensorShape
{
    public static string Text(IEnumerable<long> sizes) =>
        $"[{string.Join(", ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
