using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>The description of a model among the additional files, as text, so that an equal one keeps what was made of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text.</param>
internal sealed record ModelFile(string Path, string Text)
{
    /// <summary>What it says; null where that is nothing that this version reads.</summary>
    public ModelDescription? Description => ModelDescription.Parse(Text);

    /// <summary>Its beginning: there is nothing in it to point at that a user has written.</summary>
    public Location Location => Location.Create(Path, default, default);

    public static bool IsDescription(AdditionalText file) => file.Path.EndsWith(ModelDescription.Extension, StringComparison.Ordinal);

    public static ModelFile Read(AdditionalText file, CancellationToken cancellation) =>
        new(file.Path, file.GetText(cancellation)?.ToString() ?? "");
}
