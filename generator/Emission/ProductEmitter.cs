using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes a <see cref="ProductKernel"/>: the register tile and the walk along k.</summary>
internal static class ProductEmitter
{
    public static void Emit(CodeWriter writer, ProductKernel kernel)
    {
        ProductShape shape = kernel.Shape;
        string what = shape.Purpose == ProductPurpose.Forward ? "bias + " : "";
        writer.Line($"// c[s, n] = {what}sum of a[s, k] b[k, n] over {shape.Depth} k: {Wording.Count(kernel.Samples, "sample")} by {shape.Columns} columns"
            + $" in {Wording.Count(kernel.Samples * shape.Vectors * kernel.Chains, "register")}.");
        if (kernel.MethodCount == 1)
        {
            EmitMethod(writer, kernel, kernel.Name, 0, shape.Depth);
            return;
        }

        writer.Line(Names.PassAttribute);
        using (writer.Begin($"private static void {kernel.Name}({Parameters(shape, first: true)})"))
        {
            for (int part = 0; part < kernel.MethodCount; part++)
            {
                writer.Line($"{kernel.Name}_Part{part + 1}({(part == 0 && shape.Purpose == ProductPurpose.Forward ? "ref a, ref b, ref bias, ref c" : "ref a, ref b, ref c")});");
            }
        }

        for (int part = 0; part < kernel.MethodCount; part++)
        {
            int from = part * kernel.DepthPerMethod;
            writer.Line();
            EmitMethod(writer, kernel, $"{kernel.Name}_Part{part + 1}", from, Math.Min(shape.Depth, from + kernel.DepthPerMethod));
        }
    }

    private static string Parameters(ProductShape shape, bool first) =>
        shape.Purpose == ProductPurpose.Forward && first ? "ref float a, ref float b, ref float bias, ref float c" : "ref float a, ref float b, ref float c";

    private static void EmitMethod(CodeWriter writer, ProductKernel kernel, string name, int from, int to)
    {
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void {name}({Parameters(kernel.Shape, from == 0)})"))
        {
            EmitStart(writer, kernel, isFirst: from == 0);
            EmitLocals(writer, kernel);
            if (kernel.IsStraightLine)
            {
                for (int k = from; k < to; k++)
                {
                    EmitStep(writer, kernel, k);
                }
            }
            else
            {
                EmitLoop(writer, kernel);
            }

            EmitEnd(writer, kernel);
        }
    }

    private static string Accumulator(int sample, int vector, int chain) => chain == 0 ? $"c{sample}_{vector}" : $"c{sample}_{vector}_{chain}";

    private static void EmitStart(CodeWriter writer, ProductKernel kernel, bool isFirst)
    {
        ProductShape shape = kernel.Shape;
        foreach ((int s, int v) in Tile(kernel))
        {
            string start = !isFirst
                ? Load(shape, "c", (s * shape.CStride) + (v * shape.Lanes))
                : shape.Purpose == ProductPurpose.Backward
                    ? $"Float{shape.Lanes}.Zero"
                    : s == 0 ? Load(shape, "bias", v * shape.Lanes) : Accumulator(0, v, 0);
            writer.Line($"Float{shape.Lanes} {Accumulator(s, v, 0)} = {start};");
            for (int chain = 1; chain < kernel.Chains; chain++)
            {
                writer.Line($"Float{shape.Lanes} {Accumulator(s, v, chain)} = Float{shape.Lanes}.Zero;");
            }
        }
    }

    private static void EmitLocals(CodeWriter writer, ProductKernel kernel)
    {
        string rows = string.Join(", ", Enumerable.Range(0, kernel.Shape.Vectors).Select(v => $"b{v}"));
        writer.Line($"Float{kernel.Shape.Lanes} {rows}, x;");
    }

    private static void EmitLoop(CodeWriter writer, ProductKernel kernel)
    {
        ProductShape shape = kernel.Shape;
        int rest = shape.Depth % kernel.Unroll;
        writer.Line($"ref float end = ref Refs.Add(ref a, {shape.Depth - rest});");
        writer.Line("do");
        writer.Line("{");
        using (writer.Indented())
        {
            for (int u = 0; u < kernel.Unroll; u++)
            {
                EmitStep(writer, kernel, u);
            }

            writer.Line($"a = ref Refs.Add(ref a, {kernel.Unroll});");
            writer.Line($"b = ref Refs.Add(ref b, {kernel.Unroll * shape.BStride});");
        }

        writer.Line("}");
        writer.Line("while (Refs.IsAddressLessThan(ref a, ref end));");
        for (int u = 0; u < rest; u++)
        {
            EmitStep(writer, kernel, u);
        }
    }

    /// <summary>One k: a row of B, and each sample's a[k] broadcast against it.</summary>
    private static void EmitStep(CodeWriter writer, ProductKernel kernel, int k)
    {
        ProductShape shape = kernel.Shape;
        int chain = k % kernel.Chains;
        for (int v = 0; v < shape.Vectors; v++)
        {
            writer.Line($"b{v} = {Load(shape, "b", (k * shape.BStride) + (v * shape.Lanes))};");
        }

        for (int s = 0; s < kernel.Samples; s++)
        {
            int offset = (s * shape.AStride) + k;
            writer.Line($"x = Simd{shape.Lanes}.Create({Names.At("a", offset)});");
            for (int v = 0; v < shape.Vectors; v++)
            {
                string sum = Accumulator(s, v, chain);
                writer.Line($"{sum} = Simd{shape.Lanes}.MultiplyAddEstimate(b{v}, x, {sum});");
            }
        }
    }

    private static void EmitEnd(CodeWriter writer, ProductKernel kernel)
    {
        ProductShape shape = kernel.Shape;
        foreach ((int s, int v) in Tile(kernel))
        {
            // Pairwise, so that the additions do not wait for one another.
            string[] sums = [.. Enumerable.Range(0, kernel.Chains).Select(chain => Accumulator(s, v, chain))];
            while (sums.Length > 1)
            {
                sums = [.. Enumerable.Range(0, sums.Length / 2).Select(i => $"({sums[2 * i]} + {sums[(2 * i) + 1]})")];
            }

            writer.Line($"Simd{shape.Lanes}.StoreUnsafe({Unwrap(sums[0])}, ref {Names.At("c", (s * shape.CStride) + (v * shape.Lanes))});");
        }
    }

    private static string Unwrap(string sum) => sum.StartsWith("(", StringComparison.Ordinal) ? sum.Substring(1, sum.Length - 2) : sum;

    private static string Load(ProductShape shape, string name, int offset) => $"Simd{shape.Lanes}.LoadUnsafe(ref {Names.At(name, offset)})";


    private static IEnumerable<(int Sample, int Vector)> Tile(ProductKernel kernel) =>
        from s in Enumerable.Range(0, kernel.Samples)
        from v in Enumerable.Range(0, kernel.Shape.Vectors)
        select (s, v);
}
