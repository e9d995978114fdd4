using System.Globalization;

namespace Unrolled;

/// <summary>Checks of options, with one wording.</summary>
/// <param name="parameterName">What the caller's parameter that holds the options is called.</param>
internal readonly struct OptionChecks(string parameterName)
{
    private readonly string _parameterName = parameterName;

    public void AtLeastOne(int given, string name) => Require(given >= 1, name, given, "at least 1");

    public void Positive(float given, string name) =>
        Require(float.IsFinite(given) && given > 0, name, given, "a finite number above 0");

    public void NotNegative(double given, string name) =>
        Require(double.IsFinite(given) && given >= 0, name, given, "a finite number, 0 or above");

    public void NotNegative(float given, string name) =>
        Require(float.IsFinite(given) && given >= 0, name, given, "a finite number, 0 or above");

    public void Below(double given, double bound, string name, string what) =>
        Require(given < bound, name, given, string.Create(CultureInfo.InvariantCulture, $"below {bound}, {what}"));

    public void Known(Metric given, string name) => Require(Enum.IsDefined(given), name, (int)given, "a member of Metric");

    public void Given(object? given, string name)
    {
        if (given is null)
        {
            throw new ArgumentException($"{name} is null, but must be given.", _parameterName);
        }
    }

    private void Require(bool isValid, string name, IFormattable given, string needed)
    {
        if (!isValid)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{name} is {given}, but must be {needed}."), _parameterName);
        }
    }
}
