namespace Unrolled;

/// <summary>Products with a matrix, and what is done to each channel.</summary>
internal static class ProductOperators
{
    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        OperatorTable.Row("MatMul", MatMul),
        OperatorTable.Row("Gemm", Gemm),
        OperatorTable.Row("BatchNormalization", BatchNormalization),
    ];

    private static GraphValue MatMul(NodeCall call)
    {
        GraphValue a = call.Input(0), b = call.Input(1);
        if (a is ConstantValue && b is not ConstantValue)
        {
            // W x is the transposed of x^T W^T.
            return Transposed(call, Product(call, Transposed(call, b), (ConstantValue)Transposed(call, a), 1));
        }

        return Product(call, a, b as ConstantValue ?? throw Dependent(call), 1);
    }

    /// <summary>alpha A B + beta C.</summary>
    private static GraphValue Gemm(NodeCall call)
    {
        GraphValue a = call.Integer("transA", 0) != 0 ? Transposed(call, call.Input(0)) : call.Input(0);
        GraphValue b = call.Integer("transB", 0) != 0 ? Transposed(call, call.Input(1)) : call.Input(1);
        if (a.Dims.Length != 2)
        {
            throw call.Refuse($"{call.Name(0)}", "a matrix");
        }

        double alpha = call.Single("alpha", 1), beta = call.Single("beta", 1);
        GraphValue product = a is ConstantValue && b is not ConstantValue
            ? Transposed(call, Product(call, Transposed(call, b), (ConstantValue)Transposed(call, a), alpha))
            : Product(call, a, b as ConstantValue ?? throw Dependent(call), alpha);
        if (call.Optional(2) is not { } c || beta == 0)
        {
            return product;
        }

        GraphValue added = beta == 1 ? c : Elementwise.Combine(call, c, ConstantValue.Of([], [beta]), BinaryOperator.Multiply);
        return Elementwise.Combine(call, product, added, BinaryOperator.Add, isBias: true);
    }

    private static GraphRefusal Dependent(NodeCall call) => call.Refuse(
        $"a product of two tensors that both depend on the inputs, {call.Name(0)} and {call.Name(1)}", "a constant as one of them");

    /// <summary>The last dimension of a tensor times a matrix.</summary>
    public static GraphValue Product(NodeCall call, GraphValue a, ConstantValue b, double alpha)
    {
        if (b.Dims.Length is not (1 or 2) || a.Dims is not [.., var inner] || inner != b.Dims[0])
        {
            throw call.Refuse(
                $"the product of shapes {a.ShapeText} and {b.ShapeText}", "a matrix with as many rows as the first has columns");
        }

        if (inner == TensorDims.Batch)
        {
            throw call.Refuse("a sum over the samples", "one over the numbers of a sample");
        }

        int columns = b.Dims.Length == 1 ? 1 : b.Dims[1];
        int[] dims = call.Spend([.. a.Dims.SkipLast(1), .. b.Dims.Skip(1)]);
        double[] matrix = ConstantFolding.Numbers(call, b);
        return a is ConstantValue constant
            ? OfConstants(call, dims, constant, matrix, inner, columns, alpha)
            : OfMapped(call, dims, Elementwise.Mapped(call, a, 0), b, matrix, columns, alpha);
    }

    private static MappedValue OfMapped(
        NodeCall call, int[] dims, MappedValue a, ConstantValue b, double[] matrix, int columns, double alpha)
    {
        int inner = b.Dims[0];
        Element[] operand = call.Points.Operand(a.Elements, call);
        Point point = call.Points.PointOf(operand, call);
        Element[] result = new Element[operand.Length / Math.Max(inner, 1) * columns];
        for (int start = 0, row = 0; row < result.Length; start += inner, row += columns)
        {
            call.SpendWeights(inner, columns);
            DenseMap map = Dense(point, operand.AsSpan(start, inner), b.Name, matrix, columns, alpha);
            for (int j = 0; j < columns; j++)
            {
                result[row + j] = new Element(map, j);
            }
        }

        return new MappedValue(dims, result);
    }

    /// <summary>The rows of the product, which stand in the columns of the matrix.</summary>
    private static DenseMap Dense(Point point, ReadOnlySpan<Element> operand, string name, double[] matrix, int columns, double alpha)
    {
        double[] weights = new double[operand.Length * columns], offsets = new double[columns];

        Array.Fill(offsets, Affine.Nothing);
        int[] places = new int[operand.Length];
        for (int i = 0; i < operand.Length; i++)
        {
            Element element = operand[i];
            places[i] = element.Row;
            for (int j = 0; j < columns; j++)
            {
                double weight = alpha * matrix[(i * columns) + j];
                weights[(j * operand.Length) + i] = weight * element.Scale;
                if (element.Offset != 0)
                {
                    offsets[j] += weight * element.Offset;
                }
            }
        }

        return new DenseMap(point, places, weights, offsets) { Weight = name.Length > 0 ? name : null };
    }

    private static ConstantValue OfConstants(
        NodeCall call, int[] dims, ConstantValue a, double[] matrix, int inner, int columns, double alpha)
    {
        double[] left = ConstantFolding.Numbers(call, a);
        double[] result = new double[TensorDims.Count(dims)];
        call.SpendWeights(result.Length, inner);
        for (int i = 0; i < result.Length; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                result[i] += alpha * left[(i / columns * inner) + k] * matrix[(k * columns) + (i % columns)];
            }
        }

        return ConstantValue.Of(dims, result);
    }

    private static GraphValue Transposed(NodeCall call, GraphValue matrix)
    {
        if (matrix.Dims.Length == 1)
        {
            return matrix;
        }

        return matrix.Dims.Length == 2 ? ShapeOperators.Transpose(call, matrix, [1, 0]) : throw call.Refuse(
            $"a tensor {matrix.ShapeText}", "a matrix");
    }

    /// <summary>(x - mean) / sqrt(variance + epsilon) scale + bias, of each channel, dimension 1.</summary>
    private static GraphValue BatchNormalization(NodeCall call)
    {
        MappedValue x = call.Mapped(0);
        if (call.Integer("training_mode", 0) != 0)
        {
            throw call.Refuse(
                "training_mode=1, which normalises by the batch", "a model in evaluation: model.eval() before it is exported");
        }

        double[] scale = call.Numbers(1), bias = call.Numbers(2), mean = call.Numbers(3), variance = call.Numbers(4);
        int channels = x.Dims.Length < 2 ? 0 : x.Dims[1];
        if (new[] { scale, bias, mean, variance }.Any(numbers => numbers.Length != channels))
        {
            throw call.Refuse($"statistics of {Wording.Count(scale.Length, "channel")} for {call.Name(0)}", "those of its dimension 1");
        }

        double epsilon = call.Single("epsilon", 1e-5f);
        double[] factors = [.. scale.Select((s, i) => s / Math.Sqrt(variance[i] + epsilon))];
        double[] offsets = [.. bias.Select((b, i) => b - (mean[i] * factors[i]))];
        int[] dims = [channels, .. Enumerable.Repeat(1, x.Dims.Length - 2)];
        GraphValue scaled = Elementwise.Combine(call, x, ConstantValue.Of(dims, factors), BinaryOperator.Multiply);
        return Elementwise.Combine(call, scaled, ConstantValue.Of(dims, offsets).WithName(call.Node.Inputs[2]), BinaryOperator.Add);
    }
}
