using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>The description of a model among the additional files; an equal text keeps what was made of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text.</param>
internal sealed record ModelFile(string Path, string Text)
{
    /// <summary>What it says; null where that is nothing that this version reads.</summary>
    public ModelDescription? Description { get; } = ModelDescription.Parse(Text);

    /// <summary>Its beginning: there is nothing in it to point at that a user has written.</summary>
    public Location Location => Location.Create(Path, default, default);

    // Not by the description, which is made of the text and compares its lines by reference.
    public bool Equals(ModelFile? other) => other is not null && Path == other.Path && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode();

    public static bool IsDescription(AdditionalText file) => file.Path.EndsWith(ModelDescription.Extension, StringComparison.Ordinal);

    public static ModelFile Read(AdditionalText file, CancellationToken cancellation) =>
        new(file.Path, file.GetText(cancellation)?.ToString() ?? "");
}
