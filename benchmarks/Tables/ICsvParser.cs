namespace Unrolled.Benchmarks.Tables;

/// <summary>A library that reads CSV files, used as its documentation says for speed.</summary>
internal interface ICsvParser
{
    static abstract string Name { get; }

    /// <summary>Looks at each value as text, without its quotes. Returns the number of values that are not empty.</summary>
    static abstract long Texts(string path);

    /// <summary>Reads some columns as numbers, where they are not empty, and looks at the others as text. Returns the sum of the numbers.</summary>
    static abstract double Numbers(string path, ReadOnlySpan<int> columns);
}
