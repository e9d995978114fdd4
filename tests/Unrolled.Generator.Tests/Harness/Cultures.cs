using System.Globalization;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>Cultures that write numbers otherwise, or know other small letters, another order of letters, another calendar.</summary>
internal static class Cultures
{
    /// <summary>Commas for points, U+2212 for minus, marks of direction before it, "ı" for the small I, Thai and Persian years.</summary>
    public static TheoryData<string> Names => ["de-DE", "sv-SE", "fa-IR", "ar-SA", "tr-TR", "th-TH", "hi-IN", "fr-FR", "pl-PL", "da-DK"];

    /// <summary>Does something in a culture, on every thread that it comes to.</summary>
    public static async Task<T> In<T>(string culture, Func<Task<T>> work)
    {
        (CultureInfo before, CultureInfo beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return await work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
