using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Unrolled.Fuzz.Tests;

/// <summary>How many cases there are, where they come from, and where their number is written.</summary>
/// <remarks>
/// <c>UNROLLED_FUZZ_CASES</c> is the number of cases of damaged bytes in all, 12,000 if it is not set and a million or more in a long run;
/// the other tests have more in proportion. <c>UNROLLED_FUZZ_SEED</c> makes them others. <c>UNROLLED_FUZZ_REPORT</c> names a file that a
/// line for each test is added to.
/// </remarks>
internal static class Fuzz
{
    private const int DefaultCases = 12_000;

    private static readonly Lock s_lock = new();

    public static int Seed { get; } = Number("UNROLLED_FUZZ_SEED", 1);

    private static int Cases { get; } = Number("UNROLLED_FUZZ_CASES", DefaultCases);

    /// <summary>As many as there are by default, or more in a longer run.</summary>
    public static int Scaled(int byDefault) => (int)((long)byDefault * Cases / DefaultCases);

    /// <summary>Checks a property of generated cases, and shrinks one that fails.</summary>
    public static void ForAll<T>(string what, int cases, Gen<T> generator, Action<T> property)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay((ulong)Seed, 1UL).WithEndSize(50);
        Prop.ForAll(generator.ToArbitrary(), property).Check(config);
        Report(what, cases);
    }

    /// <summary>Adds a line to the report, once all cases have passed: a test that fails says so itself.</summary>
    public static void Report(string what, int cases, string more = "")
    {
        if (Environment.GetEnvironmentVariable("UNROLLED_FUZZ_REPORT") is { Length: > 0 } path)
        {
            lock (s_lock)
            {
                File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{what,-34} {cases,9:N0} cases, 0 escapes{more}\n"));
            }
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : otherwise;
}
