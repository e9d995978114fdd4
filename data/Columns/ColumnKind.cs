namespace Unrolled.Data;

/// <summary>What the values of a table's column are.</summary>
public enum ColumnKind
{
    /// <summary>Finite numbers.</summary>
    Number,

    /// <summary>Yes or no, as 1 and 0.</summary>
    Boolean,

    /// <summary>Dates, as the number of days since 1 January 1970.</summary>
    Date,

    /// <summary>Texts, each of which is kept once.</summary>
    Text,
}
