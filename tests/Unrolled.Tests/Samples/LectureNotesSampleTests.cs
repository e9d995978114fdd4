using System.Xml.Linq;
using LectureNotes;
using LectureNotes.Lessons;

namespace Unrolled.Tests;

/// <summary>The systems of the lecture notes as the sample runs them, on data that is everywhere.</summary>
public sealed class LectureNotesSampleTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gates", 13)]
    [InlineData("perceptron", 21)]
    [InlineData("likelihood", 2)]
    [InlineData("line", 4)]
    public void The_figures_of_a_lesson_hold(string lesson, int figures) => AssertHolds(lesson, figures);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("exam", 14)]
    [InlineData("boundaries", 6)]
    [InlineData("adder", 5)]
    public void The_figures_of_a_longer_lesson_hold(string lesson, int figures) => AssertHolds(lesson, figures);

    [Fact]
    public void The_learning_rule_is_traced_as_in_the_notes()
    {
        Run("perceptron");

        const string first = """
            step  point  (w1, w2)    b
               1  M1     (3, 3)      1
               2  M3     (2, 2)      0
               3  M3     (1, 1)     -1
               4  M3     (0, 0)     -2
               5  M1     (3, 3)     -1
               6  M3     (2, 2)     -2
               7  M3     (1, 1)     -3
            f(x) = sign(1 x1 + 1 x2 - 3)
            """;
        const string second = """
               4  M3     (0, 0)     -2
               5  M2     (4, 3)     -1
               6  M3     (3, 2)     -2
               7  M3     (2, 1)     -3
               8  M3     (1, 0)     -4
               9  M1     (4, 3)     -3
              10  M3     (3, 2)     -4
              11  M3     (2, 1)     -5
            """;
        string output = _output.ToString().ReplaceLineEndings("\n");
        Assert.Contains(first.ReplaceLineEndings("\n"), output);
        Assert.Contains(second.ReplaceLineEndings("\n"), output);
        Assert.Contains("XOR is not linearly separable: stopped at the limit of 1000 steps", output);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_notes_own_exam_scores_are_read_from_the_data_folder()
    {
        string scores = Path.Combine(_folder, "exam-scores");
        Directory.CreateDirectory(scores);
        Dataset cohort = ExamScores.Cohort(seed: 5);
        IEnumerable<string> students = Enumerable.Range(0, cohort.Count).Select(row => FormattableString.Invariant(
            $"{cohort.Floats(row)[0]},{cohort.Floats(row)[1]},{cohort.Label(row)}"));
        File.WriteAllLines(Path.Combine(scores, "exam-scores.csv"), students.Prepend("exam1,exam2,admitted"));

        Assert.Equal(0, Run("exam", "--data", _folder));
        Assert.DoesNotContain("made-up", _output.ToString());
    }

    [Theory]
    [InlineData("1,2")]
    [InlineData("1,2,2")]
    [InlineData("1,x,0")]
    [InlineData("1,NaN,0")]
    [InlineData("1,2,3,0")]
    public void Scores_that_make_no_sense_are_refused_by_their_line(string line) => Assert.StartsWith(
        "Line 3 of ", Assert.Throws<InvalidDataException>(() => ExamScores.Parse(["exam1,exam2,admitted", "1,2,0", line])).Message);

    [Fact]
    public void Newtons_method_finds_where_the_likelihood_is_flat()
    {
        Dataset data = Standardizer.Fit(ExamScores.Cohort(3)).Apply(ExamScores.Cohort(3));

        double[] w = NewtonsMethod.Logistic(data);

        double[] slope = new double[3];
        for (int row = 0; row < data.Count; row++)
        {
            (double x1, double x2) = (data.Floats(row)[0], data.Floats(row)[1]);
            double error = (1 / (1 + Math.Exp(-((w[0] * x1) + (w[1] * x2) + w[2])))) - data.Label(row);
            slope[0] += error * x1;
            slope[1] += error * x2;
            slope[2] += error;
        }

        Assert.All(slope, value => Assert.Equal(0, value, 1e-9));
    }

    [Fact]
    public void A_boundary_is_drawn_as_well_formed_SVG_in_both_colours()
    {
        XElement svg = XElement.Parse(BoundaryPicture.Draw(new XorNetwork(1), Shapes.Xor, "XOR"));

        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(4, svg.Descendants().Count(element => element.Name.LocalName == "circle"));
        Assert.InRange(svg.Descendants().Count(element => element.Name.LocalName == "rect"), 111, 1 + (110 * 110));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Digits_are_learnt_in_batches_of_every_size_and_online()
    {
        var room = new Classroom(new Settings([], IsBrief: true, null, _folder), NewScreen(), CancellationToken.None);

        Assert.All(BatchSizes.Teach(DigitData.Drawn(3_000, 500), room), figure => Assert.True(figure.Holds, figure.ToString()));
    }

    [Fact]
    public void Larger_images_need_the_parameters_that_the_homework_asks_for()
    {
        NetworkSummary summary = NetworkSummary.Of<LargeImages>();

        Assert.Equal(1_966_420, summary.ParameterCount);
        Assert.Equal(7_865_680, summary.Layers.Sum(layer => layer.Bytes));
        Assert.Equal(23_860, NetworkSummary.Of<Digits30>().ParameterCount);
    }

    [Theory]
    [InlineData(true, 0, "ok")]
    [InlineData(false, 1, "WRONG")]
    public void The_exit_code_says_whether_every_figure_holds(bool holds, int exitCode, string verdict)
    {
        var lesson = new Lesson("test", "", _ => [Figure.AtLeast("sure", 0.5, 0.6), new Figure("unsure", "1", "2", holds)]);

        Assert.Equal(exitCode, Program.Teach(new Settings([lesson], true, null, _folder), NewScreen(), CancellationToken.None));

        string[] lines = Lines(_output);
        Assert.Equal(3, lines.Length);
        Assert.Matches($"^test +unsure +expected 1 +got 2 +{verdict}$", lines[1]);
        Assert.StartsWith($"{(holds ? 2 : 1)} of 2 figures hold", lines[2]);
    }

    [Fact]
    public void Figures_compare_what_they_say()
    {
        Assert.True(Figure.Near("", 1, 1.1, 0.2).Holds);
        Assert.False(Figure.Near("", 1, 1.3, 0.2).Holds);
        Assert.False(Figure.Near("", 1, double.NaN, 0.2).Holds);
        Assert.False(Figure.AtLeast("", 0.5, 0.4).Holds);
        Assert.False(Figure.Between("", 0.1, 0.5, 0.6).Holds);
        Assert.False(Figure.Between("", 0.1, 0.5, 0).Holds);
        Assert.True(Figure.Between("", 0.1, 0.5, 0.1).Holds);
        Assert.False(Figure.Below("", 1, 1).Holds);
        Assert.False(Figure.Above("", 1, 1).Holds);
        Assert.False(Figure.Exactly("", 1, 2).Holds);
        Assert.Equal("1.50%", Figure.AtLeast("", 0, 0.015).Got);
    }

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("gates --wide", "--wide")]
    [InlineData("gates --data", "--data")]
    public void A_wrong_command_line_is_exit_code_2_and_says_what_is_wrong(string commandLine, string message)
    {
        Assert.Equal(2, Run(commandLine.Split(' ')));

        Assert.Contains(message, _errors.ToString());
        Assert.All(Lines(_errors), line => Assert.StartsWith("error: ", line));
    }

    [Fact]
    public void Help_lists_the_lessons()
    {
        Assert.Equal(0, Run("--help"));

        string help = _output.ToString();
        Assert.All(
            ["gates", "perceptron", "likelihood", "line", "exam", "boundaries", "adder", "mnist", "all", "--data"],
            word => Assert.Contains(word, help));
    }

    [Fact]
    public void A_data_folder_that_is_not_there_is_exit_code_1_and_one_line()
    {
        string missing = Path.Combine(_folder, "missing");

        Assert.Equal(1, Run("gates", "--data", missing));

        Assert.Contains(missing, Assert.Single(Lines(_errors)));
    }

    [Fact]
    public void Cancelled_it_says_so_with_exit_code_130()
    {
        Assert.Equal(130, Program.Run(["line"], NewScreen(), new CancellationToken(canceled: true)));

        Assert.Single(Lines(_errors));
    }

    private void AssertHolds(string lesson, int figures)
    {
        int exitCode = Run(lesson, "--pictures", _folder);

        Assert.True(exitCode == 0, _output.ToString() + _errors);
        Assert.StartsWith($"{figures} of {figures} figures hold", Lines(_output)[^1]);
    }

    private int Run(params string[] args) => Program.Run(args, NewScreen(), CancellationToken.None);

    private Screen NewScreen() => new(_output, _errors);

    private static string[] Lines(StringWriter writer) =>
        writer.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
