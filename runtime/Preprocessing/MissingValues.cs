namespace Unrolled;

/// <summary>What takes the place of a value that a row does not have. It is measured over the rows that are fitted.</summary>
public enum MissingValues
{
    /// <summary>Nothing: a row without the value is an error.</summary>
    Refuse,

    /// <summary>The mean of the values that are there.</summary>
    Mean,

    /// <summary>The median of the values that are there; of an even number the mean of the middle two.</summary>
    Median,

    /// <summary>The value that occurs most often; the least of several.</summary>
    MostFrequent,
}
