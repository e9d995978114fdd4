using System.Globalization;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>
/// The file with the kernels of one shape: a class whose methods pick the vectors, and in it, once for all widths, the register tiles.
/// </summary>
internal static class KernelFile
{
    public static GeneratedFile Emit(KernelPlan plan)
    {
        KernelShape shape = plan.Shape;
        return SharedFile.Write(shape.Name, writer =>
        {
            writer.Line($"// {Description(shape)}");
            writer.Line(Names.GeneratedCode);
            using (writer.Begin($"internal static class {shape.Name}"))
            {
                switch (shape.Kind)
                {
                    case KernelKind.Product:
                        EmitChoice(writer, plan, "Run", ProductEmitter.Parameters, columns: ["b", "start", "c"]);
                        break;
                    case KernelKind.Update:
                        EmitChoice(writer, plan, "Run", UpdateEmitter.Parameters, columns: ["d", "w"]);
                        break;
                    default:
                        EmitChoice(writer, plan, "Forward", SparseEmitter.ForwardParameters, columns: ["b", "start", "c"]);
                        writer.Line();
                        EmitChoice(writer, plan, "Update", SparseEmitter.UpdateParameters, columns: ["d", "w"]);
                        break;
                }

                writer.Line();
                writer.Line("// S knows the operations of a vector V; the JIT compiles the tiles anew for each width that the machine uses.");
                writer.Line(Names.GeneratedCode);
                using (writer.Begin("private static class Tiles<S, V> where S : struct, global::Unrolled.Numerics.ISimd<V> where V : struct"))
                {
                    bool isFirst = true;
                    foreach (TileSet set in plan.Tiles)
                    {
                        if (!isFirst)
                        {
                            writer.Line();
                        }

                        isFirst = false;
                        EmitTiles(writer, shape, set);
                    }
                }
            }
        }, Aliases(plan));
    }

    private static string[] Aliases(KernelPlan plan) =>
        plan.Shape.Kind != KernelKind.Product ? [SharedFile.NativeInteger]
        : plan.Tiles.SelectMany(set => set.Products).Any(tile => tile.IsCut) ? [SharedFile.Spans]
        : [];

    private static string Description(KernelShape shape) => shape.Kind switch
    {
        KernelKind.Product => $"c[s, n] = start[n] + sum of a[s, k] b[k, n] over {Wording.Count(shape.Depth, "input")} k, for {shape.Columns} columns n and any number of samples s.",
        KernelKind.Update => $"w[k, n] += sum of x[s, k] d[s, n] over any number of samples s, for {Wording.Count(shape.Depth, "input")} k and {shape.Columns} columns n.",
        _ => $"Sums over a list of those among {Wording.Count(shape.Depth, "input")} k that are not 0 in some sample s, for {shape.Columns} columns n. The list's length comes first, then where its blocks end.",
    };

    private static void EmitTiles(CodeWriter writer, KernelShape shape, TileSet set)
    {
        switch (shape.Kind)
        {
            case KernelKind.Product:
                ProductEmitter.Emit(writer, shape, set);
                break;
            case KernelKind.Update:
                UpdateEmitter.Emit(writer, shape, set);
                break;
            default:
                SparseEmitter.Emit(writer, shape, set);
                break;
        }
    }

    /// <summary>A method that takes the widest vectors of the machine over the panel's columns; the JIT knows the answer and keeps one branch.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="plan">The kernels.</param>
    /// <param name="method">The method's name, here and among the tiles.</param>
    /// <param name="parameters">Its parameters, each with its type.</param>
    /// <param name="columns">The parameters that move along the columns.</param>
    private static void EmitChoice(CodeWriter writer, KernelPlan plan, string method, string parameters, string[] columns)
    {
        if (plan.Shape is { IsDivided: true, Kind: KernelKind.Product })
        {
            EmitParts(writer, plan);
        }

        writer.Line(Names.InlinedAttribute);
        using (writer.Begin($"internal static void {method}({parameters}{(plan.Shape.IsDivided ? $", {Names.ShareOfUnits}" : "")})"))
        {
            for (int u = 0; u < plan.Uses.Count; u++)
            {
                WidthUse use = plan.Uses[u];
                bool isLast = u == plan.Uses.Count - 1;
                string condition = isLast ? u == 0 ? "" : "else" : $"{(u == 0 ? "" : "else ")}if ({HasWidth(use)})";
                if (condition.Length == 0)
                {
                    EmitColumns(writer, plan, use, method, parameters, columns);
                    continue;
                }

                using (writer.Begin(condition))
                {
                    EmitColumns(writer, plan, use, method, parameters, columns);
                }
            }
        }
    }

    /// <summary>How many times the widest vectors go into the panel.</summary>
    private static void EmitParts(CodeWriter writer, KernelPlan plan)
    {
        IEnumerable<string> parts = plan.Uses.Select((use, u) =>
            (u == plan.Uses.Count - 1 ? "" : $"{HasWidth(use)} ? ") + (plan.Shape.Columns / use.Columns).ToString(CultureInfo.InvariantCulture));
        writer.Line($"internal static int Parts => {string.Join(" : ", parts)};");
        writer.Line();
    }

    private static string HasWidth(WidthUse use) => $"{Names.Intrinsics}.Vector{use.Width.Bits}.IsHardwareAccelerated";

    private static void EmitColumns(CodeWriter writer, KernelPlan plan, WidthUse use, string method, string parameters, string[] columns)
    {
        if (use.WideColumns <= plan.Shape.Columns && plan.Tiles.Single(set => set.Vectors == use.Vectors).Wide is { } wide)
        {
            using (writer.Begin("if (count == 1)"))
            {
                // What is one tile is one thread's: sums that two of them add to would be wrong.
                using (writer.BeginIfAny(plan.Shape.IsDivided && plan.Shape.Columns > use.Columns ? "if (units.IsFirst)" : ""))
                {
                    EmitSteps(writer, plan.Shape, use, $"Tile{wide.Name}", ProductEmitter.KernelParameters, columns, use.WideColumns);
                }

                writer.Line("return;");
            }

            writer.Line();
        }

        EmitSteps(writer, plan.Shape, use, $"{method}{use.Vectors}", parameters, columns, use.Columns);
    }

    /// <summary>Calls a method for all columns, some of them at a time.</summary>
    private static void EmitSteps(
        CodeWriter writer, KernelShape shape, WidthUse use, string method, string parameters, string[] columns, int step)
    {
        string tiles = $"Tiles<{Names.Numerics}.Simd{use.Width.Bits}, {Names.Intrinsics}.Vector{use.Width.Bits}<{shape.Element.Keyword}>>";
        IEnumerable<string> arguments = parameters.Split(',').Select(p =>
        {
            string name = p.Substring(p.LastIndexOf(' ') + 1);
            return !p.Contains("ref ") ? name : columns.Contains(name) && step < shape.Columns ? $"ref Refs.Add(ref {name}, column)" : $"ref {name}";
        });
        int parts = shape.Columns / step;
        string loop = parts == 1 ? ""
            : shape.IsDivided && step == use.Columns ? $"for (int column = units.Start({parts}) * {step}; column < units.End({parts}) * {step}; column += {step})"
            : $"for (int column = 0; column < {shape.Columns}; column += {step})";
        using (writer.BeginIfAny(loop))
        {
            writer.Line($"{tiles}.{method}({string.Join(", ", arguments)});");
        }
    }
}
