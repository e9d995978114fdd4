using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes a <see cref="SparseKernel"/>: the product and the update of a tile, along a list of inputs.</summary>
internal static class SparseKernelEmitter
{
    public static void Emit(CodeWriter writer, SparseKernel kernel)
    {
        ProductShape shape = kernel.Shape;
        string tile = $"{Wording.Count(kernel.Samples, "sample")} by {shape.Columns} columns";
        writer.Line($"// c[s, n] = bias + sum of a[s, k] b[k, n] over the k in the list, whose length comes first: {tile}.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void {kernel.Forward}(ref float a, ref float b, ref float bias, ref float c, ref int list)"))
        {
            EmitForward(writer, kernel);
        }

        writer.Line();
        writer.Line($"// w[k, n] += sum of x[s, k] d[s, n] for the k in the list: {tile}, all deltas in registers.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin($"private static void {kernel.Update}(ref float x, ref float d, ref float w, ref int list)"))
        {
            EmitUpdate(writer, kernel);
        }
    }

    private static void EmitForward(CodeWriter writer, SparseKernel kernel)
    {
        ProductShape shape = kernel.Shape;
        foreach ((int s, int v, int chain) in Accumulators(kernel))
        {
            string start = chain > 0
                ? $"Float{shape.Lanes}.Zero"
                : s == 0 ? $"Simd{shape.Lanes}.LoadUnsafe(ref {Names.At("bias", v * shape.Lanes)})" : Sum(0, v, 0);
            writer.Line($"Float{shape.Lanes} {Sum(s, v, chain)} = {start};");
        }

        EmitLocals(writer, shape, "b");
        EmitWalk(writer, kernel.Chains, step =>
        {
            writer.Line($"nint k{step} = {Names.At("list", step)};");
            writer.Line($"ref float row{step} = ref Refs.Add(ref b, k{step} * {shape.BStride});");
            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"b{v} = Simd{shape.Lanes}.LoadUnsafe(ref {Names.At($"row{step}", v * shape.Lanes)});");
            }

            for (int s = 0; s < kernel.Samples; s++)
            {
                writer.Line($"x = Simd{shape.Lanes}.Create(Refs.Add(ref {Names.At("a", s * shape.AStride)}, k{step}));");
                for (int v = 0; v < shape.Vectors; v++)
                {
                    writer.Line($"{Sum(s, v, step)} = Simd{shape.Lanes}.MultiplyAddEstimate(b{v}, x, {Sum(s, v, step)});");
                }
            }
        });

        writer.Line();
        for (int s = 0; s < kernel.Samples; s++)
        {
            for (int v = 0; v < shape.Vectors; v++)
            {
                string sum = string.Join(" + ", Enumerable.Range(0, kernel.Chains).Select(chain => Sum(s, v, chain)));
                writer.Line($"Simd{shape.Lanes}.StoreUnsafe({sum}, ref {Names.At("c", (s * shape.CStride) + (v * shape.Lanes))});");
            }
        }
    }

    private static void EmitUpdate(CodeWriter writer, SparseKernel kernel)
    {
        ProductShape shape = kernel.Shape;
        for (int s = 0; s < kernel.Samples; s++)
        {
            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"Float{shape.Lanes} d{s}_{v} = Simd{shape.Lanes}.LoadUnsafe(ref {Names.At("d", (s * shape.CStride) + (v * shape.Lanes))});");
            }
        }

        writer.Line($"Float{shape.Lanes} f;");
        EmitWalk(writer, kernel.Rows, step =>
        {
            writer.Line($"nint k{step} = {Names.At("list", step)};");
            writer.Line($"ref float row{step} = ref Refs.Add(ref w, k{step} * {shape.BStride});");
            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"Float{shape.Lanes} w{step}_{v} = Simd{shape.Lanes}.LoadUnsafe(ref {Names.At($"row{step}", v * shape.Lanes)});");
            }

            for (int s = 0; s < kernel.Samples; s++)
            {
                writer.Line($"f = Simd{shape.Lanes}.Create(Refs.Add(ref {Names.At("x", s * shape.AStride)}, k{step}));");
                for (int v = 0; v < shape.Vectors; v++)
                {
                    writer.Line($"w{step}_{v} = Simd{shape.Lanes}.MultiplyAddEstimate(d{s}_{v}, f, w{step}_{v});");
                }
            }

            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"Simd{shape.Lanes}.StoreUnsafe(w{step}_{v}, ref {Names.At($"row{step}", v * shape.Lanes)});");
            }
        });
    }

    /// <summary>Along the list in steps of some inputs at a time, then one by one.</summary>
    private static void EmitWalk(CodeWriter writer, int steps, Action<int> body)
    {
        writer.Line("nint left = list;");
        writer.Line("list = ref Refs.Add(ref list, 1);");
        if (steps > 1)
        {
            using (writer.Begin($"for (; left >= {steps}; left -= {steps})"))
            {
                for (int step = 0; step < steps; step++)
                {
                    body(step);
                }

                writer.Line($"list = ref Refs.Add(ref list, {steps});");
            }

            writer.Line();
        }

        using (writer.Begin("for (; left > 0; left--)"))
        {
            body(0);
            writer.Line("list = ref Refs.Add(ref list, 1);");
        }
    }

    private static void EmitLocals(CodeWriter writer, ProductShape shape, string name) =>
        writer.Line($"Float{shape.Lanes} {string.Join(", ", Enumerable.Range(0, shape.Vectors).Select(v => $"{name}{v}"))}, x;");

    private static string Sum(int sample, int vector, int chain) => chain == 0 ? $"c{sample}_{vector}" : $"c{sample}_{vector}_{chain}";

    private static IEnumerable<(int Sample, int Vector, int Chain)> Accumulators(SparseKernel kernel) =>
        from s in Enumerable.Range(0, kernel.Samples)
        from v in Enumerable.Range(0, kernel.Shape.Vectors)
        from chain in Enumerable.Range(0, kernel.Chains)
        select (s, v, chain);
}
