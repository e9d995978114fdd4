namespace Unrolled;

/// <summary>Writes a record as a row of raw values, a float for each feature as <see cref="Feature"/> has it.</summary>
/// <typeparam name="TRecord">The type of the record.</typeparam>
/// <param name="record">The record.</param>
/// <param name="row">The row, which begins as NaN: all values are missing.</param>
public delegate void RowEncoder<in TRecord>(TRecord record, Span<float> row);
