using Unrolled.Data;

namespace TablesSample.Learning;

/// <summary>What the network is to tell of a table.</summary>
/// <param name="Column">The column with the answers.</param>
/// <param name="IsOfClasses">Whether they are classes, not a number.</param>
internal sealed record Question(string Column, bool IsOfClasses)
{
    /// <summary>Texts, yes and no, and columns of two different values are classes; other numbers are numbers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column with the answers.</param>
    /// <param name="isOfClasses">What the user says; null where nothing.</param>
    /// <exception cref="InvalidTableException">There is no such column.</exception>
    public static Question Of(Table table, string column, bool? isOfClasses)
    {
        TableColumn answers = table[column];
        return new Question(column, isOfClasses ?? (answers.Kind is ColumnKind.Text or ColumnKind.Boolean || HasTwoValues(answers)));
    }

    private static bool HasTwoValues(TableColumn column) =>
        Enumerable.Range(0, column.Count).Select(column.Text).Where(text => text is not null).Distinct().Take(3).Count() == 2;
}
