namespace Unrolled;

/// <summary>Operators that take some elements, or put several tensors side by side.</summary>
internal static class SelectionOperators
{
    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        OperatorTable.Row("Slice", Slice),
        OperatorTable.Row("Gather", Gather),
        OperatorTable.Row("Concat", call => Concat(call, call.Integer("axis", 1))),
        OperatorTable.Row("ai.onnx.ml.FeatureVectorizer", call => Concat(call, 1)),
        new("Split", Split),
    ];

    /// <summary>Tensors side by side along a dimension.</summary>
    public static GraphValue Concat(NodeCall call, GraphValue[] parts, long axis)
    {
        int along = call.Axis(axis, parts[0].Dims.Length);
        int[] dims = [.. parts[0].Dims];
        foreach (GraphValue part in parts.Skip(1))
        {
            if (part.Dims.Length != dims.Length || part.Dims.Where((size, i) => i != along && size != dims[i]).Any())
            {
                throw call.Refuse(
                    $"shapes {string.Join(" and ", parts.Select(p => p.ShapeText))} side by side",
                    "shapes that are equal but for one dimension");
            }
        }

        dims[along] = parts.Any(part => part.Dims[along] == TensorDims.Batch)
            ? throw call.Refuse("samples side by side", "numbers of one sample side by side")
            : (int)Math.Min(parts.Sum(part => (long)part.Dims[along]), int.MaxValue);
        call.Spend(dims);
        (int Part, int Place)[] order = Order(dims, along, [.. parts.Select(part => part.Dims[along])]);
        if (parts.All(part => part is ConstantValue { Integers: not null }))
        {
            return ConstantValue.Of(dims, [.. order.Select(o => ((ConstantValue)parts[o.Part]).Integers![o.Place])]);
        }

        if (parts.All(part => part is ConstantValue))
        {
            double[][] numbers = [.. parts.Select(part => ConstantFolding.Numbers(call, (ConstantValue)part))];
            return ConstantValue.Of(dims, [.. order.Select(o => numbers[o.Part][o.Place])]);
        }

        Element[][] elements = [.. parts.Select((part, i) => Elements(call, part, i))];
        bool isWhole = parts.All(part => part is MappedValue { IsWhole: true });
        return new MappedValue(dims, [.. order.Select(o => elements[o.Part][o.Place])], isWhole);
    }

    /// <summary>The elements of a tensor, those of a constant too.</summary>
    public static Element[] Elements(NodeCall call, GraphValue value, int index) => value switch
    {
        MappedValue mapped => mapped.Elements,
        ConstantValue constant => [.. ConstantFolding.Numbers(call, constant).Select(call.Points.Constant)],
        _ => throw call.Unusable(value, index),
    };

    private static GraphValue Concat(NodeCall call, long axis)
    {
        GraphValue[] parts = [.. Enumerable.Range(0, call.InputCount).Select(call.Input)];
        return parts.Length switch
        {
            0 => throw call.Refuse("no inputs", "one or more"),
            1 => parts[0],
            _ => Concat(call, parts, axis),
        };
    }

    /// <summary>Which element of which part stands at each place of the whole.</summary>
    private static (int Part, int Place)[] Order(int[] dims, int axis, int[] sizes)
    {
        int[] sample = TensorDims.OfSample(dims);
        int before = sample.Take(axis).Aggregate(1, (a, b) => a * b), after = sample.Skip(axis + 1).Aggregate(1, (a, b) => a * b);
        List<(int, int)> order = [];
        for (int outer = 0; outer < before; outer++)
        {
            for (int part = 0; part < sizes.Length; part++)
            {
                for (int i = 0; i < sizes[part] * after; i++)
                {
                    order.Add((part, (outer * sizes[part] * after) + i));
                }
            }
        }

        return [.. order];
    }

    /// <summary>Up to opset 9 starts, ends and axes are attributes, then inputs, as are the steps.</summary>
    private static GraphValue Slice(NodeCall call)
    {
        GraphValue value = call.Input(0);
        bool areInputs = call.Opset >= 10;
        long[] starts = areInputs ? call.Integers(1) : Attribute("starts"), ends = areInputs ? call.Integers(2) : Attribute("ends");
        long[] axes = areInputs ? (call.Optional(3) is null ? [] : call.Integers(3)) : Attribute("axes");
        long[] steps = areInputs && call.Optional(4) is not null ? call.Integers(4) : [];
        if (ends.Length != starts.Length
            || (axes.Length != 0 && axes.Length != starts.Length)
            || (steps.Length != 0 && steps.Length != starts.Length))
        {
            throw call.Refuse("starts, ends, axes and steps of different number", "as many of each");
        }

        int[] sample = TensorDims.OfSample(value.Dims);
        int[][] picks = [.. sample.Select(Places.All)];
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = call.Axis(axes.Length == 0 ? i : axes[i], sample.Length);
            long step = steps.Length == 0 ? 1 : steps[i];
            if (value.Dims[axis] == TensorDims.Batch)
            {
                RequireAllSamples(call, starts[i], ends[i], step);
            }
            else
            {
                picks[axis] = [.. Picks(call, sample[axis], starts[i], ends[i], step)];
            }
        }

        int[] dims = [.. picks.Select((pick, axis) => value.Dims[axis] == TensorDims.Batch ? TensorDims.Batch : pick.Length)];
        return value.Select(call.Spend(dims), Places.Pick(sample, picks));

        long[] Attribute(string name) => call.Attribute(name)?.Integers.ToArray() ?? [];
    }

    private static void RequireAllSamples(NodeCall call, long start, long end, long step)
    {
        if (start != 0 || step != 1 || !(end == TensorDims.BatchNumber || end >= (call.FixedBatch ?? int.MaxValue)))
        {
            throw call.Refuse("a part of the samples", "all of them");
        }
    }

    private static IEnumerable<int> Picks(NodeCall call, int size, long start, long end, long step)
    {
        if (step == 0 || start == TensorDims.BatchNumber || end == TensorDims.BatchNumber)
        {
            throw call.Refuse(
                step == 0 ? "step 0" : "the number of samples as a limit",
                "numbers that are the same for any batch, and a step that is not 0");
        }

        // Limits beyond the ends are those ends; in which case -1 is before the first.
        long first = Math.Clamp(start < 0 ? start + size : start, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        long last = Math.Clamp(end < 0 ? Math.Max(end, long.MinValue + size) + size : end, step > 0 ? 0 : -1, size);
        for (long i = first; step > 0 ? i < last : i > last; i += step)
        {
            yield return (int)i;
            if (Math.Abs((double)step) > size)
            {
                yield break;
            }
        }
    }

    private static GraphValue Gather(NodeCall call)
    {
        GraphValue value = call.Input(0);
        ConstantValue indices = call.Constant(1);
        int axis = call.Axis(call.Integer("axis", 0), value.Dims.Length);
        int[] sample = TensorDims.OfSample(value.Dims);
        int[][] picks = [.. sample.Select(Places.All)];
        if (value.Dims[axis] == TensorDims.Batch)
        {
            throw call.Refuse("a part of the samples", "all of them");
        }

        picks[axis] = [.. call.Integers(1).Select(index => call.Axis(index, sample[axis]))];
        int[] dims = call.Spend([.. value.Dims.Take(axis), .. indices.Dims, .. value.Dims.Skip(axis + 1)]);
        return value.Select(dims, Places.Pick(sample, picks));
    }

    /// <summary>The sizes are an attribute up to opset 12, then an input; from 18 on there may be a number of parts instead.</summary>
    private static GraphValue[] Split(NodeCall call)
    {
        GraphValue value = call.Input(0);
        int axis = call.Axis(call.Integer("axis", 0), value.Dims.Length);
        if (value.Dims[axis] == TensorDims.Batch)
        {
            throw call.Refuse("a part of the samples", "all of them");
        }

        int size = value.Dims[axis];
        long[] sizes = (call.Opset < 13 ? call.Attribute("split")?.Integers.ToArray() : call.Optional(1) is null ? null : call.Integers(1))
            ?? EqualSizes(size, (int)Math.Clamp(call.Integer("num_outputs", call.Node.Outputs.Count), 1, Math.Max(size, 1)));
        if (sizes.Any(s => s < 0 || s > size) || sizes.Sum() != size || sizes.Length < call.Node.Outputs.Count)
        {
            throw call.Refuse(
                $"parts {TensorShape.Text(sizes)} of {call.Name(0)}",
                "a part for each output, and together all of it");
        }

        int[] sample = TensorDims.OfSample(value.Dims);
        List<GraphValue> parts = [];
        int start = 0;
        foreach (int part in sizes.Select(s => (int)s))
        {
            int[][] picks = [.. sample.Select(Places.All)];
            picks[axis] = [.. Enumerable.Range(start, part)];
            int[] dims = [.. value.Dims];
            dims[axis] = part;
            parts.Add(value.Select(call.Spend(dims), Places.Pick(sample, picks)));
            start += part;
        }

        return [.. parts];
    }

    // The last is smaller where they are not equal.
    private static long[] EqualSizes(int size, int parts)
    {
        int each = (size + parts - 1) / parts;
        return [.. Enumerable.Range(0, parts).Select(i => (long)Math.Clamp(size - (i * each), 0, each))];
    }
}
