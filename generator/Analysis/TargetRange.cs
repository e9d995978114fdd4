namespace Unrolled.Generator.Analysis;

/// <summary>The targets that a network can learn, in words: what its loss is defined for, and what its output activation can come to.</summary>
/// <param name="Why">What bounds them.</param>
/// <param name="Contains">Whether a number is such a target.</param>
/// <param name="Advice">What to write in its place.</param>
internal sealed record TargetRange(string Why, Func<double, bool> Contains, string Advice)
{
    /// <summary>The range for a network; null where any number will do.</summary>
    public static TargetRange? Of(NetworkShape shape)
    {
        TargetBounds bounds = TargetBounds.Of(shape.Output, shape.Loss);
        return bounds.IsUnbounded ? null
            : bounds.IsSign ? new($"Loss.{shape.Loss} compares with -1 and 1", bounds.Contains, "write -1 and 1 for the two classes")
            : new(
                bounds.IsOpen
                    ? FormattableString.Invariant($"Activation.{shape.Output} never falls below {bounds.Least}")
                    : FormattableString.Invariant($"Activation.{shape.Output} stays between {bounds.Least} and {bounds.Greatest}"),
                bounds.Contains,
                (bounds.Least, bounds.Greatest) == (0, 1)
                    ? "write 0 and 1 for classes, or Output = Activation.Identity for numbers"
                    : "scale the targets, or write Output = Activation.Identity");
    }
}
