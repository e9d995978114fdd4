using System.Text.RegularExpressions;

namespace Unrolled.Tests.Functions;

/// <summary>What is known of an activation or a loss stands in one row, and in no other place than CONTRIBUTING.md says.</summary>
public sealed class RowTests
{
    [Fact]
    public void Rows_stand_in_the_order_of_the_members()
    {
        Assert.Equal(Enum.GetValues<Activation>(), ActivationRow.All.Select(row => row.Activation));
        Assert.Equal(Enum.GetValues<Loss>(), LossRow.All.Select(row => row.Loss));
    }

    [Theory]
    [InlineData("an activation", nameof(Activation.Mish), "Function")]
    [InlineData("a loss", nameof(Loss.Huber), "Function")]
    public void A_new_one_takes_the_files_that_the_table_names(string what, string name, string suffix)
    {
        Assert.SkipWhen(Repository.Folder is null, "Runs inside the source tree only.");
        string row = Repository.Read("CONTRIBUTING.md").Split('\n').Single(line => line.StartsWith($"| {what} |", StringComparison.Ordinal));
        IEnumerable<string> named = Regex.Matches(row, "`([^`]+)`").Select(match => match.Groups[1].Value);
        string[] expected = [.. named.Select(path => path.EndsWith('/') ? $"{path}{name}{suffix}.cs" : path).Order(StringComparer.Ordinal)];

        var word = new Regex($@"\b{name}({suffix})?\b");
        IEnumerable<string> files = new[] { "generator", "runtime" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Folder, room), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Folder, file).Replace('\\', '/'))
            .Where(file => !Regex.IsMatch(file, "/(bin|obj)/") && Path.GetExtension(file) is ".cs" or ".txt" or ".md")
            .Where(file => word.IsMatch(Repository.Read(file)));
        Assert.Equal(expected, files.Order(StringComparer.Ordinal));
    }
}
