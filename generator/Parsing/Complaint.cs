using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>
/// A diagnostic to be. Its location is live, so that #pragma works; unlike a <see cref="Diagnostic"/>, which compares its arguments
/// by reference, it is equal to another with the same text in the same place, so that an edit elsewhere keeps it cached.
/// </summary>
/// <param name="Descriptor">What is wrong.</param>
/// <param name="Location">Where.</param>
/// <param name="Arguments">What the message is filled in with.</param>
/// <param name="Remedies">What the code fix can write: arguments of the attribute, as in <c>Output = Activation.Softmax</c>, several of them separated by commas.</param>
internal sealed record Complaint(
    DiagnosticDescriptor Descriptor, Location Location, EquatableArray<string> Arguments, EquatableArray<string> Remedies = default)
{
    /// <summary>The key of the diagnostic's property that holds the remedies, one on each line.</summary>
    public const string RemediesKey = nameof(Remedies);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Descriptor, Location, ImmutableDictionary<string, string?>.Empty.Add(RemediesKey, string.Join("\n", Remedies)), [.. Arguments]);
}

/// <summary>What the parser has found wrong so far.</summary>
internal sealed class Complaints
{
    private readonly List<Complaint> _items = [];

    public bool HasErrors => _items.Exists(c => c.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    public void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Add(descriptor, location, remedies: [], arguments);

    public void Add(DiagnosticDescriptor descriptor, Location location, string[] remedies, object[] arguments) => _items.Add(new Complaint(
        descriptor, location, arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)).ToEquatableArray(), remedies.ToEquatableArray()));

    public EquatableArray<Complaint> ToEquatableArray() => _items.ToEquatableArray();
}
