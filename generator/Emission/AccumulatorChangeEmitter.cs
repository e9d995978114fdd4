using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Kernels that compute sums anew or change them by rows of feature weights.</summary>
internal static class AccumulatorChangeEmitter
{
    public static string Parameters(AccumulatorPlan plan, AccumulatorChange change) =>
        string.Join(", ", ["Stack stack", .. change.Features.Select(f => $"{AccumulatorNames.Feature(plan)} {f.Name}")]);

    public static void Emit(CodeWriter writer, AccumulatorPlan plan)
    {
        EmitRefresh(writer, plan);
        foreach (AccumulatorChange change in plan.Changes)
        {
            writer.Line();
            EmitChange(writer, plan, change);
        }

        writer.Line();
        writer.Line(Names.InlinedAttribute);
        writer.Line($"private static ref short Row(ref short rows, int feature) => ref Refs.Add(ref rows, (nint)feature * {plan.Sums.Stride});");
    }

    private static void EmitRefresh(CodeWriter writer, AccumulatorPlan plan)
    {
        writer.Line("// The biases, which are the row behind those of the features, and the rows of the features that are on.");
        writer.Line(Names.KernelAttribute);
        using (writer.Begin("internal static void Refresh(ref short rows, Numbers features, ref short own)"))
        {
            writer.Line($"ref short biases = ref Row(ref rows, {plan.Shape.Features});");
            EmitWalk(writer, ProductRun.Of(plan.Sums), () => EmitSums(writer, plan));
        }
    }

    private static void EmitSums(CodeWriter writer, AccumulatorPlan plan)
    {
        for (int v = 0; v < plan.Sums.Unrolled; v++)
        {
            writer.Line($"V sum{v} = S.Load(ref biases, {Offset(v)});");
        }

        using (writer.Begin("for (int f = 0; f < features.Length; f++)"))
        {
            writer.Line("ref short row = ref Row(ref rows, features[f]);");
            for (int v = 0; v < plan.Sums.Unrolled; v++)
            {
                writer.Line($"sum{v} = S.Add(sum{v}, S.Load(ref row, {Offset(v)}));");
            }
        }

        for (int v = 0; v < plan.Sums.Unrolled; v++)
        {
            writer.Line($"S.Store(sum{v}, ref own, {Offset(v)});");
        }
    }

    private static void EmitChange(CodeWriter writer, AccumulatorPlan plan, AccumulatorChange change)
    {
        if (change.IsDeferred)
        {
            writer.Line("// The move that waits.");
        }

        writer.Line(Names.KernelAttribute);
        IEnumerable<string> numbers = change.IsDeferred ? [] : change.Features.SelectMany(f => AccumulatorNames.Arguments(plan, f.Name)).Select(number => $"int {number}");
        using (writer.Begin($"internal static void {change.Name}({string.Join(", ", ["Stack stack", .. numbers])})"))
        {
            if (!change.IsDeferred)
            {
                EmitChecks(writer, plan, change, AccumulatorNames.Arguments);
            }

            writer.Line("ref short rows = ref stack.Rows;");
            writer.Line("ref short sums = ref stack.Current;");
            writer.Line($"ref short own = ref stack.Own({plan.Shape.Perspectives * plan.Sums.Stride});");
            for (int p = 0; p < plan.Shape.Perspectives; p++)
            {
                int start = p * plan.Sums.Stride;
                IEnumerable<string> rows = change.Features.Select(f => Row(plan, change, f, p));
                writer.Line($"{change.Name}(ref {Names.At("sums", start)}, ref {Names.At("own", start)}, {string.Join(", ", rows)});");
            }

            writer.Line("global::System.GC.KeepAlive(stack);");
        }

        writer.Line();
        writer.Line(Names.InlinedAttribute);
        string parameters = string.Join(", ", change.Features.Select(f => $"ref short {f.Name}"));
        using (writer.Begin($"private static void {change.Name}(ref short sums, ref short own, {parameters})"))
        {
            EmitWalk(writer, ProductRun.Of(plan.Sums), () =>
            {
                for (int v = 0; v < plan.Sums.Unrolled; v++)
                {
                    string offset = Offset(v);
                    writer.Line($"S.Store({Changed(change, offset)}, ref own, {offset});");
                }
            });
        }
    }

    /// <summary>The row of a feature for a perspective, as code.</summary>
    public static string Row(AccumulatorPlan plan, AccumulatorChange change, ChangedFeature feature, int perspective) =>
        $"ref Row(ref rows, {(change.IsDeferred ? AccumulatorNames.Waiting(feature)[perspective] : AccumulatorNames.Arguments(plan, feature.Name)[perspective])})";

    /// <summary>Requires features that there are.</summary>
    public static void EmitChecks(CodeWriter writer, AccumulatorPlan plan, AccumulatorChange change, Func<AccumulatorPlan, string, string[]> numbers)
    {
        foreach (string number in change.Features.SelectMany(feature => numbers(plan, feature.Name)))
        {
            writer.Line($"Check.Feature({number}, {plan.Shape.Features});");
        }
    }

    /// <summary>A vector of sums after a change, as code.</summary>
    public static string Changed(AccumulatorChange change, string offset) => change.Features.Aggregate(
        $"S.Load(ref sums, {offset})", (s, f) => $"S.{(f.IsOn ? "Add" : "Subtract")}({s}, S.Load(ref {f.Name}, {offset}))");

    /// <summary>A loop over the vectors of a run, some of them in each turn; none where one turn of the widest vectors is all.</summary>
    public static void EmitWalk(CodeWriter writer, ProductRun run, Action body, string start = "0", string? end = null)
    {
        string turn = run.Unrolled == 1 ? "S.Lanes" : $"{run.Unrolled} * S.Lanes";
        writer.Line($"nint i = {start};");
        writer.Line("do");
        using (writer.Begin(""))
        {
            body();
            writer.Line($"i += {turn};");
        }

        writer.Line($"while ({(end is null ? $"{turn} < {run.Length} && i < {run.Length}" : $"i < {end}")});");
    }

    /// <summary>Where a vector of the turn is.</summary>
    public static string Offset(int vector) => vector switch
    {
        0 => "i",
        1 => "i + S.Lanes",
        _ => $"i + {vector} * S.Lanes",
    };
}
