namespace Unrolled.Data;

/// <summary>A column that is needed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is to the network.</param>
/// <param name="Kind">What its values are, a text being one of several categories; null takes what they turn out to be.</param>
internal sealed record SchemaColumn(string Name, ColumnRole Role, ColumnKind? Kind)
{
    public Scaling Scaling { get; init; }

    public MissingValues Missing { get; init; }

    public bool MissingIndicator { get; init; }

    public UnknownCategory Unknown { get; init; }

    /// <summary>The categories or classes; null takes those that occur.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Whether a table may lack the column.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The column as the runtime knows it.</summary>
    /// <param name="column">The column of the table that the network is to be trained on.</param>
    /// <exception cref="InvalidTableException">The table's column has no values, only one, or too many.</exception>
    public Feature ToFeature(TableColumn column)
    {
        ColumnCheck.RequireValues(column);
        return ToFeature(Categories ?? (Kind == ColumnKind.Text ? ColumnCheck.Categories(column) : []));
    }

    /// <exception cref="ArgumentException">The rules do not go together.</exception>
    public void RequireRules()
    {
        if (Role == ColumnRole.Feature)
        {
            ToFeature(Categories ?? ["any"]);
        }
    }

    private Feature ToFeature(IReadOnlyList<string> categories) => Kind switch
    {
        ColumnKind.Boolean => Feature.Boolean(Name, Missing, MissingIndicator),
        ColumnKind.Text => Feature.Category(Name, categories, Unknown, Missing, MissingIndicator),
        _ => Feature.Number(Name, Scaling, Missing, MissingIndicator),
    };
}
