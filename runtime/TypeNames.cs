using System.Globalization;

namespace Unrolled;

/// <summary>The names of types as they are written in C#.</summary>
internal static class TypeNames
{
    /// <summary>"PoissonLoss", "QuantileLoss&lt;Median&gt;".</summary>
    public static string Of(Type type)
    {
        if (type.Name.Split('`') is not [string name, string count])
        {
            return type.Name;
        }

        // The last ones: those of an outer type come before.
        Type[] own = type.GenericTypeArguments[^int.Parse(count, CultureInfo.InvariantCulture)..];
        return $"{name}<{string.Join(", ", own.Select(Of))}>";
    }
}
