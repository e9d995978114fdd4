using System.Diagnostics.CodeAnalysis;

namespace Unrolled.Data;

/// <summary>Which columns of a table a network is told, as what, and which ones it is to tell. A schema does not change: each call gives another.</summary>
/// <example>
/// <code>
/// TableSchema schema = new TableSchema()
///     .Number("Age", missing: MissingValues.Median, missingIndicator: true)
///     .Category("Sex")
///     .Category("Embarked", UnknownCategory.Other, MissingValues.MostFrequent)
///     .Label("Survived");
/// </code>
/// </example>
public sealed class TableSchema
{
    private readonly SchemaColumn[] _columns;

    /// <summary>A schema of no columns, to begin with.</summary>
    public TableSchema()
        : this([], [])
    {
    }

    internal TableSchema(SchemaColumn[] columns, string[] leftOut)
    {
        _columns = columns;
        LeftOut = leftOut;
    }

    /// <summary>The names of the columns that the network is told.</summary>
    public IReadOnlyList<string> Features => Names(ColumnRole.Feature);

    /// <summary>The name of the column whose classes the network is to tell; null where there is none.</summary>
    public string? LabelName => Names(ColumnRole.Label) is [var name] ? name : null;

    /// <summary>The names of the columns whose numbers the network is to tell.</summary>
    public IReadOnlyList<string> TargetNames => Names(ColumnRole.Target);

    /// <summary>What <see cref="Table.FindSchema"/> has left out, and why, for people.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    internal IReadOnlyList<SchemaColumn> Columns => _columns;

