using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Packaging;

/// <summary>The compiler documents internal members too; users see those of the public API alone.</summary>
internal static class PublicDocumentation
{
    /// <summary>Writes the documentation without the members that other assemblies cannot reach.</summary>
    /// <exception cref="InvalidDataException">Nothing would be left.</exception>
    public static void Write(string assembly, string documentation, string output)
    {
        XDocument document = XDocument.Load(documentation, LoadOptions.PreserveWhitespace);
        CSharpCompilation compilation = Read(assembly);
        foreach (XElement member in document.Descendants("member").ToArray())
        {
            if (!IsPublic(compilation, member.Attribute("name")!.Value))
            {
                // With the line break before it.
                (member.PreviousNode as XText)?.Remove();
                member.Remove();
            }
        }

        if (!document.Descendants("member").Any())
        {
            throw new InvalidDataException($"{documentation} documents no public member of {assembly}.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        document.Save(output, SaveOptions.DisableFormatting);
    }

    /// <summary>Whether other assemblies can reach what a documentation id names.</summary>
    private static bool IsPublic(CSharpCompilation compilation, string id)
    {
        ISymbol? symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
        while (symbol is not (null or INamespaceSymbol))
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }

            symbol = symbol.ContainingSymbol;
        }

        return symbol is not null;
    }

    private static CSharpCompilation Read(string assembly)
    {
        string framework = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<string> files = framework.Split(Path.PathSeparator).Append(assembly);
        return CSharpCompilation.Create("Documentation", references: files.Select(file => MetadataReference.CreateFromFile(file)));
    }
}
