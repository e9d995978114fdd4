using Microsoft.CodeAnalysis;
using Unrolled.Generator.Parsing;

namespace Unrolled.Generator.Analysis;

/// <summary>
/// Every diagnostic about the use of networks. All are warnings: what they find compiles, and then throws, or learns nothing. Each message
/// says what was found and what to write in its place.
/// </summary>
internal static class AnalysisDescriptors
{
    public static readonly DiagnosticDescriptor WrongLength = Descriptors.Warning(
        "UNR101", "Buffer does not fit the network",
        "{0} has {1}, but {2} needs {3}: write {4}");

    public static readonly DiagnosticDescriptor UnreadOutput = Descriptors.Warning(
        "UNR102", "Result is never read",
        "What {0} writes to {1} is never read: keep the buffer and read it, or leave out the call");

    public static readonly DiagnosticDescriptor ConcurrentTraining = Descriptors.Warning(
        "UNR103", "Network is changed by several threads",
        "{0} changes '{1}', which {2} shares between threads: give each thread a network of its own, or share mini-batches by ParallelTrainer or TrainingOptions.Threads");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Descriptors.Warning(
        "UNR104", "Training option is out of range",
        "{0} is {1}: write {2}");

    public static readonly DiagnosticDescriptor TargetOutOfReach = Descriptors.Warning(
        "UNR105", "Target cannot be reached",
        "{0}, but {1}: {2}");

    public static readonly DiagnosticDescriptor ValidationOnTrainingData = Descriptors.Warning(
        "UNR106", "Validation data is the training data",
        "'{0}' is both trained on and validated on, which hides overfitting: hold samples out, for example by Dataset.Split, or leave validation out");
}
