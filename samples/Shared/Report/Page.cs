using System.Xml.Linq;
using static Samples.Html;

namespace Samples.Report;

/// <summary>A page about one run that needs nothing but itself: styles and images are part of it.</summary>
/// <param name="Kind">What it is, above the title.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Description">A line about it.</param>
/// <param name="Footer">Who has written it.</param>
internal sealed record Page(string Kind, string Title, string Description, string Footer)
{
    /// <summary>The page as text.</summary>
    /// <param name="sections">What is on it, from top to bottom; nulls are left out.</param>
    public string Create(params object?[] sections) => Write(Element(
        "html",
        Attribute("lang", "en"),
        Element(
            "head",
            Element("meta", Attribute("charset", "utf-8")),
            Meta("viewport", "width=device-width, initial-scale=1"),
            Meta("color-scheme", "light dark"),
            Element("title", Title),
            Element("style", Styles())),
        Element(
            "body",
            Element(
                "header",
                Element("p", Class("kind"), Kind),
                Element("h1", Title),
                Element("p", Description)),
            Element("main", sections),
            Element("footer", $"{Footer} This page loads nothing from anywhere."))));

    /// <summary>The most important numbers, in large letters.</summary>
    /// <param name="figures">Each a <see cref="Figure"/>; nulls are left out.</param>
    public static XElement Figures(params XElement?[] figures) => Element("dl", Class("figures"), figures);

    /// <summary>A number with its name and a remark.</summary>
    public static XElement Figure(string name, string value, string detail) => Element(
        "div", Class("card"), Element("dt", name), Element("dd", value), Element("dd", Class("detail"), detail));

    /// <summary>What was run, and where: names and values.</summary>
    public static XElement Settings(IEnumerable<(string Name, string Value)> entries)
    {
        IEnumerable<(string Name, string Value)> all = [.. entries, ("Runtime", Machine.Description)];
        return Section(
            "settings",
            "Settings",
            Element("dl", Class("card settings"), all.Select(entry => Element("div", Element("dt", entry.Name), Element("dd", entry.Value)))));
    }

    private static XElement Meta(string name, string content) =>
        Element("meta", Attribute("name", name), Attribute("content", content));

    private static string Styles()
    {
        using Stream stream = typeof(Page).Assembly.GetManifestResourceStream("report.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
