using System.Collections;
using System.Reflection;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>Walks everything that a value refers to, private fields included.</summary>
internal static class ObjectGraph
{
    /// <summary>The path to the first object whose type is Roslyn's, or null when there is none.</summary>
    public static string? FindCompilerObject(object? root) => Find(root, "root", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string or Type or Delegate or Enum || value.GetType().IsPrimitive || (!value.GetType().IsValueType && !visited.Add(value)))
        {
            return null;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true && type.Name != "EmbeddedAttribute")
            {
                return $"{path}: {value.GetType()}";
            }
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                if (Find(item, path + "[]", visited) is { } found)
                {
                    return found;
                }
            }
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && Find(field.GetValue(value), $"{path}.{field.Name}", visited) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
