using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>
/// Compares generated files with the ones kept in Snapshots, in the file conventions of the Verify library, so that its package can
/// take this file's place. To accept what the generator writes now, run the tests with UNROLLED_ACCEPT_SNAPSHOTS=1 and commit the
/// changed .verified.cs files after reading them.
/// </summary>
internal static partial class Snapshot
{
    private static readonly bool Accept = Environment.GetEnvironmentVariable("UNROLLED_ACCEPT_SNAPSHOTS") == "1";

    public static void Verify(GeneratorRun run, string testClass, [CallerMemberName] string test = "") => Verify(run, Path.Combine(Repository.Root, "tests", "Unrolled.Generator.Tests", "Snapshots"), Accept, testClass, test);

    public static void Verify(GeneratorRun run, string folder, bool accept, string testClass, string test)
    {
        Directory.CreateDirectory(folder);
        var differences = new List<string>();
        var current = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string hintName, string text) in run.Files)
        {
            string stem = Path.Combine(folder, $"{testClass}.{test}#{Path.GetFileNameWithoutExtension(hintName)}");
            current.Add(stem + ".verified.cs");
            string actual = $"//HintName: {hintName}\n{Version().Replace(text, "${1}1.0.0.0${2}")}";
            string? expected = File.Exists(stem + ".verified.cs") ? File.ReadAllText(stem + ".verified.cs").ReplaceLineEndings("\n") : null;
            if (expected != actual)
            {
                File.WriteAllText($"{stem}.{(accept ? "verified" : "received")}.cs", actual);
                differences.Add($"{stem}.verified.cs: {(expected is null ? "there is no such file" : FirstDifference(expected, actual))}");
            }
            else
            {
                File.Delete(stem + ".received.cs");
            }
        }

        foreach (string stale in Directory.GetFiles(folder, $"{testClass}.{test}#*.verified.cs").Where(path => !current.Contains(path)))
        {
            differences.Add($"{stale}: this file is no longer generated");
            if (accept)
            {
                File.Delete(stale);
            }
        }

        Assert.True(accept || differences.Count == 0, string.Join("\n", differences) + "\nIf the .received.cs files are right, run again with UNROLLED_ACCEPT_SNAPSHOTS=1.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] before = expected.Split('\n');
        string[] after = actual.Split('\n');
        int line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
        {
            line++;
        }

        return $"line {line + 1}\n  was: {before.ElementAtOrDefault(line) ?? "(end)"}\n  is:  {after.ElementAtOrDefault(line) ?? "(end)"}";
    }

    [GeneratedRegex("(GeneratedCode\\(\"Unrolled\\.Generator\", \")[^\"]*(\"\\))")]
    private static partial Regex Version();
}
