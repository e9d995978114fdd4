namespace Unrolled.Build;

/// <summary>A kind of error. docs/diagnostics has a page for each.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">The heading of its page.</param>
internal sealed record Defect(string Id, string Title);

/// <summary>Everything that can be wrong with an <c>UnrolledModel</c>. What is wrong with weights is said at their attribute.</summary>
internal static class Defects
{
    public static readonly Defect Unreadable = new("UNR201", "Model cannot be read");

    public static readonly Defect NoNetwork = new("UNR202", "Model cannot be compiled");

    public static readonly Defect Metadata = new("UNR203", "Metadata of a model makes no sense");

    public static readonly Defect SameClass = new("UNR204", "Two models of one class");

    public static readonly Defect Output = new("UNR205", "Nothing can be written for the models");

    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<Defect> All { get; } = [Unreadable, NoNetwork, Metadata, SameClass, Output];
}
