using Microsoft.CodeAnalysis;
using Unrolled.Generator.Parsing;

namespace Unrolled.Generator.Analysis;

/// <summary>
/// Every diagnostic about the use of networks. What compiles and then certainly throws, or learns nothing, is a warning; what may be meant
/// is a suggestion, which fails no build. Each message says what was found and what to write in its place.
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
        "{0} changes '{1}', which {2} shares between threads: give each thread a network of its own, or share mini-batches by "
        + "ParallelTrainer or TrainingOptions.Threads");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Descriptors.Warning(
        "UNR104", "Training option is out of range",
        "{0} is {1}: write {2}");

    public static readonly DiagnosticDescriptor TargetOutOfReach = Descriptors.Warning(
        "UNR105", "Target cannot be reached",
        "{0}, but {1}: {2}");

    public static readonly DiagnosticDescriptor ValidationOnTrainingData = Descriptors.Suggestion(
        "UNR106", "Validation data is the training data",
        "{0}, which hides overfitting: hold samples out, for example by Dataset.Split, or leave validation out");

    public static readonly DiagnosticDescriptor HeldOutIsTrained = Descriptors.Warning(
        "UNR107", "Samples that were held out are trained on",
        "{0}, although they were split: train on one part and measure on the other");

    public static readonly DiagnosticDescriptor UsedWhileTrained = Descriptors.Warning(
        "UNR108", "Network is used while it is trained",
        "{0} uses '{1}' while {2}: wait until that is over, or use a network of its own");

    public static readonly DiagnosticDescriptor PerhapsConcurrentTraining = Descriptors.Suggestion(
        "UNR109", "Network may be changed by several threads",
        "{0} changes '{1}', which {2} may share between threads: give each thread a network of its own, wait for one before the "
        + "next, or hold a lock");

    public static readonly DiagnosticDescriptor ClassTakenForNumber = Descriptors.Warning(
        "UNR110", "Class is taken for the output",
        "{0}.Predict gives a class, {1}: {2}");

    public static readonly DiagnosticDescriptor PerhapsClassTakenForNumber = Descriptors.Suggestion(
        "UNR111", "Class may be taken for the output",
        "{0}.Predict gives a class, {1}: {2}");

    public static readonly DiagnosticDescriptor CarriedNetwork = Descriptors.Warning(
        "UNR112", "Network is carried from fold to fold",
        "'{0}' is trained on every fold, and so has learnt the samples that later folds hold out: make a new {1} for each");

    public static readonly DiagnosticDescriptor ThrownAway = Descriptors.Warning(
        "UNR113", "Result is thrown away",
        "{0} {1}: {2}");

    public static readonly DiagnosticDescriptor DatasetDoesNotFit = Descriptors.Warning(
        "UNR114", "Dataset does not fit",
        "{0}, but {1}: {2}");

    public static readonly DiagnosticDescriptor NothingToWatch = Descriptors.Warning(
        "UNR115", "There is no validation data to watch",
        "{0} watches validation data {1}: {2}");

    public static readonly DiagnosticDescriptor DefaultRate = Descriptors.Suggestion(
        "UNR116", "Learning rate is the default of gradient descent",
        "Optimizer.{0} takes steps of the learning rate whatever the gradient, and its default of 0.1 is large: write "
        + "LearningRate = 0.001f or the like");

    public static readonly DiagnosticDescriptor SameWeights = Descriptors.Suggestion(
        "UNR117", "Networks have the same weights",
        "new {0}() gives the same weights each time: give each a seed, as in new {0}(seed: {1})");

    public static readonly DiagnosticDescriptor PerhapsUnreadOutput = Descriptors.Suggestion(
        "UNR118", "Result may never be read",
        "What {0} writes to {1} is never read: keep the buffer and read it, unless the call is made only to be timed or to warm up");
}
