using System.Globalization;
using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>
/// A diagnostic to be. Its location is live, so that #pragma works; unlike a <see cref="Diagnostic"/>, which compares its arguments
/// by reference, it is equal to another with the same text in the same place, so that an edit elsewhere keeps it cached.
/// </summary>
internal sealed record Complaint(DiagnosticDescriptor Descriptor, Location Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, [.. Arguments]);
}

/// <summary>What the parser has found wrong so far.</summary>
internal sealed class Complaints
{
    private readonly List<Complaint> _items = [];

    public bool HasErrors => _items.Exists(c => c.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    public void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments) => _items.Add(new Complaint(
        descriptor, location, arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)).ToEquatableArray()));

    public EquatableArray<Complaint> ToEquatableArray() => _items.ToEquatableArray();
}
