using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes an <see cref="UpdateKernel"/>: some rows of weights in registers, all samples against them, then the next rows.</summary>
internal static class UpdateEmitter
{
    public static void Emit(CodeWriter writer, UpdateKernel kernel)
    {
        UpdateShape shape = kernel.Shape;
        string samples = kernel.Samples == 0 ? "any number of samples" : $"{Wording.Count(kernel.Samples, "sample")}, whose deltas stay in registers";
        writer.Line($"// w[k, n] += sum of x[s, k] d[s, n] over {samples}: {shape.FanIn} k by {shape.Columns} columns.");
        writer.Line(Names.KernelAttribute);
        string count = kernel.Samples == 0 ? ", int count" : "";
        using (writer.Begin($"private static void {kernel.Name}(ref float x, ref float d, ref float w{count})"))
        {
            if (kernel.Samples == 0)
            {
                writer.Line($"nint length = (nint)count * {shape.DStride};");
            }

            for (int s = 0; s < kernel.Samples; s++)
            {
                for (int v = 0; v < shape.Vectors; v++)
                {
                    writer.Line($"Float{shape.Lanes} d{s}_{v} = {Load(shape, "d", (s * shape.DStride) + (v * shape.Lanes))};");
                }
            }

            int tiles = shape.FanIn / kernel.Rows;
            int rest = shape.FanIn % kernel.Rows;
            if (tiles > 1)
            {
                using (writer.Begin($"for (int tile = 0; tile < {tiles}; tile++)"))
                {
                    EmitRows(writer, kernel, kernel.Rows);
                    EmitAdvance(writer, kernel);
                }
            }
            else if (tiles == 1)
            {
                using (writer.Begin(""))
                {
                    EmitRows(writer, kernel, kernel.Rows);
                    if (rest > 0)
                    {
                        EmitAdvance(writer, kernel);
                    }
                }
            }

            if (rest > 0)
            {
                writer.Line();
                using (writer.Begin(""))
                {
                    EmitRows(writer, kernel, rest);
                }
            }
        }
    }

    private static void EmitAdvance(CodeWriter writer, UpdateKernel kernel)
    {
        writer.Line($"w = ref Refs.Add(ref w, {kernel.Rows * kernel.Shape.WStride});");
        writer.Line($"x = ref Refs.Add(ref x, {kernel.Rows});");
    }

    private static void EmitRows(CodeWriter writer, UpdateKernel kernel, int rows)
    {
        UpdateShape shape = kernel.Shape;
        for (int r = 0; r < rows; r++)
        {
            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"Float{shape.Lanes} w{r}_{v} = {Load(shape, "w", (r * shape.WStride) + (v * shape.Lanes))};");
            }
        }

        if (kernel.Samples > 0)
        {
            writer.Line($"Float{shape.Lanes} f;");
            for (int s = 0; s < kernel.Samples; s++)
            {
                EmitSample(writer, shape, rows, s * shape.XStride, "x", v => $"d{s}_{v}");
            }
        }
        else
        {
            string deltas = string.Join(", ", Enumerable.Range(0, shape.Vectors).Select(v => $"d{v}"));
            writer.Line($"Float{shape.Lanes} {deltas}, f;");
            writer.Line("ref float sample = ref x;");
            writer.Line("nint i = 0;");
            writer.Line("do");
            writer.Line("{");
            using (writer.Indented())
            {
                for (int v = 0; v < shape.Vectors; v++)
                {
                    writer.Line($"d{v} = Simd{shape.Lanes}.LoadUnsafe(ref Refs.Add(ref d, {(v == 0 ? "i" : $"i + {v * shape.Lanes}")}));");
                }

                EmitSample(writer, shape, rows, 0, "sample", v => $"d{v}");
                writer.Line($"sample = ref Refs.Add(ref sample, {shape.XStride});");
                writer.Line($"i += {shape.DStride};");
            }

            writer.Line("}");
            writer.Line("while (i < length);");
        }

        for (int r = 0; r < rows; r++)
        {
            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"Simd{shape.Lanes}.StoreUnsafe(w{r}_{v}, ref {Names.At("w", (r * shape.WStride) + (v * shape.Lanes))});");
            }
        }
    }

    private static void EmitSample(CodeWriter writer, UpdateShape shape, int rows, int offset, string x, Func<int, string> delta)
    {
        for (int r = 0; r < rows; r++)
        {
            writer.Line($"f = Simd{shape.Lanes}.Create({Names.At(x, offset + r)});");
            for (int v = 0; v < shape.Vectors; v++)
            {
                writer.Line($"w{r}_{v} = Simd{shape.Lanes}.MultiplyAddEstimate({delta(v)}, f, w{r}_{v});");
            }
        }
    }

    private static string Load(UpdateShape shape, string name, int offset) => $"Simd{shape.Lanes}.LoadUnsafe(ref {Names.At(name, offset)})";
}
