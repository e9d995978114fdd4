using Unrolled.Tests;

namespace Unrolled.Data.Tests.Transforms;

public sealed class PipelineTests
{
    private static readonly Preprocessing s_classes = Table.Fitted.WithClasses(Table.Classes);
    private static readonly TargetScaling s_scaling = new([240_000, 3], [90_000, 2]);

    [Fact]
    public void Softmax_outputs_are_probabilities_of_the_classes()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), s_classes);
        float[] inputs = new float[30], expected = new float[15], answers = new float[15];
        Table.Fitted.Apply(Table.Rows, inputs);
        pipeline.Network.ForwardBatch(inputs, expected);
        pipeline.Predict(Table.Rows, answers);
        Assert.True(pipeline.HasProbabilities);
        Assert.Equal(Table.Classes, pipeline.AnswerNames);
        Assert.Equal(expected, answers);
        for (int row = 0; row < 5; row++)
        {
            Answer answer = pipeline.Predict(Table.Rows.AsSpan(3 * row, 3));
            Assert.Equal(answers.AsSpan(3 * row, 3), answer.Values);
            Assert.Equal(pipeline.Network.Predict(inputs.AsSpan(6 * row, 6)), answer.ClassNumber);
            Assert.Equal(answer.ClassNumber, pipeline.PredictClass(Table.Rows.AsSpan(3 * row, 3)));
            Assert.Equal(Table.Classes[answer.ClassNumber], answer.ClassName);
            Assert.Equal(answer.Values.ToArray().Max(), answer[answer.ClassName!]);
        }
    }

    [Fact]
    public void Logarithms_of_probabilities_become_probabilities()
    {
        Pipeline<LogVisitors> pipeline = new(new LogVisitors(1), s_classes);
        float[] answers = new float[15], inputs = new float[30], logarithms = new float[15];
        pipeline.Predict(Table.Rows, answers);
        Table.Fitted.Apply(Table.Rows, inputs);
        pipeline.Network.ForwardBatch(inputs, logarithms);
        Assert.All(logarithms.Zip(answers), pair => Assert.Equal(Math.Exp(pair.First), pair.Second, 1e-6));
        Assert.Equal(1, answers.Take(3).Sum(), 1e-5);
    }

    [Fact]
    public void A_single_sigmoid_is_the_probability_of_the_second_of_two_classes()
    {
        Pipeline<Returning> pipeline = new(new Returning(1), Table.Fitted.WithClasses(["once", "again"]));
        float[] answers = new float[10], inputs = new float[30], outputs = new float[5];
        pipeline.Predict(Table.Rows, answers);
        Table.Fitted.Apply(Table.Rows, inputs);
        pipeline.Network.ForwardBatch(inputs, outputs);
        Assert.Equal(outputs.SelectMany(output => new[] { 1 - output, output }), answers);
        Assert.Equal(outputs[0] > 0.5f ? "again" : "once", pipeline.Predict(Table.Rows.AsSpan(0, 3)).ClassName);
    }

    [Fact]
    public void Above_a_threshold_the_second_class_is_predicted()
    {
        Preprocessing two = Table.Fitted.WithClasses(["once", "again"]);
        Returning network = new(1);
        float[] row = [31, 1, 0];
        float probability = new Pipeline<Returning>(network, two).Predict(row)["again"];
        Pipeline<Returning> below = new(network, two.WithThreshold(MathF.BitDecrement(probability)));
        Pipeline<Returning> at = new(network, two.WithThreshold(probability));
        Assert.Equal(("again", 1, "once", 0), (below.Predict(row).ClassName, below.PredictClass(row), at.Predict(row).ClassName, at.PredictClass(row)));
        Assert.Equal(0, Allocation.Of(() => at.PredictClass(row)));
        Assert.Null(at.Preprocessing.WithClasses(["a", "b"]).Threshold);
        Assert.Equal(
            "A threshold tells two classes apart, but there are 3.", Assert.Throws<InvalidOperationException>(() => s_classes.WithThreshold(0.5f)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => two.WithThreshold(float.PositiveInfinity));
    }

    [Fact]
    public void Outputs_that_are_no_probabilities_stay_as_they_are()
    {
        Pipeline<Scores> scores = new(new Scores(1), s_classes);
        Assert.False(scores.HasProbabilities);
        Assert.Equal(Table.Classes, scores.AnswerNames);
        Pipeline<Signed> signed = new(new Signed(1), Table.Fitted.WithClasses(["once", "again"], "comes"));
        Assert.False(signed.HasProbabilities);
        Assert.Equal(["comes"], signed.AnswerNames);
        Answer answer = signed.Predict(Table.Rows.AsSpan(0, 3));
        Assert.Equal(answer["comes"] > 0 ? "again" : "once", answer.ClassName);
        Pipeline<Spending> unnamed = new(new Spending(1), Table.Fitted);
        Assert.Equal(["output 0", "output 1"], unnamed.AnswerNames);
        Assert.StartsWith("The names of classes are not known", Assert.Throws<InvalidOperationException>(() => unnamed.PredictClass(Table.Rows.AsSpan(0, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_come_in_their_own_unit()
    {
        Pipeline<Spending> pipeline = new(new Spending(1), Table.Fitted.WithTargets(["spent", "nights"], s_scaling));
        float[] inputs = new float[30], outputs = new float[10], answers = new float[10];
        Table.Fitted.Apply(Table.Rows, inputs);
        pipeline.Network.ForwardBatch(inputs, outputs);
        pipeline.Predict(Table.Rows, answers);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal((float)(i % 2 == 0 ? outputs[i] * 90_000.0 + 240_000 : outputs[i] * 2.0 + 3), answers[i]);
        }

        Answer answer = pipeline.Predict(Table.Rows.AsSpan(0, 3));
        Assert.Equal(answers[1], answer["nights"]);
        Assert.Equal(-1, answer.ClassNumber);
        Assert.Null(answer.ClassName);
        Assert.Equal("There is no answer 'night', only 'spent', 'nights'. (Parameter 'name')", Assert.Throws<ArgumentException>(() => answer["night"]).Message);
    }

    [Fact]
    public void Nothing_is_allocated_for_raw_rows()
    {
        Pipeline<Visitors> classes = new(new Visitors(1), s_classes);
        Pipeline<Spending> numbers = new(new Spending(1), Table.Fitted.WithTargets(["spent", "nights"], s_scaling));
        Pipeline<LogVisitors> logarithms = new(new LogVisitors(1), s_classes);
        float[] answers = new float[15];
        Assert.Equal(0, Allocation.Of(() => classes.Predict(Table.Rows.AsSpan(0, 3), answers.AsSpan(0, 3))));
        Assert.Equal(0, Allocation.Of(() => classes.Predict(Table.Rows, answers)));
        Assert.Equal(0, Allocation.Of(() => classes.PredictClass(Table.Rows.AsSpan(0, 3))));
        Assert.Equal(0, Allocation.Of(() => numbers.Predict(Table.Rows, answers.AsSpan(0, 10))));
        Assert.Equal(0, Allocation.Of(() => logarithms.Predict(Table.Rows, answers)));
    }

    [Fact]
    public void A_row_gets_the_same_bits_in_every_batch()
    {
        const int count = 1000;
        Pipeline<Visitors> pipeline = new(new Visitors(1), s_classes);
        float[] ages = Reference.Numbers(count, 8, size: 40, around: 50);
        float[] rows = [.. ages.SelectMany((age, i) => new[] { age, i % 2, i % 3 - 1 })];
        float[] together = new float[3 * count], alone = new float[3];
        pipeline.Predict(rows, together);
        for (int i = 0; i < count; i++)
        {
            pipeline.Predict(rows.AsSpan(3 * i, 3), alone);
            Assert.Equal(together.AsSpan(3 * i, 3).ToArray(), alone);
        }

        rows[3 * 700 + 1] = 0.25f;
        Assert.StartsWith("Feature 'member' of row 700 is 0.25;", Assert.Throws<ArgumentException>(() => pipeline.Predict(rows, together)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_values_are_a_row()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), s_classes);
        object[] ages = [40, 40f, 40.0, 40m, 40L, (short)40, (byte)40, (sbyte)40, 40u, 40ul, (ushort)40];
        foreach (object age in ages)
        {
            Assert.Equal(pipeline.Predict([40, 1, 1]).Values, pipeline.Predict(Values(age, true, "Rome")).Values);
        }

        Assert.Equal(pipeline.Predict([float.NaN, 0, -1]).Values, pipeline.Predict(Values(null, false, "Paris")).Values);
        Assert.Equal(pipeline.Predict([float.NaN, float.NaN, float.NaN]).Values, pipeline.Predict(Values(double.NaN, null, null)).Values);
    }

    [Fact]
    public void Named_values_that_do_not_fit_are_refused()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), s_classes);
        AssertRefused("There is no value for 'age', 'member'; null says that one is missing.", new() { ["city"] = "Rome" });
        AssertRefused("There is no feature 'Age', 'town'; there are 'age', 'member', 'city'.", new(Values(1, true, "Rome")) { ["Age"] = 1, ["town"] = "Rome" });
        AssertRefused("There is no feature 'town'; there are", new(Values(1, true, "Rome")) { ["town"] = null });
        AssertRefused("There is no value for 'city'; null says", new() { ["age"] = 1, ["member"] = true, ["City"] = "Rome" });
        AssertRefused("Feature 'age' was given 'old' of type String; a number is needed.", Values("old", true, "Rome"));
        AssertRefused("Feature 'age' was given 'True' of type Boolean; a number is needed.", Values(true, true, "Rome"));
        AssertRefused("Feature 'member' was given '1' of type Int32; true or false is needed.", Values(1, 1, "Rome"));
        AssertRefused("Feature 'city' was given '1' of type Int32; a string is needed.", Values(1, true, 1));
        AssertRefused("Feature 'age' was given 1E+39; a number that a float holds is needed.", Values(1e39, true, "Rome"));
        Preprocessing strict = Preprocessing.Fit([Feature.Category("c", ["a", "b", "c", "d", "e", "f"])], [0]);
        Assert.StartsWith(
            "Feature 'c' was given 'g', but is one of 'a', 'b', 'c', 'd', 'e', 'f'.",
            Assert.Throws<ArgumentException>(() => new Pipeline<Spending>(new Spending(1), strict).Predict(new Dictionary<string, object?> { ["c"] = "g" })).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Feature 'c' is missing; an index",
            Assert.Throws<ArgumentException>(() => new Pipeline<Spending>(new Spending(1), strict).Predict(new Dictionary<string, object?> { ["c"] = null })).Message,
            StringComparison.Ordinal);

        void AssertRefused(string message, Dictionary<string, object?> values) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>("values", () => pipeline.Predict(values)).Message, StringComparison.Ordinal);
    }

    private sealed record Visitor(int? Age, bool Member, string City);

    [Fact]
    public void A_record_is_a_row_that_begins_as_missing()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), s_classes);
        Assert.Equal(pipeline.Predict([float.NaN, 1, 0]).Values, pipeline.Predict(new Visitor(null, true, "Oslo"), Encode).Values);
        Assert.Equal(pipeline.Predict([33, 0, 1]).Values, pipeline.Predict(new Visitor(33, false, "Rome"), Encode).Values);

        void Encode(Visitor visitor, Span<float> row)
        {
            if (visitor.Age is { } age)
            {
                row[0] = age;
            }

            row[1] = visitor.Member ? 1 : 0;
            row[2] = s_classes.Features[2].IndexOf(visitor.City);
        }
    }

    [Fact]
    public void A_network_of_integers_answers_too()
    {
        Visitors network = new(1);
        Visitors.Int8 integers = network.Quantize(s_classes.ToDataset(Table.Rows, new int[5]));
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "a.int8.safetensors");
        integers.Save(path, s_classes);
        Pipeline<Visitors.Int8> pipeline = new(Visitors.Int8.Load(path), Preprocessing.Load(path));
        float[] answers = new float[15], inputs = new float[30], expected = new float[15];
        pipeline.Predict(Table.Rows, answers);
        Table.Fitted.Apply(Table.Rows, inputs);
        integers.ForwardBatch(inputs, expected);
        Assert.Equal(expected, answers);
        Assert.StartsWith(
            "The integer network was given preprocessing for 2 classes, but needs 3 classes for 3 outputs.",
            Assert.Throws<ArgumentException>("preprocessing", () => integers.Save(path, Table.Fitted.WithClasses(["a", "b"]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Preprocessing_of_another_network_is_refused()
    {
        AssertRefused("Visitors was given preprocessing that makes 2 inputs, but needs 6 inputs.", () => new Pipeline<Visitors>(new Visitors(1), Preprocessing.Of(new Standardizer([0, 0], [1, 1]))));
        AssertRefused("Visitors was given preprocessing for 2 classes, but needs 3 classes for 3 outputs.", () => new Pipeline<Visitors>(new Visitors(1), Table.Fitted.WithClasses(["a", "b"])));
        AssertRefused("Returning was given preprocessing for 3 classes, but needs 2 classes for 1 output.", () => new Pipeline<Returning>(new Returning(1), s_classes));
        AssertRefused("Spending was given preprocessing for 1 target, but needs 2 targets, one for each output.", () => new Pipeline<Spending>(new Spending(1), Table.Fitted.WithTargets(["a"])));

        static void AssertRefused(string message, Action action) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>("preprocessing", action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_it_is()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), s_classes);
        Assert.Equal("Visitors on 3 features as 6 inputs, 3 classes", $"{pipeline}");
        pipeline.Network.SetParameters(new float[Visitors.ParameterCount]);
        Assert.Equal("tourist (tourist 0.33333334, pilgrim 0.33333334, local 0.33333334)", $"{pipeline.Predict(Table.Rows.AsSpan(0, 3))}");
        Pipeline<Spending> numbers = new(new Spending(1), Table.Fitted.WithTargets(["spent", "nights"], s_scaling));
        numbers.Network.SetParameters(new float[Spending.ParameterCount]);
        Assert.Equal("spent 240000, nights 3", $"{numbers.Predict(Table.Rows.AsSpan(0, 3))}");
    }

    private static Dictionary<string, object?> Values(object? age, object? member, object? city) =>
        new() { ["age"] = age, ["member"] = member, ["city"] = city };
}
