namespace Unrolled;

/// <summary>
/// An element of a tensor that depends on the inputs: scale f(v) + offset, where v is a row of an affine map, f a function of one number.
/// </summary>
internal readonly record struct Element(AffineMap Map, int Row, ScalarFunction Function, double Scale, double Offset)
{
    /// <summary>The row itself.</summary>
    public Element(AffineMap map, int row)
        : this(map, row, Variable.Instance, 1, Affine.Nothing)
    {
    }

    /// <summary>Whether it is the same for all inputs.</summary>
    public bool IsConstant => Scale == 0;

    /// <summary>Whether it is an affine map of the point, so that others can be added to it.</summary>
    public bool IsAffine => IsConstant || Function is Variable;

    /// <summary>All of it as a function of v.</summary>
    public ScalarFunction Whole => AffineFunction.Of(Function, Scale, Offset);

    public Element Then(double scale, double offset) => this with { Scale = Scale * scale, Offset = Affine.At(scale, Offset, offset) };

    /// <summary>Whether two elements are functions of the same number.</summary>
    public bool HasVariableOf(Element other) => Map == other.Map && Row == other.Row;
}
