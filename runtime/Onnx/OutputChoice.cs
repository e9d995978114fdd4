namespace Unrolled;

/// <summary>Finds the output that is meant where none is named.</summary>
internal static class OutputChoice
{
    /// <exception cref="InvalidFileException">There is none, or more than one.</exception>
    public static NetworkModel Of(OnnxCompilation compilation)
    {
        OutputCandidate[] all = [.. compilation.Model.Graph.Outputs.Select(compilation.Try)];
        foreach (OutputKind kind in new[] { OutputKind.Scores, OutputKind.Label, OutputKind.Scaled })
        {
            OutputCandidate[] candidates = [.. all.Where(candidate => candidate.Kind == kind)];
            if (candidates.Length == 1)
            {
                return candidates[0].Model!;
            }

            if (candidates.Length > 1)
            {
                throw Several(compilation.File, candidates);
            }
        }

        // With one output there is but one thing to say.
        if (all is [{ Refusal: { } refusal } only])
        {
            throw refusal.At(compilation.File, only.Advice);
        }

        throw InvalidFileException.InGraph(
            compilation.File,
            null,
            "no output that can be compiled",
            "one",
            string.Join(" ", all.Select(candidate => $"{Printable.Quote(candidate.Output.Name)} {candidate.Reason}")));
    }

    private static InvalidFileException Several(string file, OutputCandidate[] candidates) => InvalidFileException.InGraph(
        file,
        null,
        $"outputs {string.Join(", ", candidates.Select(one => $"{Printable.Quote(one.Output.Name)} {one.Output.ShapeText}"))}",
        "one, or all of them by name",
        $"Write Output=\"{Printable.Plain(candidates[0].Output.Name)}\", or names with ; between them for outputs side by side.");
}
