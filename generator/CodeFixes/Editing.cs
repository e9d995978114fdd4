using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace Unrolled.CodeFixes;

/// <summary>What all code fixes do in the end.</summary>
internal static class Editing
{
    public static async Task<Document> EditAsync(this Document document, Action<DocumentEditor> edit, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        edit(editor);
        return editor.GetChangedDocument();
    }
}
