using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Unrolled.Package.Tests;

/// <summary>The names, as documentation ids have them, of what other assemblies can reach in an assembly: read from its metadata.</summary>
internal sealed record PublicNames(string[] Types, HashSet<string> Members)
{
    public static PublicNames Of(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        MetadataReader reader = file.GetMetadataReader();
        List<string> types = [];
        HashSet<string> members = [];
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => IsPublic(reader, type)))
        {
            string name = Name(reader, type);
            types.Add(name);
            members.UnionWith(MembersOf(reader, type).Select(member => $"{name}.{member}"));
        }

        return new([.. types.Order(StringComparer.Ordinal)], members);
    }

    private static bool IsPublic(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static string Name(MetadataReader reader, TypeDefinition type)
    {
        string name = reader.GetString(type.Name);
        return type.IsNested
            ? $"{Name(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}.{name}"
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    private static IEnumerable<string> MembersOf(MetadataReader reader, TypeDefinition type)
    {
        foreach (FieldDefinition field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem)
            {
                yield return reader.GetString(field.Name);
            }
        }

        HashSet<MethodDefinitionHandle> methods = [.. type.GetMethods().Where(m => IsPublic(reader.GetMethodDefinition(m).Attributes))];
        foreach (MethodDefinition method in methods.Select(reader.GetMethodDefinition))
        {
            int arity = method.GetGenericParameters().Count;
            yield return reader.GetString(method.Name).Replace('.', '#') + (arity == 0 ? "" : $"``{arity}");
        }

        foreach (PropertyDefinition property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            PropertyAccessors accessors = property.GetAccessors();
            if (methods.Contains(accessors.Getter) || methods.Contains(accessors.Setter))
            {
                yield return reader.GetString(property.Name);
            }
        }

        foreach (EventDefinition @event in type.GetEvents().Select(reader.GetEventDefinition))
        {
            if (methods.Contains(@event.GetAccessors().Adder))
            {
                yield return reader.GetString(@event.Name);
            }
        }
    }

    private static bool IsPublic(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