    /// <summary>The schema that attributes on the properties of a type, or on the parameters of its constructor, describe.</summary>
    /// <remarks>
    /// See <see cref="FeatureAttribute"/>, <see cref="LabelAttribute"/> and <see cref="TargetAttribute"/>. What has none of them is passed
    /// over. Numbers of all types are numbers; a <see cref="bool"/> is a boolean, a <see cref="DateTime"/> or <see cref="DateOnly"/> a date, a
    /// string or an enum a category. Works in programs that are trimmed and compiled ahead of time.
    /// </remarks>
    /// <typeparam name="TRow">The type, e.g. a record.</typeparam>
    /// <exception cref="ArgumentException">No column is described, one is of another type, or one is there twice.</exception>
    public static TableSchema Of<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] TRow>() =>
        AttributeSchema.Of(typeof(TRow));

    /// <summary>The columns that a network with such preprocessing needs to answer, and those that judge it where the table has them.</summary>
    /// <param name="preprocessing">The preprocessing, from the network's file.</param>
    public static TableSchema Of(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        IEnumerable<SchemaColumn> features = preprocessing.Features.Select(feature => new SchemaColumn(
            feature.Name,
            ColumnRole.Feature,
            feature.Kind switch
            {
                FeatureKind.Category => ColumnKind.Text,
                FeatureKind.Boolean => ColumnKind.Boolean,
                _ => null,
            }));
        bool hasClasses = preprocessing.ClassNames.Count > 0;
        IEnumerable<SchemaColumn> told = preprocessing.TargetNames.Select(name => new SchemaColumn(
            name, hasClasses ? ColumnRole.Label : ColumnRole.Target, hasClasses ? ColumnKind.Text : null)
        { IsOptional = true });
        return new TableSchema([.. features, .. told], []);
    }

    /// <summary>Adds a feature of numbers.</summary>
    /// <param name="name">The column.</param>
    /// <param name="scaling">How they are scaled.</param>
    /// <param name="missing">What takes the place of missing values.</param>
    /// <param name="missingIndicator">Whether one more input says that the value is missing.</param>
    /// <exception cref="ArgumentException">The schema has the column, or the rules do not go together.</exception>
    public TableSchema Number(
        string name, Scaling scaling = Scaling.Standard, MissingValues missing = MissingValues.Refuse, bool missingIndicator = false) =>
        With(new SchemaColumn(name, ColumnRole.Feature, ColumnKind.Number) { Scaling = scaling, Missing = missing, MissingIndicator = missingIndicator });

    /// <summary>Adds a feature of yes and no: true or false, yes or no, t or f, y or n, 1 or 0.</summary>
    /// <param name="name">The column.</param>
    /// <param name="missing">What takes the place of missing values: nothing, or the more frequent of the two.</param>
    /// <param name="missingIndicator">Whether one more input says that the value is missing.</param>
    /// <exception cref="ArgumentException">The schema has the column, or the rules do not go together.</exception>
    public TableSchema Boolean(string name, MissingValues missing = MissingValues.Refuse, bool missingIndicator = false) =>
        With(new SchemaColumn(name, ColumnRole.Feature, ColumnKind.Boolean) { Missing = missing, MissingIndicator = missingIndicator });

    /// <summary>Adds a feature of categories, which get an input each.</summary>
    /// <param name="name">The column.</param>
    /// <param name="unknown">What becomes of other categories.</param>
    /// <param name="missing">What takes the place of missing values: nothing, or the most frequent category.</param>
    /// <param name="missingIndicator">Whether one more input says that the value is missing.</param>
    /// <param name="categories">The categories in the order of their inputs; null takes those of the rows that the network is trained on.</param>
    /// <exception cref="ArgumentException">The schema has the column, or the rules do not go together.</exception>
    public TableSchema Category(
        string name,
        UnknownCategory unknown = UnknownCategory.Refuse,
        MissingValues missing = MissingValues.Refuse,
        bool missingIndicator = false,
        IReadOnlyList<string>? categories = null) =>
        With(new SchemaColumn(name, ColumnRole.Feature, ColumnKind.Text)
        {
            Unknown = unknown,
            Missing = missing,
            MissingIndicator = missingIndicator,
            Categories = categories,
        });

    /// <summary>Adds a feature of dates, like 2024-05-01 or 2024-05-01T13:30:00Z: the number of days since 1 January 1970.</summary>
    /// <inheritdoc cref="Number"/>
    public TableSchema Date(
        string name, Scaling scaling = Scaling.Standard, MissingValues missing = MissingValues.Refuse, bool missingIndicator = false) =>
        With(new SchemaColumn(name, ColumnRole.Feature, ColumnKind.Date) { Scaling = scaling, Missing = missing, MissingIndicator = missingIndicator });

    /// <summary>Says which column has the classes that the network is to tell.</summary>
    /// <param name="name">The column.</param>
    /// <param name="classes">
    /// The classes in the order of their numbers; null takes those of the rows that the network is trained on, in the order of numbers if they
    /// are numbers and else of their letters.
    /// </param>
    /// <exception cref="ArgumentException">The schema has the column, another label, or targets.</exception>
    public TableSchema Label(string name, IReadOnlyList<string>? classes = null) =>
        With(new SchemaColumn(name, ColumnRole.Label, ColumnKind.Text) { Categories = classes });

    /// <summary>Says which column has numbers that the network is to tell; there may be several.</summary>
    /// <param name="name">The column.</param>
    /// <param name="scaling">How they are scaled; the same for all targets.</param>
    /// <exception cref="ArgumentException">The schema has the column, a label, or targets that are scaled otherwise.</exception>
    public TableSchema Target(string name, Scaling scaling = Scaling.Standard) =>
        With(new SchemaColumn(name, ColumnRole.Target, ColumnKind.Number) { Scaling = scaling });

    /// <summary>The columns by what they are to the network.</summary>
    public override string ToString() =>
        $"{Wording.Count(Features.Count, "feature")}: {string.Join(", ", Features.Select(Printable.Plain))}"
        + (LabelName is { } label ? $"; label: {Printable.Plain(label)}" : "")
        + (TargetNames.Count == 0 ? "" : $"; {(TargetNames.Count == 1 ? "target" : "targets")}: {string.Join(", ", TargetNames.Select(Printable.Plain))}");

    internal SchemaColumn? Find(string name) => Array.Find(_columns, column => column.Name == name);

    /// <exception cref="InvalidTableException">A table lacks a column.</exception>
    internal void RequireColumns(IReadOnlyCollection<string> names, string source)
    {
        string[] absent = [.. _columns.Where(column => !column.IsOptional).Select(column => column.Name).Except(names)];
        if (absent.Length > 0)
        {
            throw new InvalidTableException(
                new TablePlace(source), $"the columns {Listing.Of(names)}", $"also {Listing.Of(absent)}");
        }
    }

    internal TableSchema With(SchemaColumn added)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(added.Name);
        added.RequireRules();
        if (Find(added.Name) is not null)
        {
            throw new ArgumentException($"The schema has the column {Printable.Quote(added.Name)} already.", nameof(added.Name));
        }

        SchemaColumn? told = Array.Find(_columns, column => column.Role != ColumnRole.Feature);
        if (told is not null && added.Role != ColumnRole.Feature && (told.Role, added.Role, added.Scaling) != (ColumnRole.Target, ColumnRole.Target, told.Scaling))
        {
            throw new ArgumentException(
                $"The schema has the {(told.Role == ColumnRole.Label ? "label" : "target")} {Printable.Quote(told.Name)} already: "
                + "a network tells one label, or targets that are scaled alike.",
                nameof(added.Name));
        }

        return new TableSchema([.. _columns, added], []);
    }

    private string[] Names(ColumnRole role) => [.. _columns.Where(column => column.Role == role).Select(column => column.Name)];
}
