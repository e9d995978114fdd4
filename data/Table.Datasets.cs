namespace Unrolled.Data;

/// <content>Samples to train and to test with.</content>
public sealed partial class Table
{
    /// <summary>Makes samples of the rows by the schema with which the table was read.</summary>
    /// <inheritdoc cref="ToDataset(TableSchema)"/>
    public (Dataset Dataset, Preprocessing Preprocessing) ToDataset() =>
        ToDataset(Schema ?? throw new InvalidOperationException("The table was read without a schema, but one is needed."));

    /// <summary>
    /// Makes samples of the rows, and measures on them what is needed for it: scales, categories, what takes the place of missing values. Give
    /// it the rows to train on alone; <see cref="ToDataset(Preprocessing)"/> makes samples of the others in the same way.
    /// </summary>
    /// <param name="schema">The columns.</param>
    /// <returns>The samples, and what made them, which belongs into the network's file.</returns>
    /// <exception cref="InvalidTableException">
    /// A column is not there, has other values than the schema says, none at all, or the same in every row; the message says where.
    /// </exception>
    /// <exception cref="ArgumentException">The schema has no feature, or neither label nor target.</exception>
    public (Dataset Dataset, Preprocessing Preprocessing) ToDataset(TableSchema schema)
    {
        RequireTask(schema);
        schema.RequireColumns([.. _columns.Select(column => column.Name)], Source);
        Feature[] features = [.. schema.Columns.Where(column => column.Role == ColumnRole.Feature).Select(column => column.ToFeature(this[column.Name]))];
        float[] rows = RawRows.Of(this, features);
        var preprocessing = Preprocessing.Fit(features, rows);
        if (schema.LabelName is { } label)
        {
            preprocessing = preprocessing.WithClasses(Classes(this[label], schema.Find(label)!.Categories), label);
            return (preprocessing.ToDataset(rows, RawRows.Labels(this, label, preprocessing.ClassNames)), preprocessing);
        }

        float[] targets = RawRows.Numbers(this, schema.TargetNames);
        Scaling scaling = schema.Find(schema.TargetNames[0])!.Scaling;
        preprocessing = preprocessing.WithTargets(schema.TargetNames, TargetScaling.Fit(targets, schema.TargetNames.Count, scaling));
        return (preprocessing.ToDataset(rows, targets), preprocessing);
    }

    /// <summary>Makes samples of the rows as others were made before, e.g. to test on, or to train on with a network from a file.</summary>
    /// <param name="preprocessing">What was measured on the others.</param>
    /// <remarks>Columns are found by their names; their order is free, and others may be there.</remarks>
    /// <exception cref="InvalidTableException">
    /// A column is not there, or has a value that the preprocessing does not take, as a class that it does not know; the message says where.
    /// </exception>
    /// <exception cref="ArgumentException">The preprocessing does not say what the network is to tell.</exception>
    public Dataset ToDataset(Preprocessing preprocessing)
    {
        float[] rows = ToRows(preprocessing);
        IReadOnlyList<string> targets = preprocessing.TargetNames;
        return targets.Count == 0
            ? throw new ArgumentException("The preprocessing has the names of neither classes nor targets, but one is needed.", nameof(preprocessing))
            : preprocessing.ClassNames.Count > 0
                ? preprocessing.ToDataset(rows, RawRows.Labels(this, targets[0], preprocessing.ClassNames))
                : preprocessing.ToDataset(rows, RawRows.Numbers(this, targets));
    }

    /// <summary>The raw values of the features, row after row, as a <see cref="Pipeline{TNetwork}"/> takes them.</summary>
    /// <param name="preprocessing">Says which features.</param>
    /// <remarks>Columns are found by their names; their order is free, and others may be there.</remarks>
    /// <exception cref="InvalidTableException">
    /// A column is not there, or has a value that the preprocessing does not take; the message says where.
    /// </exception>
    public float[] ToRows(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        TableSchema.Of(preprocessing).RequireColumns([.. _columns.Select(column => column.Name)], Source);
        return RawRows.Of(this, preprocessing.Features);
    }

    private static void RequireTask(TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Features.Count == 0)
        {
            throw new ArgumentException("The schema has no feature, but at least one is needed.", nameof(schema));
        }

        if (schema.LabelName is null && schema.TargetNames.Count == 0)
        {
            throw new ArgumentException("The schema has neither label nor target, but one is needed.", nameof(schema));
        }
    }

    private static IReadOnlyList<string> Classes(TableColumn column, IReadOnlyList<string>? given)
    {
        IReadOnlyList<string> classes = given ?? ColumnCheck.Categories(column);
        return classes.Count > 1
            ? classes
            : throw new InvalidTableException(
                column.Place(), classes.Count == 0 ? "no class in any row" : $"the class {Printable.Quote(classes[0])} alone", "two at least");
    }
}
