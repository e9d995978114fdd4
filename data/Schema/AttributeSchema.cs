using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Unrolled.Data;

/// <summary>Reads a schema from attributes.</summary>
internal static class AttributeSchema
{
    public static TableSchema Of(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] Type row)
    {
        TableSchema schema = new();
        foreach (ConstructorInfo constructor in row.GetConstructors())
        {
            foreach (ParameterInfo parameter in constructor.GetParameters())
            {
                schema = With(schema, parameter.GetCustomAttributes(), parameter.Name!, parameter.ParameterType);
            }
        }

        foreach (PropertyInfo property in row.GetProperties())
        {
            schema = With(schema, property.GetCustomAttributes(), property.Name, property.PropertyType);
        }

        return schema.Columns.Count > 0
            ? schema
            : throw new ArgumentException($"{row.Name} has no property or parameter with [Feature], [Label] or [Target], but at least one is needed.");
    }

    /// <summary>The properties that features are read from, by the names of their columns.</summary>
    /// <exception cref="ArgumentException">One is of a type that no feature has.</exception>
    public static Dictionary<string, PropertyInfo> FeatureProperties(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] Type row)
    {
        Dictionary<string, PropertyInfo> properties = new(StringComparer.Ordinal);
        foreach (ParameterInfo parameter in row.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
        {
            Add(parameter.GetCustomAttribute<FeatureAttribute>(), row.GetProperty(parameter.Name!));
        }

        foreach (PropertyInfo property in row.GetProperties())
        {
            Add(property.GetCustomAttribute<FeatureAttribute>(), property);
        }

        return properties;

        void Add(FeatureAttribute? feature, PropertyInfo? property)
        {
            if (feature is not null && property is not null)
            {
                RequireKind(property);
                properties[feature.Column ?? property.Name] = property;
            }
        }
    }

    private static void RequireKind(PropertyInfo property) => KindOf(property.PropertyType, property.Name);

    private static TableSchema With(TableSchema schema, IEnumerable<Attribute> attributes, string name, Type type)
    {
        foreach (Attribute attribute in attributes)
        {
            schema = attribute switch
            {
                FeatureAttribute feature => schema.With(
                    new SchemaColumn(feature.Column ?? name, ColumnRole.Feature, KindOf(type, name))
                    {
                        Scaling = feature.Scaling,
                        Missing = feature.Missing,
                        MissingIndicator = feature.MissingIndicator,
                        Unknown = feature.Unknown,
                    }),
                LabelAttribute label => schema.Label(label.Column ?? name),
                TargetAttribute target => schema.Target(target.Column ?? name, target.Scaling),
                _ => schema,
            };
        }

        return schema;
    }

    private static ColumnKind KindOf(Type type, string name)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum || value == typeof(string) ? ColumnKind.Text
            : value == typeof(bool) ? ColumnKind.Boolean
            : value == typeof(DateTime) || value == typeof(DateOnly) ? ColumnKind.Date
            : value == typeof(decimal) || Type.GetTypeCode(value) is >= TypeCode.SByte and <= TypeCode.Double ? ColumnKind.Number
            : throw new ArgumentException(
                $"{name} is a {type.Name}, but a feature is a number, a bool, a date, a string or an enum.");
    }
}
