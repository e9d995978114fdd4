using System.Globalization;

namespace Unrolled.Benchmarks.Reporting;

/// <summary>Numbers for people, the same in every culture.</summary>
internal static class Format
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Bytes(double bytes) => bytes < 1 << 20 ? Text($"{bytes / 1024:0} KiB") : Text($"{bytes / (1 << 20):0.#} MiB");

    public static string Time(double seconds) =>
        seconds < 1e-6 ? Text($"{seconds * 1e9:0.0} ns")
        : seconds < 1e-3 ? Text($"{seconds * 1e6:0.00} us")
        : seconds < 1 ? Text($"{seconds * 1e3:0.00} ms")
        : Text($"{seconds:0.00} s");

    public static string Billions(double number, string unit) => Text($"{number / 1e9:0.0} {unit}");

    public static string Percent(double share) => Text($"{100 * share:0} %");

    public static string Text(FormattableString text) => text.ToString(Culture);
}
