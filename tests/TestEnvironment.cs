using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Tests;

/// <summary>Lets the tests run again as on other machines: in another culture or without some vector instructions.</summary>
/// <remarks>
/// <c>UNROLLED_TEST_CULTURE=sv-SE</c> makes that the culture of every thread. The runtime itself knows <c>DOTNET_EnableAVX512=0</c>,
/// <c>DOTNET_EnableAVX2=0</c> and <c>DOTNET_EnableHWIntrinsic=0</c>. The tests here fail when a setting has no effect.
/// </remarks>
public class TestEnvironment
{
    private static string? CultureName => Environment.GetEnvironmentVariable("UNROLLED_TEST_CULTURE");

    [ModuleInitializer]
    internal static void SetCulture()
    {
        if (!string.IsNullOrEmpty(CultureName))
        {
            CultureInfo culture = Culture(CultureName);
            CultureInfo.DefaultThreadCurrentCulture = culture;
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task The_culture_is_the_one_asked_for()
    {
        if (string.IsNullOrEmpty(CultureName))
        {
            Assert.Null(CultureInfo.DefaultThreadCurrentCulture);
            return;
        }

        string expected = 1.5.ToString(Culture(CultureName));
        Assert.NotEqual("1.5", expected);
        Assert.Equal(expected, 1.5.ToString());
        Assert.Equal(expected, await Task.Run(() => 1.5.ToString()));
    }

    [Fact]
    public void Instructions_that_are_switched_off_are_not_used()
    {
        Assert.False(IsOff("DOTNET_EnableAVX512") && Vector512.IsHardwareAccelerated);
        Assert.False(IsOff("DOTNET_EnableAVX2") && Vector256.IsHardwareAccelerated);
        Assert.False(IsOff("DOTNET_EnableHWIntrinsic") && Vector128.IsHardwareAccelerated);

        static bool IsOff(string setting) => Environment.GetEnvironmentVariable(setting) == "0";
    }

    private static CultureInfo Culture(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            // In globalization-invariant mode there are no cultures but the invariant one; a comma is all that is wanted.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            return culture;
        }
    }
}
