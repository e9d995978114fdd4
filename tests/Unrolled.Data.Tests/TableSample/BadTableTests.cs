using TablesSample;
using TablesSample.Made;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.TableSample;

/// <summary>Tables that the sample cannot use: exit code 1, a message, and nothing written.</summary>
public sealed class BadTableTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly TemporaryFolder _folder = new();

    private string Table => Path.Combine(_folder.Path, "table.csv");

    private string Model => Path.Combine(_folder.Path, "model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_or_column_that_is_not_there()
    {
        AssertRefused("no-such.csv", ["train", Path.Combine(_folder.Path, "no-such.csv"), "--target", "y"]);
        WriteRows(40, i => $"{i},{i % 2}");
        AssertRefused("needed a column 'z'", ["train", Table, "--target", "z"]);
        AssertRefused("needed a column 'z'", ["train", Table, "--target", "y", "--without", "z"]);
    }

    [Fact]
    public void Columns_that_say_nothing_are_left_out_and_said_so()
    {
        WriteRows(40, i => $"7,{i % 2}");
        AssertRefused("has no column to learn from: x: the same value in all rows.", ["train", Table, "--target", "y"]);
    }

    [Fact]
    public void Too_few_rows_in_all_or_of_a_class()
    {
        WriteRows(19, i => $"{i},{i % 2}");
        AssertRefused("has 19 rows; at least 20 are needed", ["train", Table, "--target", "y"]);
        WriteRows(40, i => $"{i},{(i < 4 ? "rare" : "common")}");
        AssertRefused(
            "column 'y': the class 'rare' has 4 rows; at least 5 are needed to train, to choose and to test.", ["train", Table, "--target", "y"]);
        WriteRows(40, i => $"{i},{(i < 1 ? "rare" : i < 20 ? "common" : "other")}");
        AssertRefused("the class 'rare' has 1 row; ", ["train", Table, "--target", "y"]);
        WriteRows(40, i => $"{i},only");
        AssertRefused("needed two at least", ["train", Table, "--target", "y"]);
    }

    [Fact]
    public void Answers_that_are_missing_or_no_numbers()
    {
        WriteRows(40, i => $"{i},{(i == 30 ? "" : i)}");
        AssertRefused("line 32, column 'y': found no value", ["train", Table, "--target", "y"]);
        WriteRows(40, i => $"{i},{(i == 30 ? "many" : i)}");
        AssertRefused("line 32, column 'y': found 'many'", ["train", Table, "--target", "y", "--as", "numbers"]);
    }

    [Fact]
    public void A_class_that_only_the_test_table_has()
    {
        string test = Path.Combine(_folder.Path, "test.csv");
        WriteRows(40, i => $"{i},{(i < 20 ? "a" : "b")}");
        File.WriteAllText(test, "x,y\n1,a\n2,c\n");

        AssertRefused("test.csv, line 3, column 'y': found 'c', needed one of 'a', 'b'", ["train", Table, "--target", "y", "--test", test]);
    }

    [Fact]
    public void More_inputs_or_classes_than_any_network_has()
    {
        string[] letters = [.. Enumerable.Range(0, 26).Select(i => $"{(char)('a' + i)}")];
        File.WriteAllText(
            Table,
            string.Join(',', Enumerable.Range(0, 300).Select(i => $"c{i}")) + ",y\n"
            + string.Concat(Enumerable.Range(0, 40).Select(row => string.Join(',', Enumerable.Range(0, 300).Select(i => $"{i * row % 11}")) + $",{row}\n")));
        AssertRefused("inputs, but the widest network of this program takes 256: leave columns out", ["train", Table, "--target", "y"]);
        WriteRows(200, i => $"{i},{letters[i % 26]}");
        AssertRefused("There are 26 classes, but this program has networks for at most 6", ["train", Table, "--target", "y"]);
    }

    [Fact]
    public void A_table_that_a_model_does_not_fit_leaves_the_old_answers()
    {
        string houses = new Houses().Write(_folder.Path, "houses.csv", 60, seed: 1);
        string passengers = new Passengers().Write(_folder.Path, "passengers.csv", 30, seed: 1);
        string answers = Path.Combine(_folder.Path, "answers.csv");
        File.WriteAllText(answers, "old");
        Assert.Equal(0, Run("train", houses, "--target", "price", "--save", Model, "--epochs", "1", "--folds", "2"));

        AssertRefused("needed also 'area'", ["predict", Model, passengers, "--output", answers]);
        string header = "area,rooms,built,distance,heating,garden\n";
        File.WriteAllText(Table, header + "100,3,1990,2.5,gas,yes\n100,many,1990,2.5,gas,yes\n");
        AssertRefused("table.csv, line 3, column 'rooms': found 'many'", ["predict", Model, Table, "--output", answers]);
        Assert.Equal("old", File.ReadAllText(answers));
    }

    [Fact]
    public void A_model_that_is_none_or_another_programs()
    {
        WriteRows(3, i => $"{i},{i}");
        AssertRefused("model.safetensors", ["predict", Model, Table]);
        File.WriteAllText(Model, "no network");
        AssertRefused("model.safetensors", ["predict", Model, Table]);
        var network = new Other(seed: 1);
        network.Save(Model);
        AssertRefused("found a network without preprocessing", ["predict", Model, Table]);
        new Pipeline<Other>(network, Preprocessing.Fit([Feature.Number("x")], [1, 2]).WithTargets(["y"])).Save(Model);
        AssertRefused("but this program has none such", ["predict", Model, Table]);
        new Pipeline<Sixteen>(new Sixteen(seed: 1), Preprocessing.Fit([Feature.Number("x")], [1, 2]).WithTargets(["y"]).Padded(16)).Save(Model);
        AssertRefused("model.safetensors", ["predict", Model, Table]);
    }

    private void AssertRefused(string message, string[] args)
    {
        _errors.GetStringBuilder().Clear();
        _output.GetStringBuilder().Clear();
        string model = Path.Combine(_folder.Path, "refused.safetensors");
        string report = Path.Combine(_folder.Path, "refused.html");

        Assert.Equal(1, Run(args[0] == "train" ? [.. args, "--save", model, "--report", report] : args));

        Assert.StartsWith("error: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, _errors.ToString(), StringComparison.Ordinal);
        Assert.Single(_errors.ToString().TrimEnd('\n').Split('\n'));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*refused*"));
    }

    private int Run(params string[] args) => Program.Run(args, new Screen(_output, _errors, live: false), CancellationToken.None);

    private void WriteRows(int count, Func<int, string> row) =>
        File.WriteAllText(Table, "x,y\n" + string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n")));
}

[Network(1, 1, Output = Activation.Identity)]
internal sealed partial class Other;

[Network(16, 5, 1, Output = Activation.Identity)]
internal sealed partial class Sixteen;
