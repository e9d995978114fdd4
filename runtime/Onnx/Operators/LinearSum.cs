namespace Unrolled;

/// <summary>Sums of elements that are affine in the same point: connections that pass a product by, within one layer.</summary>
internal static class LinearSum
{
    /// <summary>a + sign b, element by element.</summary>
    public static Element[] Of(NodeCall call, Element[] a, Element[] b, int sign)
    {
        Element[] left = call.Points.Linear(a, call), right = call.Points.Linear(b, call);
        Point point = call.Points.PointOf(left.Concat(right), call);
        IEnumerable<Element> dependent = left.Concat(right).Where(e => !e.IsConstant);
        int[] columns = [.. dependent.SelectMany(e => e.Map.Columns(e.Row).ToArray()).Distinct().Order()];
        call.SpendWeights(left.Length, columns.Length);
        WeightRow row = new(columns.Length) { Places = PlacesOf(columns) };
        double[] weights = new double[left.Length * columns.Length], offsets = new double[left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            row.Clear();
            offsets[i] = Add(left[i], 1, row) + Add(right[i], sign, row);
            row.Weights.CopyTo(weights.AsSpan(i * columns.Length));
        }

        DenseMap sum = new(point, columns, weights, offsets)
        {
            Weight = left.Concat(right).Select(e => e.Map.WeightName).FirstOrDefault(name => name is not null),
            Bias = left.Concat(right).Select(e => e.Map.BiasName).FirstOrDefault(name => name is not null),
        };
        return [.. left.Select((_, i) => new Element(sum, i))];
    }

    private static double Add(Element element, int sign, WeightRow row)
    {
        if (element.IsConstant)
        {
            return sign * element.Offset;
        }

        element.Map.AddRow(element.Row, sign * element.Scale, row);
        return sign * Affine.At(element.Scale, element.Map.Offset(element.Row), element.Offset);
    }

    private static int[] PlacesOf(int[] columns)
    {
        int[] places = new int[columns.Length == 0 ? 0 : columns[^1] + 1];
        for (int i = 0; i < columns.Length; i++)
        {
            places[columns[i]] = i;
        }

        return places;
    }
}
