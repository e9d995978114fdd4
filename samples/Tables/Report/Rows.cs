using System.Xml.Linq;
using static Samples.Html;

namespace TablesSample.Report;

/// <summary>A table of texts, whose rows begin with what they are about.</summary>
internal static class Rows
{
    public static XElement Table(string[] headers, IEnumerable<string[]> rows) => Element("div", Class("card scroll"), Element(
        "table",
        Class("rows"),
        Element("thead", Element("tr", headers.Select(header => Element("th", Attribute("scope", "col"), header)))),
        Element("tbody", rows.Select(row => Element(
            "tr",
            Element("th", Attribute("scope", "row"), row[0]),
            row[1..].Select(value => Element("td", value)))))));
}
