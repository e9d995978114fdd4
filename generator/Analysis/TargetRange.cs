using Unrolled.Generator.Model;

namespace Unrolled.Generator.Analysis;

/// <summary>The targets that a network can learn: what its loss is defined for, and what its output activation can come to.</summary>
/// <param name="Why">What bounds them, in words.</param>
/// <param name="Contains">Whether a number is such a target.</param>
/// <param name="Advice">What to write in its place.</param>
internal sealed record TargetRange(string Why, Func<double, bool> Contains, string Advice)
{
    /// <summary>The range for a network; null where any number will do.</summary>
    public static TargetRange? Of(NetworkShape shape)
    {
        ActivationRow output = ActivationRow.Of(shape.Output);
        return shape.Loss switch
        {
            LossKind.Perceptron => new("Loss.Perceptron compares with -1 and 1", y => y is -1 or 1, "write -1 and 1 for the two classes"),
            _ when double.IsInfinity(output.Least) && double.IsInfinity(output.Greatest) => null,
            _ => new(
                double.IsInfinity(output.Greatest)
                    ? FormattableString.Invariant($"Activation.{output.Kind} never falls below {output.Least}")
                    : FormattableString.Invariant($"Activation.{output.Kind} stays between {output.Least} and {output.Greatest}"),
                y => y >= output.Least && y <= output.Greatest,
                output.Least == 0 && output.Greatest == 1
                    ? "write 0 and 1 for classes, or Output = Activation.Identity for numbers"
                    : "scale the targets, or write Output = Activation.Identity"),
        };
    }
}
