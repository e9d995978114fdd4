using System.Text.RegularExpressions;

namespace Unrolled.Tests;

/// <summary>No sentence says "1 outputs".</summary>
public partial class WordingTests
{
    // The number is more than 1 always, or what stands there is no number.
    private static readonly string[] s_plural =
    [
        "{Array.MaxLength} bytes of data",
        "{length} bytes",
        "{maxCount} whole numbers",
        "{maxCount} numbers",
        "each of the {rows} rows",
        "each of the {Wording.Grouped(count)} samples",
        "{TNetwork.ParameterCount} are needed",
        "fewer than {needed} weights",
        "{Side} pixels",
        "{string.Join(\" x \", dimensions)} elements",
        "does of labels, or {numbers} for numbers",
        "{plan.Shape.OutputSize} outputs",
        "{Wording.Grouped(bytes)} bytes, padding included",
        "{shape.Columns} columns",
        "{Names.Input} ",
        "{int.MaxValue} elements",
        "{AccumulatorNames.Parameters} parameters",
        "{Weight(plan, layer)} weights",
    ];

    [Theory]
    [InlineData(0, "0 units")]
    [InlineData(1, "1 unit")]
    [InlineData(2, "2 units")]
    [InlineData(-1, "-1 units")]
    [InlineData(1000, "1000 units")]
    public void A_noun_agrees_with_its_number(long value, string expected) => Assert.Equal(expected, Wording.Exact(value, "unit"));

    [Fact]
    public void Nouns_get_the_ending_that_they_need_and_large_numbers_commas()
    {
        Assert.Equal("2 classes", Wording.Exact(2, "class"));
        Assert.Equal("2 categories", Wording.Exact(2, "category"));
        Assert.Equal("2 epochs", Wording.Exact(2, "epoch"));
        Assert.Equal("2 mini-batches", Wording.Exact(2, "mini-batch"));
        Assert.Equal("1,234,567 bytes", Wording.Count(1_234_567, "byte"));
        Assert.Equal("1 byte", Wording.Count(1, "byte"));
        Assert.Equal(["are", "is", "are"], new[] { 0, 1, 2 }.Select(value => Wording.Are(value)));
    }

    [Fact]
    public void No_text_puts_a_number_before_a_plural_without_looking_at_it()
    {
        string[] folders = ["runtime", "generator"];
        List<string> found = [];
        foreach (string file in folders.SelectMany(Sources))
        {
            foreach (string line in File.ReadLines(file).Where(IsCounted))
            {
                if (!s_plural.Any(text => line.Contains(text, StringComparison.Ordinal)))
                {
                    found.Add($"{Path.GetFileName(file)}: {line.Trim()}");
                }
            }
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("throw new E($\"has {given} elements\");", true)]
    [InlineData("throw new E($\"There are {Count} samples.\");", true)]
    [InlineData("throw new E($\"{a.B} mini-batches of {c}\");", true)]
    [InlineData("throw new E($\"{a.B} hidden layers\");", true)]
    [InlineData("throw new E($\"{needed} are needed\");", true)]
    [InlineData("throw new E($\"{n} byte(s)\");", true)]
    [InlineData("throw new E($\"has {Wording.Exact(given, \"element\")} or more\");", false)]
    [InlineData("throw new E($\"{name} is a folder\");", false)]
    public void The_search_finds_what_it_looks_for(string line, bool isFound) => Assert.Equal(isFound, IsCounted(line));

    private static bool IsCounted(string line) => Counted().IsMatch(Worded().Replace(line, ""));

    private static IEnumerable<string> Sources(string folder)
    {
        Assert.SkipWhen(Repository.Folder is null, "The sources are not here.");
        return Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"));
    }

    [GeneratedRegex(@"\{(Wording\.)?(Exact|Count|Are)\([^{}]*\)\}")]
    private static partial Regex Worded();

    [GeneratedRegex(
        @"\$"".*\} (\w+ )?(\w+\(s\)|are\b|(inputs|outputs|targets|samples|rows|columns|classes|labels|elements|numbers|values"
        + @"|weights|parameters|units|layers|steps|epochs|batches|mini-batches|vectors|bytes|pixels|dimensions|folds|threads|tensors"
        + @"|files|networks|seconds|minutes|points|registers|statements)\b)")]
    private static partial Regex Counted();
}
