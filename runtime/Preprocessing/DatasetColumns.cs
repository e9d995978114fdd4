namespace Unrolled;

/// <summary>Writes the inputs or the targets of a row.</summary>
internal delegate void RowCopy(int row, Span<float> destination);

/// <summary>The inputs or the targets of a dataset as columns that are measured and scaled. Rows of weight 0 are not there.</summary>
internal static class DatasetColumns
{
    /// <exception cref="ArgumentException">There are no samples, or all have the weight 0; or there is no such scaling.</exception>
    public static ColumnScaling Fit(Dataset data, int size, RowCopy copy, Scaling scaling)
    {
        Require.Known(scaling, nameof(scaling));
        Require.AtLeastOne(data.Count, "data.Count", nameof(data));
        data.RequirePresent(nameof(data));
        float[] values = new float[size];
        ColumnFit columns = new(Enumerable.Repeat(scaling, size));
        for (int row = 0; row < data.Count; row++)
        {
            if (data.IsThere(row))
            {
                copy(row, values);
                columns.Add(values);
            }
        }

        return columns.Result();
    }

    /// <summary>The scaled numbers, row after row. Rows of weight 0 stay as they are.</summary>
    /// <exception cref="ArgumentException">A number comes to more than a float holds.</exception>
    public static float[] Scale(Dataset data, RowCopy copy, ColumnScaling scaling, string kind)
    {
        float[] values = Copy(data, scaling.Count, copy);
        for (int row = 0; row < data.Count; row++)
        {
            if (data.IsThere(row))
            {
                scaling.Scale(values.AsSpan(row * scaling.Count, scaling.Count), kind, row, nameof(data));
            }
        }

        return values;
    }

    /// <summary>The numbers, row after row.</summary>
    public static float[] Copy(Dataset data, int size, RowCopy copy)
    {
        float[] values = new float[checked(data.Count * size)];
        for (int row = 0; row < data.Count; row++)
        {
            copy(row, values.AsSpan(row * size, size));
        }

        return values;
    }
}
