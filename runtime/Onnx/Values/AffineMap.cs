namespace Unrolled;

/// <summary>Numbers that are affine in those of a point: the rows of a matrix, and what is added.</summary>
/// <param name="point">The inputs, or what a layer gives.</param>
internal abstract class AffineMap(Point point)
{
    public Point Point { get; } = point;

    /// <summary>The name of the tensor with the weights; null where there is none.</summary>
    public virtual string? WeightName => null;

    /// <summary>The name of the tensor with what is added.</summary>
    public virtual string? BiasName => null;

    /// <summary>What is added in a row.</summary>
    public abstract double Offset(int row);

    /// <summary>Adds a multiple of a row, without its offset.</summary>
    public abstract void AddRow(int row, double factor, WeightRow destination);

    /// <summary>The numbers of the point that a row is made of, and how many of them there may be.</summary>
    public abstract ReadOnlySpan<int> Columns(int row);
}

/// <summary>The numbers of a point as they are.</summary>
internal sealed class PointMap(Point point) : AffineMap(point)
{
    private readonly List<int> _columns = [];

    public override double Offset(int row) => Affine.Nothing;

    public override void AddRow(int row, double factor, WeightRow destination) => destination.Add(row, factor);

    public override ReadOnlySpan<int> Columns(int row)
    {
        while (_columns.Count <= row)
        {
            _columns.Add(_columns.Count);
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_columns).Slice(row, 1);
    }
}

/// <summary>Multiples of other maps' rows with something added: a bias, or a normalisation.</summary>
/// <param name="point">The point.</param>
/// <param name="bases">Affine elements; they give the new rows.</param>
/// <param name="name">The name of the tensor that was added.</param>
internal sealed class DerivedMap(Point point, Element[] bases, string? name) : AffineMap(point)
{
    public override string? WeightName => bases[0].Map.WeightName;

    public override string? BiasName => name ?? bases[0].Map.BiasName;

    public override double Offset(int row) => Affine.At(bases[row].Scale, bases[row].Map.Offset(bases[row].Row), bases[row].Offset);

    public override void AddRow(int row, double factor, WeightRow destination) =>
        bases[row].Map.AddRow(bases[row].Row, factor * bases[row].Scale, destination);

    public override ReadOnlySpan<int> Columns(int row) => bases[row].Map.Columns(bases[row].Row);

    /// <summary>The row as a multiple of a row of a map that is not derived.</summary>
    public Element Base(int row) => bases[row];
}

/// <summary>The rows of a matrix over some numbers of a point.</summary>
/// <param name="point">The point.</param>
/// <param name="columns">Which of its numbers.</param>
/// <param name="weights">A weight for each of them, row by row.</param>
/// <param name="offsets">What is added in each row.</param>
internal sealed class DenseMap(Point point, int[] columns, double[] weights, double[] offsets) : AffineMap(point)
{
    public override string? WeightName => Weight;

    public override string? BiasName => Bias;

    public string? Weight { get; init; }

    public string? Bias { get; init; }

    public override double Offset(int row) => offsets[row];

    public override void AddRow(int row, double factor, WeightRow destination)
    {
        ReadOnlySpan<double> source = weights.AsSpan(row * columns.Length, columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            destination.Add(columns[i], factor * source[i]);
        }
    }

    public override ReadOnlySpan<int> Columns(int row) => columns;
}
