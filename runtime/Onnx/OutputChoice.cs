namespace Unrolled;

/// <summary>Finds the output that is meant where none is named.</summary>
internal static class OutputChoice
{
    /// <exception cref="InvalidFileException">There is none, or more than one.</exception>
    public static NetworkModel Of(OnnxCompilation compilation)
    {
        OutputCandidate[] all = [.. compilation.Model.Graph.Outputs.Select(compilation.Try)];
        OutputCandidate[] answers = [.. all.Where(candidate => candidate.Kind == OutputKind.Scores || IsLabelAlone(candidate, all))];
        OutputCandidate[] candidates = answers.Length > 0 ? answers : [.. all.Where(candidate => candidate.Kind == OutputKind.Scaled)];
        switch (candidates.Length)
        {
            case 1:
                return candidates[0].Model!;
            case > 1:
                throw Several(compilation.File, candidates);
            default:
                break;
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

    /// <summary>Whether a label's scores are no output themselves: those have the parameters of what is ranked.</summary>
    private static bool IsLabelAlone(OutputCandidate label, OutputCandidate[] all) => label.Kind == OutputKind.Label
        && !Array.Exists(all, other => other.Kind == OutputKind.Scores
            && label.Model!.Layers.SequenceEqual(other.Model!.Layers)
            && label.Model.Parameters.AsSpan().SequenceEqual(other.Model.Parameters));

    private static InvalidFileException Several(string file, OutputCandidate[] candidates) => InvalidFileException.InGraph(
        file,
        null,
        $"outputs {string.Join(", ", candidates.Select(one => $"{Printable.Quote(one.Output.Name)} {one.Output.ShapeText}"))}",
        "one, or all of them by name",
        $"Write output=\"{Printable.Plain(candidates[0].Output.Name)}\", or names with ; between them for outputs side by side.");
}
