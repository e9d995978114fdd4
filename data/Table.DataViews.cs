using Microsoft.ML;
using Unrolled.Data.DataViews;

namespace Unrolled.Data;

/// <content>Tables from ML.NET.</content>
public sealed partial class Table
{
    /// <summary>Reads a data view of ML.NET.</summary>
    /// <param name="view">
    /// The view. Numbers, booleans, dates and texts become a column each; keys become texts: those that they stand for, or else their numbers. A
    /// vector of Single becomes a column for each place: "Features.0" and so on, or with the names that the vector has for its places. NaN, a
    /// text that is empty and a key that is missing are missing values. Hidden columns are passed over.
    /// </param>
    /// <param name="schema">The columns that are needed; null takes all.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidTableException">
    /// A column that is needed is not there or of another type, a number is infinite, or there are no rows.
    /// </exception>
    public static Table FromDataView(IDataView view, TableSchema? schema = null, string name = "data view")
    {
        ArgumentNullException.ThrowIfNull(view);
        return DataViewReader.Read(view, schema, name);
    }
}
