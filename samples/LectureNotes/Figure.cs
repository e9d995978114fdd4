using static System.FormattableString;

namespace LectureNotes;

/// <summary>A figure that a system should show, and the one that it shows.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Got">What it is.</param>
/// <param name="Holds">Whether that is as it should be.</param>
internal sealed record Figure(string Name, string Expected, string Got, bool Holds)
{
    /// <summary>A figure that must be exactly so.</summary>
    public static Figure Exactly(string name, string expected, string got) => new(name, expected, got, got == expected);

    /// <inheritdoc cref="Exactly(string, string, string)"/>
    public static Figure Exactly(string name, long expected, long got) =>
        Exactly(name, Invariant($"{expected:N0}"), Invariant($"{got:N0}"));

    /// <summary>A number that must be close to another.</summary>
    public static Figure Near(string name, double expected, double got, double tolerance) =>
        new(name, Invariant($"{expected:G6} +- {tolerance:G2}"), Invariant($"{got:G6}"), Math.Abs(got - expected) <= tolerance);

    /// <summary>A fraction that must be at least so large, in percent.</summary>
    public static Figure AtLeast(string name, double expected, double got) =>
        new(name, Invariant($">= {100 * expected:F1}%"), Invariant($"{100 * got:F2}%"), got >= expected);

    /// <summary>A fraction that must lie between two others, in percent.</summary>
    public static Figure Between(string name, double low, double high, double got) =>
        new(name, Invariant($"{100 * low:F1}% to {100 * high:F1}%"), Invariant($"{100 * got:F2}%"), got >= low && got <= high);

    /// <summary>A number that must be below another.</summary>
    public static Figure Below(string name, double bound, double got) =>
        new(name, Invariant($"< {bound:G4}"), Invariant($"{got:G4}"), got < bound);

    /// <summary>A number that must be above another.</summary>
    public static Figure Above(string name, double bound, double got) =>
        new(name, Invariant($"> {bound:G4}"), Invariant($"{got:G4}"), got > bound);
}
