using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Samples;

/// <summary>Markup that is HTML and XML at once. Text is encoded by whoever writes the tree, not by whoever builds it.</summary>
internal static class Html
{
    private static readonly XNamespace s_html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    /// <summary>An element. Strings are text, <see cref="XAttribute"/>s attributes, sequences are taken apart, nulls left out.</summary>
    public static XElement Element(string name, params object?[] content) => new(s_html + name, content);

    public static XElement Svg(string name, params object?[] content) => new(s_svg + name, content);

    public static XAttribute Attribute(string name, object value) => new(name, value);

    public static XAttribute Class(string names) => new("class", names);

    /// <summary>A text with numbers, the same in every culture.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A part of the page with a heading that it is named after.</summary>
    public static XElement Section(string id, string heading, params object?[] content) => Element(
        "section",
        Attribute("aria-labelledby", id),
        Element("h2", Attribute("id", id), heading),
        content);

    /// <summary>A page, or a picture of its own, as text.</summary>
    public static string Write(XElement root)
    {
        XDocumentType? type = root.Name == s_html + "html" ? new XDocumentType("html", null, null, null) : null;
        var document = new XDocument(type, Readable(root));
        var text = new StringBuilder();
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Indent = true, IndentChars = "", NewLineChars = "\n" };
        using (XmlWriter writer = XmlWriter.Create(text, settings))
        {
            document.WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Puts a replacement character where XML allows none, as in a file name with control characters.</summary>
    private static XElement Readable(XElement root)
    {
        foreach (XText text in root.DescendantNodes().OfType<XText>())
        {
            text.Value = Readable(text.Value);
        }

        return root;
    }

    private static string Readable(string text) => string.Concat(text.EnumerateRunes().Select(
        rune => rune.Value < 0x20 && rune.Value is not ('\n' or '\t') || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()));
}
