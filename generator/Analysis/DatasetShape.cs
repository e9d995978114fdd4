using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Analysis;

/// <summary>What is known of the rows of a dataset from where it is made.</summary>
/// <param name="InputSize">The number of inputs; null where it is not a constant.</param>
/// <param name="TargetSize">The number of targets, for labels that of classes; null where it is not a constant.</param>
/// <param name="HasLabels">Whether the samples have labels, not targets.</param>
/// <param name="IsSingle">Whether the labels of two classes were made into one target.</param>
internal sealed record DatasetShape(int? InputSize, int? TargetSize, bool HasLabels, bool IsSingle = false)
{
    /// <summary>The shape of a dataset; null where it comes from an unknown place.</summary>
    public static DatasetShape? Of(IOperation dataset, UnrolledTypes types)
    {
        bool isSingle = false;
        IOperation made = FixedLength.Unwrap(dataset);

        // A variable can be given itself in a program that does not compile.
        for (int i = 0; i < 20 && Derivation.Of(made, types) is { } step && step.Source != made; i++)
        {
            isSingle |= step.Kind == DerivationKind.SingleTarget;
            made = FixedLength.Unwrap(step.Source);
        }

        return RuntimeCall.Of(made, types) is { } call && Made(call) is { } shape ? shape with { IsSingle = isSingle } : null;
    }

    private static DatasetShape? Made(RuntimeCall call) => (call.Method.ContainingType.Name, call.Method.Name) switch
    {
        ("Dataset", "FromFloats" or "FromBytes" or "FromIdx") => new(
            call.Constant("inputSize"),
            call.Constant("classCount") ?? call.Constant("targetSize"),
            HasLabels: call.Argument("classCount") is not null),
        ("SyntheticDigits", "Create") or ("Mnist", "Load") => new(28 * 28, 10, HasLabels: true),
        _ => null,
    };
}
