using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MnistSample;
using MnistSample.Report;
using Samples.Charts;

namespace Unrolled.Tests;

public sealed partial class MnistReportTests : IDisposable
{
    private static readonly XNamespace s_html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly TemporaryFolder _folder = new();

    public MnistReportTests() => DrawnMnist.Write(_folder.Path, trainingCount: 100, testCount: 100);

    private string Target => Path.Combine(_folder.Path, "report.html");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("digits")]
    [InlineData("relu")]
    public void The_page_is_HTML_and_XML_and_refers_to_nothing_outside(string network)
    {
        XElement page = Report("--network", network);
        string text = File.ReadAllText(Target);

        Assert.StartsWith("<!DOCTYPE html", text);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain("//", HarmlessText().Replace(text, ""));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "iframe" or "base");
        Assert.DoesNotContain("url(", text);
        Assert.DoesNotContain("@import", text);
        Assert.All(page.Descendants().Attributes("src"), source => Assert.StartsWith("data:image/png;base64,", source.Value));

        // HTML knows no <td/>; and a style is not decoded there.
        Assert.All(
            page.Descendants().Where(element => element.IsEmpty && element.Name.Namespace == s_html),
            element => Assert.Contains(element.Name.LocalName, (string[])["meta", "img"]));
        Assert.DoesNotMatch("[<>&]", page.Descendants(s_html + "style").Single().Value);
    }

    [Fact]
    public void Everyone_can_read_it()
    {
        XElement page = Report();

        Assert.Equal("en", page.Attribute("lang")!.Value);
        Assert.All(page.Descendants(s_html + "img"), image => Assert.NotEmpty(image.Attribute("alt")!.Value));
        Assert.All(page.Descendants(s_svg + "svg"), curve => Assert.NotEmpty(curve.Attribute("aria-label")!.Value));
        Assert.All(page.Descendants(s_html + "th"), header => Assert.Contains(header.Attribute("scope")!.Value, (string[])["row", "col"]));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids, ids.Distinct());
        Assert.All(page.Descendants(s_html + "section"), section => Assert.Contains(section.Attribute("aria-labelledby")!.Value, ids));
        Assert.Contains("prefers-color-scheme: dark", page.Value);
    }

    [Fact]
    public void Its_numbers_are_those_of_the_run()
    {
        XElement page = Report("--epochs", "4", "--seed", "3");
        string[] lines = Lines(_output);

        Assert.Contains($"report in {Target}", lines);
        string accuracy = lines[^2]["test accuracy: ".Length..];
        Assert.Equal(accuracy, Figure(page, "Test accuracy"));
        Assert.Equal("23,860", Figure(page, "Parameters"));

        // The table of epochs against the lines on the screen.
        string[][] printed = [.. lines.Where(line => EpochLine().IsMatch(line)).Select(Words).Select(words => words[..4])];
        Assert.Equal(4, printed.Length);
        Assert.Equal(printed, Rows(page, "epochs").Select(row => row[..4]));

        // The matrix against the one on the screen, less recall and precision.
        string[][] matrix = [.. lines[^13..^2].Where(line => !line.Contains("actual", StringComparison.Ordinal)).Select(Words)];
        Assert.Equal(10, matrix.Length);
        Assert.Equal(matrix, Rows(page, "confusion").Select(row => row[..11]));

        long wrong = matrix.SelectMany((row, actual) => row[1..].Where((_, predicted) => predicted != actual)).Sum(long.Parse);
        Assert.Equal(wrong.ToString("N0", CultureInfo.InvariantCulture), Figure(page, "Mistakes"));
        Assert.Equal(Math.Min(36, wrong), page.Descendants(s_html + "img").Count(image => image.Attribute("class")!.Value == "ink"));
    }

    [Fact]
    public void The_curves_go_through_the_numbers()
    {
        XElement page = Report("--epochs", "5");
        string[][] table = Rows(page, "epochs");

        XElement[] curves = [.. page.Descendants(s_svg + "svg")];
        Assert.Equal(2, curves.Length);
        for (int curve = 0; curve < 2; curve++)
        {
            (double X, double Y)[] points = [.. curves[curve].Descendants(s_svg + "polyline").Single().Attribute("points")!.Value
                .Split(' ').Select(point => point.Split(',')).Select(pair => (Number(pair[0]), Number(pair[1])))];
            Assert.Equal(5, points.Length);

            // The marks of the value axis say which number a height stands for.
            (double Y, double Value)[] marks = [.. curves[curve].Elements(s_svg + "g")
                .Where(mark => mark.Element(s_svg + "line")!.Attribute("class")!.Value == "grid")
                .Select(mark => (
                    Number(mark.Element(s_svg + "line")!.Attribute("y1")!.Value),
                    Number(mark.Element(s_svg + "text")!.Value.TrimEnd('%'))))];
            Assert.InRange(marks.Length, 3, 12);
            double slope = (marks[^1].Value - marks[0].Value) / (marks[^1].Y - marks[0].Y);
            for (int epoch = 0; epoch < 5; epoch++)
            {
                double value = marks[0].Value + (slope * (points[epoch].Y - marks[0].Y));
                Assert.Equal(Number(table[epoch][1 + curve].TrimEnd('%')), value, Math.Abs(slope) * 0.2);
                Assert.Equal(points[0].X + (epoch * (points[4].X - points[0].X) / 4), points[epoch].X, 0.1);
            }
        }
    }

    [Fact]
    public void The_images_are_the_mistakes_and_the_weights()
    {
        string file = Path.Combine(_folder.Path, "saved.safetensors");
        XElement page = Report("--network", "relu", "--save", file);
        var network = new ReluNetwork();
        network.Load(file);
        Dataset test = Mnist.Load(_folder.Path).Test;

        XElement[] tiles = [.. page.Descendants(s_html + "ul").Single(list => list.Attribute("class")!.Value == "tiles").Elements()];
        Assert.NotEmpty(tiles);
        double before = double.PositiveInfinity;
        foreach (XElement tile in tiles)
        {
            Match title = TileTitle().Match(tile.Attribute("title")!.Value);
            int row = int.Parse(title.Groups[1].Value, CultureInfo.InvariantCulture);
            float[] input = new float[784];
            float[] output = new float[10];
            test.GatherInputs(row, 1, input);
            network.Forward(input, output);
            int predicted = network.Predict(input);
            int label = test.Label(row);
            Assert.NotEqual(label, predicted);
            Assert.Equal([$"{label}", $"{predicted}"], [title.Groups[2].Value, title.Groups[3].Value]);
            Assert.Equal(output[predicted], Number(title.Groups[4].Value), 1e-3);
            Assert.InRange(output[predicted] - output[label], 0, before + 1e-4);
            before = output[predicted] - output[label];

            (int width, byte[] rgba) = PngReader.Read(tile.Element(s_html + "img")!.Attribute("src")!.Value);
            Assert.Equal(28, width);
            Assert.Equal(test.Bytes(row).ToArray(), rgba.Chunk(4).Select(pixel => pixel[3]));
        }

        // Unit 7: opacity is size, blue is positive.
        float[] parameters = new float[ReluNetwork.ParameterCount];
        network.GetParameters(parameters);
        float[] weights = parameters[(7 * 784)..(8 * 784)];
        XElement unit = page.Descendants(s_html + "img").Where(image => image.Attribute("class")!.Value == "weights").ElementAt(7);
        byte[][] pixels = [.. PngReader.Read(unit.Attribute("src")!.Value).Rgba.Chunk(4)];
        float largest = weights.Max(Math.Abs);
        Assert.All(weights, (weight, i) =>
        {
            Assert.Equal(255 * Math.Abs(weight) / largest, pixels[i][3], 0.51);
            Assert.True(pixels[i][3] == 0 || pixels[i][2] > pixels[i][0] == weight > 0);
        });
    }

    [Fact]
    public void Without_training_there_are_no_curves()
    {
        string file = Path.Combine(_folder.Path, "saved.safetensors");
        Assert.Equal(0, Run("--epochs", "1", "--save", file));

        XElement page = Report("--load", file);

        Assert.Empty(page.Descendants(s_svg + "svg"));
        Assert.Contains("has not trained", page.Value);
        Assert.Contains(file, page.Value);
    }

    [Fact]
    public void The_learning_rate_is_given_for_every_epoch()
    {
        // One step an epoch: the first ends the warm-up, then (1 + cos(pi t)) / 2 of the rate at t = 1/5 and 3/5.
        XElement changing = Report("--network", "best", "--epochs", "3", "--batch", "full");
        Assert.Equal(["0.001", "0.000905", "0.000345"], Rows(changing, "epochs").Select(row => row[4]));
        Assert.Equal("0.001, on a schedule: see the numbers of every epoch", Figure(changing, "Learning rate"));

        XElement constant = Report("--network", "relu", "--rate", "0.25");
        Assert.Equal(["0.25", "0.25"], Rows(constant, "epochs").Select(row => row[4]));
        Assert.Equal("0.25", Figure(constant, "Learning rate"));
    }

    [Fact]
    public void The_best_network_trains_for_a_single_epoch_too_and_says_how()
    {
        XElement page = Report("--network", "best", "--epochs", "1");

        string settings = page.Descendants(s_html + "dl").Last().Value;
        Assert.Contains("Optimizeradamw", settings);
        Assert.Contains("shift 1 px, rotation 10°, scale 0.15, shear 0.15, elastic with alpha 20 and sigma 4", settings);
        Assert.Equal("535,818", Figure(page, "Parameters"));
        Assert.Equal(100, page.Descendants(s_html + "img").Count(image => image.Attribute("class")!.Value == "weights"));
    }

    [Fact]
    public void Text_is_encoded()
    {
        const string nasty = "a</style><script>alert(1)</script>&amp;\"'\u0001\uD800.html";
        Settings settings = new(
            Model.All[0], Folder: null, Options: null, Load: nasty, Save: null, Checkpoints: null, Report: null);
        Dataset data = SyntheticDigits.Create(10, seed: 1);
        var matrix = new ConfusionMatrix(10);
        matrix.Add(1, 1);

        XElement page = Parse(ReportPage.Create(settings, new Digits("<b>Digits</b>", data, data), new Outcome([], matrix, [], [], Fingerprint: "")));

        Assert.Empty(page.Descendants(s_html + "script"));
        Assert.Contains("a</style><script>alert(1)</script>&amp;\"'\uFFFD\uFFFD.html", page.Value);
        Assert.StartsWith("<b>Digits</b>", page.Descendants(s_html + "h1").Single().Value);
        Assert.Contains("There are none", page.Value);
    }

    [Fact]
    public void An_old_page_is_replaced_and_stays_when_the_run_fails()
    {
        File.WriteAllText(Target, "old");
        Assert.Equal(1, Run("--report", Target, "--network", "relu", "--rate", "1e30"));
        Assert.Equal("old", File.ReadAllText(Target));

        int cancelled = Program.Run(
            ["--data", _folder.Path, "--report", Target], new Screen(_output, _errors, live: false), new CancellationToken(canceled: true));
        Assert.Equal(130, cancelled);
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.DoesNotContain(_folder.Names, name => name.EndsWith(".tmp", StringComparison.Ordinal));

        Report();
        Assert.DoesNotContain(_folder.Names, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_fails_leaves_no_page()
    {
        string[] before = _folder.Names;

        Assert.Equal(1, Run("--report", Target, "--network", "relu", "--rate", "1e30"));

        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public void A_folder_one_cannot_write_to_is_exit_code_1_before_any_training()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder that not even root can write to.");

        Assert.Equal(1, Run("--report", "/proc/report.html"));

        Assert.Contains("/proc/report.html", Assert.Single(Lines(_errors)));
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData(0, 0.0734, 1e-6, "0.00 0.02 0.04 0.06 0.08")]
    [InlineData(93.35, 95.97, 0.1, "93 94 95 96")]
    [InlineData(98.2, 98.2, 0.1, "98.2 98.3")]
    [InlineData(0, 3.2e-4, 1e-6, "0.0000 0.0001 0.0002 0.0003 0.0004")]
    [InlineData(0, 2.2, 1e-6, "0.0 0.5 1.0 1.5 2.0 2.5")]
    [InlineData(10, 100, 0.1, "0 20 40 60 80 100")]
    public void Marks_are_round_numbers_around_the_values(double low, double high, double leastStep, string marks)
    {
        var axis = new Axis(low, high, leastStep, steps: 5, rounded: true);

        Assert.Equal(marks, string.Join(' ', axis.Marks.Select(axis.Label)));
        Assert.Equal(0, axis.Place(axis.Low));
        Assert.Equal(1, axis.Place(axis.High));
        Assert.True(axis.Low <= low && high <= axis.High);
    }

    private static XElement Parse(string page) => XDocument.Parse(page).Root!;

    private static string Figure(XElement page, string name) => page.Descendants(s_html + "dt")
        .Single(term => term.Value == name).ElementsAfterSelf().First().Value;

    private static string[][] Rows(XElement page, string table) => [.. page.Descendants(s_html + "table")
        .Single(element => element.Attribute("class")!.Value == table)
        .Element(s_html + "tbody")!.Elements().Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Lines(StringWriter writer) =>
        writer.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private int Run(params string[] args) =>
        Program.Run(["--data", _folder.Path, .. args], new Screen(_output, _errors, live: false), CancellationToken.None);

    private XElement Report(params string[] args)
    {
        string[] epochs = args.Contains("--epochs") || args.Contains("--load") ? [] : ["--epochs", "2"];
        Assert.Equal(0, Run([.. args, .. epochs, "--report", Target]));
        return Parse(File.ReadAllText(Target));
    }

    [GeneratedRegex(@"^ +\d+ +\d\.\d{5} ")]
    private static partial Regex EpochLine();

    [GeneratedRegex(@"^Test sample (\d+) is a (\d), taken for a (\d) \(probability (\S+)\)$")]
    private static partial Regex TileTitle();

    [GeneratedRegex("base64,[^\"]+|xmlns=\"[^\"]+\"")]
    private static partial Regex HarmlessText();
}
