using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TablesSample;
using TablesSample.Made;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.TableSample;

/// <summary>The sample for tables from its command line on, in this process and in another.</summary>
public sealed partial class TablesSampleTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly TemporaryFolder _folder = new();

    private string Model => InFolder("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_number_is_learnt_to_the_R2_that_the_documentation_states()
    {
        string houses = new Houses().Write(_folder.Path, "houses.csv", MadeTable.Rows, seed: 1);

        Assert.Equal(0, Run("train", houses, "--target", "price", "--save", Model));

        string[] lines = Lines();
        Assert.Equal("", _errors.ToString());
        Assert.Contains("target    price, a number", lines);
        Assert.Contains("rows      960 to train on, 240 to test with", lines);
        Assert.Contains($"saved to  {Model}", lines);
        Match result = NumberLine().Match(lines[^1]);
        Assert.True(result.Success, lines[^1]);
        Assert.InRange(double.Parse(result.Groups[1].Value, CultureInfo.InvariantCulture), 0.9, 1);
    }

    [Fact]
    public void Classes_are_learnt_to_the_accuracy_that_the_documentation_states()
    {
        string passengers = new Passengers().Write(_folder.Path, "passengers.csv", MadeTable.Rows, seed: 1);

        Assert.Equal(0, Run("train", passengers, "--target", "survived"));

        string[] lines = Lines();
        Assert.Contains("target    survived, a class of no, yes", lines);
        Assert.Contains("left out  ticket: texts that hardly ever are the same", lines);
        Match result = ClassLine().Match(lines[^1]);
        Assert.True(result.Success, lines[^1]);
        Assert.InRange(double.Parse(result.Groups[1].Value, CultureInfo.InvariantCulture), 78, 100);
        Assert.InRange(double.Parse(result.Groups[2].Value, CultureInfo.InvariantCulture), 0.8, 1);
    }

    [Fact]
    public void Another_process_answers_raw_rows_with_the_same_bits()
    {
        string passengers = new Passengers().Write(_folder.Path, "passengers.csv", 300, seed: 1);
        string others = new Passengers().Write(_folder.Path, "others.csv", 50, seed: 2);
        Assert.Equal(0, Run("train", passengers, "--target", "survived", "--save", Model, "--epochs", "5", "--folds", "2"));
        TrainedModel model = Topologies.Load(Model);
        float[] rows = Table.FromCsv(others).ToRows(model.Preprocessing);
        int features = model.Preprocessing.Features.Count;

        (int exitCode, string output, string errors) = Tool.Run(
            "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Tables.dll"), "predict", Model, others);

        Assert.Equal((0, ""), (exitCode, errors));
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal("survived,probability of no,probability of yes", lines[0]);
        Assert.Equal(50, lines.Length - 1);
        for (int row = 0; row < 50; row++)
        {
            Answer answer = model.Predict(rows.AsSpan(row * features, features));
            string[] values = lines[row + 1].Split(',');
            Assert.Equal(answer.ClassName, values[0]);
            Assert.Equal(answer.Values.ToArray(), values[1..].Select(value => float.Parse(value, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void A_table_of_its_own_can_be_tested_with_and_columns_left_out()
    {
        string houses = new Houses().Write(_folder.Path, "houses.csv", 100, seed: 1);
        string test = new Houses().Write(_folder.Path, "test.csv", 30, seed: 2);

        Assert.Equal(0, Run("train", houses, "--target", "price", "--test", test, "--without", "heating", "garden", "--epochs", "2", "--folds", "2"));

        Assert.Contains("rows      100 to train on, 30 to test with", Lines());
        Assert.Contains(Lines(), line => line.StartsWith($"table     {houses}: 5 columns: area", StringComparison.Ordinal));
    }

    [Fact]
    public void A_seed_decides_the_model()
    {
        string houses = new Houses().Write(_folder.Path, "houses.csv", 60, seed: 1);

        byte[] first = Train("1");
        Assert.Equal(first, Train("1"));
        Assert.NotEqual(first, Train("2"));

        byte[] Train(string seed)
        {
            Assert.Equal(0, Run("train", houses, "--target", "price", "--save", Model, "--epochs", "2", "--folds", "2", "--seed", seed));
            return File.ReadAllBytes(Model);
        }
    }

    [Fact]
    public void Three_classes_are_told_apart_and_answered_with_quotes_where_they_are_needed()
    {
        string[] names = ["a, b", "c \"d\"", "e"];
        string rows = string.Concat(Enumerable.Range(0, 90).Select(
            i => $"{(i % 3) + (i % 7 / 20.0):R},\"{names[i % 3].Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
        string table = Write("classes.csv", "x,kind\n" + rows);
        string answers = InFolder("answers.csv");
        Assert.Equal(0, Run("train", table, "--target", "kind", "--save", Model));

        Assert.Equal(0, Run("predict", Model, table, "--output", answers));

        Assert.Contains(Lines(), line => line.StartsWith(
            "test accuracy: 100.0 %, the commonest class alone 33.3 %; ROC AUC 1.0000, Brier score ", StringComparison.Ordinal));
        Assert.StartsWith("kind,\"probability of a, b\",\"probability of c \"\"d\"\"\",probability of e\n\"a, b\",", File.ReadAllText(answers), StringComparison.Ordinal);
        Table read = Table.FromCsv(answers);
        Assert.Equal(Enumerable.Range(0, 90).Select(i => names[i % 3]), Enumerable.Range(0, 90).Select(read["kind"].Text));
    }

    [Theory]
    [InlineData("houses", "price")]
    [InlineData("passengers", "survived")]
    public void The_report_is_HTML_and_XML_and_refers_to_nothing_outside(string name, string target)
    {
        string table = MadeTable.All.Single(made => made.Name == name).Write(_folder.Path, "table.csv", 200, seed: 1);
        string report = InFolder("report.html");

        Assert.Equal(0, Run("train", table, "--target", target, "--report", report, "--epochs", "3", "--folds", "2"));

        string text = File.ReadAllText(report);
        Assert.StartsWith("<!DOCTYPE html", text, StringComparison.Ordinal);
        Assert.DoesNotContain("//", text.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        XElement page = XDocument.Parse(text).Root!;
        string[] headings = [.. page.Descendants().Where(element => element.Name.LocalName == "h2").Select(element => element.Value)];
        Assert.Equal(
            target == "price"
                ? ["Which network", "What was said, and what was so", "Columns", "Settings"]
                : ["Which network", "Confusion matrix", "Figures of each class", "Are probabilities what they say?", "Columns", "Settings"],
            headings);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids, ids.Distinct());
        Assert.Contains($"report in {report}", Lines());
        XElement chart = page.Descendants().Last(element => element.Name.LocalName == "svg");
        Assert.InRange(chart.Elements().Count(element => element.Name.LocalName == "circle"), target == "price" ? 40 : 3, target == "price" ? 40 : 10);
    }

    [Fact]
    public void Without_a_command_it_learns_from_tables_of_its_own_and_answers()
    {
        (int exitCode, string output, string errors) = Tool.Run(new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Tables.dll")])
        { WorkingDirectory = _folder.Path });

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("test R2: ", output, StringComparison.Ordinal);
        Assert.Contains("test accuracy: ", output, StringComparison.Ordinal);
        Assert.Matches(@"\nprice\n\d+(\.\d+)?\n\d+(\.\d+)?\n\d+(\.\d+)?\n", output);
        Assert.Matches(@"\nsurvived,probability of no,probability of yes\n((no|yes),[^,\n]+,[^,\n]+\n){3}", output);
        foreach (string file in (string[])["houses.csv", "houses.safetensors", "houses.html", "passengers.csv", "passengers.safetensors", "passengers.html"])
        {
            Assert.True(File.Exists(Path.Combine(_folder.Path, Program.MadeFolder, file)), file);
        }
    }

    [Fact]
    public void Interrupted_it_stops_and_saves_nothing()
    {
        string houses = new Houses().Write(_folder.Path, "houses.csv", 60, seed: 1);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Equal(130, Program.Run(
            ["train", houses, "--target", "price", "--save", Model, "--report", InFolder("r.html")], NewScreen(), source.Token));

        Assert.Equal("stopped, nothing saved\n", _errors.ToString());
        Assert.Equal(["houses.csv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    private int Run(params string[] args) => Program.Run(args, NewScreen(), CancellationToken.None);

    private Screen NewScreen() => new(_output, _errors, live: false);

    private string[] Lines() => _output.ToString().TrimEnd('\n').Split('\n');

    private string InFolder(string name) => Path.Combine(_folder.Path, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(InFolder(name), text);
        return InFolder(name);
    }

    [GeneratedRegex(@"^test R2: ([\d.]+); RMSE [\d.E+]+, the mean alone [\d.E+]+$")]
    private static partial Regex NumberLine();

    [GeneratedRegex(@"^test accuracy: ([\d.]+) %, the commonest class alone [\d.]+ %; ROC AUC ([\d.]+), Brier score [\d.]+$")]
    private static partial Regex ClassLine();
}
